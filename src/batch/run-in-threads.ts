import type { BundleJob, JobResult, JobSetting } from './bundle-job.ts';
import { type BundleBudget, BundleThread } from './bundle-thread.ts';

/** What whoever runs the jobs of a batch is given. */
export interface JobRun {
  readonly jobs: readonly BundleJob[];
  readonly setting: JobSetting;
  readonly budget: BundleBudget;
  readonly onBegin: (job: BundleJob) => void;
  /** Settles when its line is in the journal. */
  readonly onResult: (result: JobResult) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Analyses the jobs in several threads of this process. Rejects where the signal aborts, and where the results folder cannot be written. */
export async function runInThreads(
  { jobs, setting, budget, onBegin, onResult, signal }: JobRun,
  workers: number,
): Promise<void> {
  const threads = Array.from({ length: Math.max(1, Math.min(workers, jobs.length)) }, () => new BundleThread(budget));
  const stop = (): void => {
    for (const thread of threads) void thread.close();
  };
  signal?.addEventListener('abort', stop);
  let next = 0;
  const work = async (thread: BundleThread): Promise<void> => {
    // While a line goes to the disk, the thread is at its next bundle already.
    let written: Promise<void> = Promise.resolve();
    try {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
        signal?.throwIfAborted();
        onBegin(job);
        const [result] = await Promise.all([thread.run(job, setting), written]);
        // Also behind an interruption: what is finished is kept.
        written = onResult(result);
      }
    } finally {
      await written;
    }
  };
  const give = (error: unknown): never => {
    // The others finish what they are at, and take no more.
    next = jobs.length;
    throw error;
  };
  try {
    const ended = await Promise.allSettled(threads.map((thread) => work(thread).catch(give)));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all(threads.map((thread) => thread.close()));
  }
}
