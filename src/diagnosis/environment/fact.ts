import type { Environment, Fact } from '../../model/finding.ts';
import type { Certainty, Life } from '../../model/life.ts';
import type { Observed } from '../../model/observation.ts';
import type { Ticks } from '../../model/ticks.ts';
import { firstRefs } from '../evidence.ts';

export type FactName = keyof Environment;

/** A fact with what the report does not carry of it: whether witnesses contradict one another, and why a value is missing. */
export interface Reading<Value> {
  readonly fact?: Fact<Value>;
  readonly isContested?: boolean;
  /** Since when the value is seen to be in force, where it came at a moment. */
  readonly since?: Ticks;
  /** Why there is no fact although something was seen, or what contests it. */
  readonly note?: string;
}

/** A fact of one message, where messages differ in it; undefined where only that of the bundle is known. */
export type ReadingOfMessage<Value> = (life: Life) => Reading<Value> | undefined;

/** A reader of the report wants to check a fact, not to see every request that bears it out. */
const EVIDENCE_PER_FACT = 3;

/** A fact with the first three places, in order of time, that bear it out. */
export function factOf<Value>(value: Value, certainty: Certainty, witnesses: readonly Observed[]): Fact<Value> {
  const evidence = firstRefs(
    witnesses.flatMap((witness) => witness.evidence),
    EVIDENCE_PER_FACT,
  );
  return { value, certainty, evidence };
}

/** The greatest rank of some witnesses. There may be more of them than a call takes arguments. */
export function topRankOf<Witness>(witnesses: readonly Witness[], rankOf: (witness: Witness) => number): number {
  return witnesses.reduce((top, witness) => Math.max(top, rankOf(witness)), Number.NEGATIVE_INFINITY);
}

/** Items by their key, both in the order first met. */
export function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
