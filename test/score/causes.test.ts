import { describe, expect, it } from 'vitest';
import { type Cause, causeWorld } from '../sim/causes/cause.ts';
import { CAUSES, HEALTHY, LOOK_ALIKES } from '../sim/causes/index.ts';
import { scoreWorld } from './causes/score-world.ts';
import { figuresByCause, type Scored, shortfallsOf, totalsOf } from './causes/tally.ts';

/** Seeds go round with the forms of traces: three of a cause have three. */
const SEEDS = [1, 2, 3];

async function scored(cause: Cause, seeds: readonly number[]): Promise<readonly Scored[]> {
  const all: Scored[] = [];
  for (const seed of seeds) all.push({ cause, seed, judged: await scoreWorld(cause, seed) });
  return all;
}

function faultsOf(all: readonly Scored[]): readonly string[] {
  return all.flatMap(({ seed, judged }) => judged.faults.map((fault) => `seed ${seed}: ${fault}`));
}

describe('over a few fixed seeds', () => {
  it.each([...CAUSES, ...LOOK_ALIKES].map((cause) => [`${cause.kind} ${cause.id}`, cause] as const))(
    '%s',
    async (_, cause) => {
      expect(faultsOf(await scored(cause, SEEDS))).toEqual([]);
    },
  );

  it('nothing is wrong with healthy bundles', async () => {
    const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
    const all = await scored(HEALTHY, seeds);
    expect(faultsOf(all)).toEqual([]);
    expect(totalsOf(all)).toMatchObject({ healthy: 20, alarmed: 0, unconfirmed: 0 });
  });
});

describe('the scoreboard of causes', () => {
  it('makes the same world of the same seed', () => {
    const [cause = HEALTHY] = CAUSES;
    expect(causeWorld(cause, 7)).toEqual(causeWorld(cause, 7));
    expect(causeWorld(cause, 7)).not.toEqual(causeWorld(cause, 8));
  });

  it('names what is missed, falsely told, mistaken or not confirmed', () => {
    const judged = {
      found: [],
      missed: ['quota'],
      alarms: [{ rule: 'proxy', severity: 'error' as const }],
      findings: 1,
      unconfirmed: 1,
      setAside: 0,
      notSetAside: 1,
      callsDraftsBug: true,
      faults: [],
    };
    const all = (['cause', 'look-alike', 'healthy'] as const).map((kind) => ({
      cause: { ...HEALTHY, kind },
      seed: 1,
      judged,
    }));
    const figures = figuresByCause(all, ['quota', 'proxy']);
    expect(figures).toMatchObject([
      { id: 'quota', worlds: 3, found: 0 },
      { id: 'proxy', worlds: 0, alarms: { error: 3, warning: 0, info: 0 } },
    ]);
    expect(shortfallsOf(figures, totalsOf(all))).toEqual([
      'quota: found in 0 of 3 worlds',
      '1 of 1 healthy bundles with an error or a warning',
      '1 of 1 look-alikes called the Drafts bug',
      '3 of 3 findings without a citation that holds',
    ]);
  });
});
