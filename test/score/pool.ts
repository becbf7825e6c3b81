import { Worker } from 'node:worker_threads';
import type { SeedScore } from './tally.ts';
import type { Done, Job } from './worker.ts';

/** Scores all jobs on some threads; the results are in the order of the jobs, whatever the threads. */
export async function scoreAll(
  jobs: readonly Job[],
  workers: number,
  keep: string | undefined,
  onDone: (done: number) => void,
): Promise<readonly SeedScore[]> {
  const scores = new Map<number, SeedScore>();
  let next = 0;
  const runOne = (): Promise<void> =>
    new Promise((resolve, reject) => {
      // The bundle of score.mjs lies flat in one folder.
      const worker = new Worker(new URL('./worker.js', import.meta.url), {
        workerData: { jobs, ...(keep === undefined ? {} : { keep }) },
      });
      const give = (): void => {
        if (next < jobs.length) worker.postMessage(next++);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('message', ({ job, score }: Done) => {
        scores.set(job, score);
        onDone(scores.size);
        give();
      });
      worker.on('error', reject);
      give();
    });
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, runOne));
  return jobs.map((job, i) => {
    const score = scores.get(i);
    if (score === undefined) throw new Error(`no score of seed ${job.seed} of ${job.condition}`);
    return score;
  });
}
