import { describe, expect, it } from 'vitest';
import { CONDITIONS } from '../sim/condition.ts';
import { figuresOf } from './figures.ts';
import { ASKED, type Floor, shortfalls } from './floors.ts';
import { scoreSeed } from './score-seed.ts';
import { EMPTY, sum } from './tally.ts';

/** Fifty messages a world are as many as five other worlds have. */
const seedsOf = (inFlight: number): readonly number[] => (inFlight >= 50 ? [1, 2] : [1, 2, 3, 4, 5, 6]);

/** Where nothing is lost, everything can be told. */
const WHOLE: Floor = { f1: 1, outcome: 1, step: 0.995, link: 0.995 };

/**
 * Below these the figures over the fixed seeds are not to fall; a condition that is not named is held to WHOLE. They are what the
 * analyser reaches, above or below what is asked (ASKED, for hundreds of seeds): of so few messages one lost answer is 2 %.
 */
const HELD: Readonly<Record<string, Floor>> = {
  'loss-1': { f1: 1, outcome: 0.95, ofReachable: 1, step: 1, link: 1 },
  'loss-3': { f1: 1, outcome: 1, ofReachable: 1, step: 0.98, link: 0.95 },
  'loss-10': { f1: 0.98, outcome: 0.84, ofReachable: 0.96, step: 0.95, link: 0.9 },
  'no-ids-loss-3': { f1: 1, outcome: 0.92, ofReachable: 0.96, step: 0.97, link: 0.95 },
  'in-flight-50-loss-3': { f1: 1, outcome: 0.98, ofReachable: 0.99, step: 0.99, link: 0.98 },
  'no-ids-10-loss-10': { f1: 0.97, outcome: 0.88, ofReachable: 0.96, step: 0.95, link: 0.92 },
  'cut-3': { f1: 1, outcome: 0.89, ofReachable: 0.97, step: 0.98, link: 0.98 },
  'undecoded-3': { f1: 1, outcome: 0.93, ofReachable: 1, step: 0.98, link: 0.95 },
};

describe('over a few fixed seeds', () => {
  it.each(CONDITIONS.map((condition) => [condition.name, condition] as const))('%s', async (name, condition) => {
    let tally = EMPTY;
    for (const seed of seedsOf(condition.inFlight)) tally = sum(tally, (await scoreSeed(seed, condition)).tally);
    expect(tally.falseDelivered).toBe(0);
    expect(shortfalls(figuresOf(tally), HELD[name] ?? WHOLE)).toEqual([]);
  });

  it('what is asked names conditions that there are', () => {
    const names = CONDITIONS.map(({ name }) => name);
    for (const name of [...Object.keys(ASKED), ...Object.keys(HELD)]) expect(names).toContain(name);
  });
});
