import { parentPort, workerData } from 'node:worker_threads';
import { CONDITIONS } from '../sim/condition.ts';
import { scoreSeed } from './score-seed.ts';
import type { SeedScore } from './tally.ts';

/** One seed of one condition, by the condition's name. */
export interface Job {
  readonly condition: string;
  readonly seed: number;
}

export interface Done {
  readonly job: number;
  readonly score: SeedScore;
}

/** Takes one job after the other, each by its number in the list. */
async function work(jobs: readonly Job[], keep: string | undefined): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('a worker without a parent');
  port.on('message', (index: number) => {
    const job = jobs[index];
    const condition = CONDITIONS.find(({ name }) => name === job?.condition);
    if (job === undefined || condition === undefined) throw new Error(`no job ${index}`);
    void scoreSeed(job.seed, condition, keep).then(
      (score) => port.postMessage({ job: index, score } satisfies Done),
      (error: unknown) => {
        // Told to the pool as the failure of this worker.
        queueMicrotask(() => {
          throw error;
        });
      },
    );
  });
}

const { jobs, keep } = workerData as { readonly jobs: readonly Job[]; readonly keep?: string };
await work(jobs, keep);
