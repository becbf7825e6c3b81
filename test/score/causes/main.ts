import { CAUSES, HEALTHY, LOOK_ALIKES } from '../../sim/causes/index.ts';
import { scoreWorld } from './score-world.ts';
import { causesTable, totalsText } from './table.ts';
import { figuresByCause, type Scored, shortfallsOf, totalsOf } from './tally.ts';

/** Healthy worlds for each seed of a cause: 500 in a full run of 20 seeds. */
const HEALTHY_A_SEED = 25;

export interface CausesOptions {
  /** Seeds of each cause. */
  readonly seeds: number;
  /** One seed alone. */
  readonly seed?: number;
  /** Ids of causes, `healthy`, or the beginning of the name of a look-alike; none for all. */
  readonly causes: readonly string[];
  readonly keep?: string;
  readonly onDone: (done: number, of: number) => void;
}

export interface CausesScore {
  /** One line each. */
  readonly faults: readonly string[];
  readonly shortfalls: readonly string[];
  /** Table and totals, as the page has them. */
  readonly text: string;
}

function jobsOf({ seeds, seed, causes }: CausesOptions): readonly Pick<Scored, 'cause' | 'seed'>[] {
  const all = [...CAUSES, ...LOOK_ALIKES, HEALTHY];
  const chosen = all.filter(
    ({ id }) => causes.length === 0 || causes.some((one) => id === one || id.startsWith(`${one},`)),
  );
  if (chosen.length === 0) throw new Error(`no such cause: ${causes.join(', ')}`);
  return chosen.flatMap((cause) => {
    const count = cause.kind === 'healthy' ? seeds * HEALTHY_A_SEED : seeds;
    const own = seed === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [seed];
    return own.map((number) => ({ cause, seed: number }));
  });
}

/** Scores the diagnosis over worlds whose causes are known. */
export async function scoreCauses(options: CausesOptions): Promise<CausesScore> {
  const jobs = jobsOf(options);
  const scored: Scored[] = [];
  for (const { cause, seed } of jobs) {
    scored.push({ cause, seed, judged: await scoreWorld(cause, seed, options.keep) });
    options.onDone(scored.length, jobs.length);
  }
  const figures = figuresByCause(
    scored,
    CAUSES.map(({ id }) => id),
  );
  const totals = totalsOf(scored);
  return {
    faults: scored.flatMap(({ cause, seed, judged }) =>
      judged.faults.map((fault) => `${cause.kind} ${cause.id} seed ${seed}: ${fault}`),
    ),
    shortfalls: shortfallsOf(figures, totals),
    text: `${causesTable(figures)}\n${totalsText(totals)}`,
  };
}
