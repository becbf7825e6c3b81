import type { Outcome } from '../model/life.ts';
import type { KnownShare } from '../model/radar-report.ts';
import type { KnownLife } from './known-window.ts';

/** How many lines of a shape are near known messages. */
interface Near {
  readonly count: number;
  readonly near: number;
  readonly nearTo: ReadonlyMap<number, number>;
}

const DECIMALS = 1000;

/**
 * How a shape goes with the known messages: the share of the messages that have such a line, times the share of such lines that are near a message. Messages are
 * counted among those of one outcome where the shape is near no other. Undefined for one that is near none.
 */
export function knownShare({ count, near, nearTo }: Near, lives: readonly KnownLife[]): KnownShare | undefined {
  if (nearTo.size === 0) return undefined;
  const outcomes = new Set<Outcome | undefined>([...nearTo.keys()].map((number) => lives[number]?.outcome));
  const [outcome] = outcomes.size === 1 ? [...outcomes] : [];
  const of = outcome === undefined ? lives.length : lives.filter((life) => life.outcome === outcome).length;
  const score = (nearTo.size / of) * (near / count);
  return {
    messages: nearTo.size,
    of,
    ...(outcome === undefined ? {} : { outcome }),
    near,
    elsewhere: count - near,
    score: Math.round(score * DECIMALS) / DECIMALS,
  };
}
