import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { giveTurn } from '../input/turn.ts';
import { EXIT, type FailOn } from '../model/exit-code.ts';
import type { Fleet } from '../model/fleet.ts';
import { VERSION } from '../model/version.ts';
import { listContent, signatureOf } from './bundle-content.ts';
import type { BundleJob, JobSetting } from './bundle-job.ts';
import { listBundles, type Shard } from './bundle-places.ts';
import { type BundleBudget, BundleThread } from './bundle-thread.ts';
import { removeFleet, writeFleet } from './fleet/write-fleet.ts';
import { JournalReader } from './journal.ts';
import type { Worker } from './lock.ts';
import { type BatchAnalysisOptions, optionsKey } from './options-key.ts';
import { hasReport, openResults, type ResultsFolder } from './results-folder.ts';

/** How far a batch is; for progress lines only. */
export interface BatchProgress {
  readonly total: number;
  /** Bundles that an earlier run had finished. */
  readonly skipped: number;
  /** Bundles finished by this run. */
  readonly done: number;
  /** Name of the bundle that was last begun. */
  readonly current?: string;
}

export interface BatchOptions {
  readonly analysis?: BatchAnalysisOptions;
  /** Bundles analysed at once; the results are the same. */
  readonly workers: number;
  readonly budget: BundleBudget;
  readonly failOn?: FailOn;
  readonly shard?: Shard;
  readonly me: Worker;
  readonly onProgress?: (progress: BatchProgress) => void;
  /** A bundle that failed, as soon as it is known. */
  readonly onFailed?: (name: string, exitCode: number) => void;
  readonly signal?: AbortSignal;
}

/** Bundles looked at between two turns of the event loop, in which an interruption is heard: some 20 ms. */
const LOOKS_A_TURN = 128;

/** What an earlier run finished and nothing has touched since. */
function isDone(job: BundleJob, setting: JobSetting, { earlier, path }: ResultsFolder): boolean {
  const line = earlier?.line(job.name);
  if (line?.isFinal !== true || line.key.tool !== VERSION || line.key.options !== setting.optionsKey) return false;
  if (line.report !== undefined && line.report.path !== job.reportPath) return false;
  try {
    return line.signature === signatureOf(listContent(job.path)) && hasReport(path, line);
  } catch {
    // It has gone meanwhile: the analysis says so.
    return false;
  }
}

/** Reports of bundles that are in the roots no more: they would be in no summary. */
function removeStaleReports(results: ResultsFolder, jobs: readonly BundleJob[]): void {
  const wanted = new Set(jobs.map(({ name }) => name));
  for (const name of results.earlier?.names ?? []) {
    const report = wanted.has(name) ? undefined : results.earlier?.line(name)?.report;
    if (report !== undefined) rmSync(join(results.path, report.path), { force: true });
  }
}

/** Analyses the jobs with several threads at once, and writes each into the journal. */
async function runJobs(
  jobs: readonly BundleJob[],
  setting: JobSetting,
  results: ResultsFolder,
  options: BatchOptions,
  skipped: number,
): Promise<void> {
  const { workers, budget, onProgress, onFailed, signal } = options;
  const threads = Array.from(
    { length: Math.max(1, Math.min(workers, jobs.length)) },
    () => new BundleThread(setting, budget),
  );
  const total = jobs.length + skipped;
  const stop = (): void => {
    for (const thread of threads) void thread.close();
  };
  signal?.addEventListener('abort', stop);
  let [next, done, hasFailed] = [0, 0, false];
  const work = async (thread: BundleThread): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined && !hasFailed; job = jobs[next++]) {
      signal?.throwIfAborted();
      onProgress?.({ total, skipped, done, current: job.name });
      const line = await thread.run(job);
      signal?.throwIfAborted();
      await results.journal.add(line);
      done++;
      if (line.report !== undefined && line.digest.exitCode !== EXIT.analysed)
        onFailed?.(line.name, line.digest.exitCode);
      onProgress?.({ total, skipped, done });
    }
  };
  try {
    await Promise.all(
      threads.map((thread) =>
        work(thread).catch((error: unknown) => {
          hasFailed = true;
          throw error;
        }),
      ),
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

/**
 * Analyses every bundle of some roots and writes a results folder (contract section 7). What an earlier run of the same command finished is not done
 * again. Throws a TraceError for roots and folders that will not do; rejects where the signal aborts, and keeps what is finished.
 */
export async function runBatch(roots: readonly string[], folder: string, options: BatchOptions): Promise<Fleet> {
  const { analysis = {}, failOn = 'none', shard, signal } = options;
  const results = await openResults(folder, options.me);
  try {
    const jobs = listBundles(roots, folder, shard);
    const setting: JobSetting = { folder, options: analysis, optionsKey: optionsKey(analysis) };
    const open: BundleJob[] = [];
    for (const [index, job] of jobs.entries()) {
      if (index % LOOKS_A_TURN === 0) await giveTurn();
      signal?.throwIfAborted();
      if (!isDone(job, setting, results)) open.push(job);
    }
    removeStaleReports(results, jobs);
    if (open.length > 0) {
      removeFleet(folder);
      await runJobs(open, setting, results, options, jobs.length - open.length);
    }
    const reader = new JournalReader(folder);
    try {
      const names = jobs.map(({ name }) => name);
      return writeFleet(folder, () => reader.lines(names), failOn);
    } finally {
      reader.close();
    }
  } finally {
    await results.close();
  }
}
