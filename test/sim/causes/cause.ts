import type { Ticks } from '../../../src/model/ticks.ts';
import { later } from '../../make/clock.ts';
import { type Dice, diceOf } from '../dice.ts';
import type { SimFile } from '../spool-files.ts';
import { Scene } from './scene.ts';
import { drawSetup, type Setup } from './setup.ts';

/** What is true of a world. */
export interface CauseTruth {
  /** Causes that must be found. */
  readonly must: readonly string[];
  /** Causes that must be told as explained by another. */
  readonly superseded?: readonly string[];
  /** Causes that hold as well, or that nobody could tell from what is there: neither a miss nor a false alarm. */
  readonly may?: readonly string[];
}

export interface Told {
  readonly scene: Scene;
  readonly files: readonly SimFile[];
  /** When the bundle is collected, in seconds from the beginning. */
  readonly collectedAt: number;
  readonly truth: CauseTruth;
}

/** Begins a scene with what the story needs to be so. */
export type Begin = (wish?: Partial<Setup>) => Scene;

/** A kind of world, by the cause that is true in it. */
export interface Cause {
  readonly id: string;
  /** A look-alike of the Drafts bug is named after what it is. */
  readonly kind: 'cause' | 'look-alike' | 'healthy';
  readonly tell: (begin: Begin, dice: Dice) => Told;
}

export interface CauseWorld {
  readonly files: readonly SimFile[];
  readonly options: { readonly now: Ticks };
  readonly truth: CauseTruth;
}

/** A scene that has ended. */
export function ended(scene: Scene, end: number, truth: CauseTruth, hasTrace = true): Told {
  const collectedAt = end + 300 + scene.dice.below(3000);
  return { scene, files: scene.bundle(end, hasTrace), collectedAt, truth };
}

/** Makes the world of a cause. Pure: the same seed gives the same bytes. */
export function causeWorld({ id, kind, tell }: Cause, seed: number): CauseWorld {
  const dice = diceOf(`${kind} ${id} ${seed}`);
  const { scene, files, collectedAt, truth } = tell((wish = {}) => new Scene(dice, drawSetup(dice, seed, wish)), dice);
  return { files, options: { now: later(scene.clock(0), collectedAt) }, truth };
}
