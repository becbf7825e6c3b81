import { realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { giveTurn } from '../input/turn.ts';
import { EXIT, type FailOn } from '../model/exit-code.ts';
import type { Fleet } from '../model/fleet.ts';
import { VERSION } from '../model/version.ts';
import { checkLeak, Redaction, type RedactOptions } from '../redact/index.ts';
import { fingerprintOf, ownName, sealed, type TokenOriginals } from './batch-redaction.ts';
import { listContent, signatureOf } from './bundle-content.ts';
import type { BundleJob, JobSetting } from './bundle-job.ts';
import { listBundles, type Shard } from './bundle-places.ts';
import type { BundleBudget } from './bundle-thread.ts';
import { removeFleet, writeFleet } from './fleet/write-fleet.ts';
import { JournalReader } from './journal.ts';
import { JOURNAL_VERSION } from './journal-line.ts';
import type { Worker } from './lock.ts';
import { type BatchAnalysisOptions, optionsKey } from './options-key.ts';
import type { QueueOptions } from './queue/run-by-queue.ts';
import { hasReport, openResults, type ResultsFolder } from './results-folder.ts';
import { type JobRun, runInThreads } from './run-in-threads.ts';
import { forceToDisk } from './whole-file.ts';

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

/** Keeps what the tokens of a batch stand for, of its finished bundles. */
export interface TokenMap {
  /** Whether it is complete for the bundle of a token. */
  has(token: string): boolean;
  add(tokens: TokenOriginals): void;
}

export interface BatchOptions {
  readonly analysis?: BatchAnalysisOptions;
  /** Results with tokens in place of identities; only with the same key an interrupted batch is gone on with. */
  readonly redaction?: RedactOptions;
  /** With `redaction`: a bundle that is not in it is analysed again. */
  readonly tokens?: TokenMap;
  /** Bundles analysed at once; the results are the same. */
  readonly workers: number;
  /** Bundles go to workers by a queue instead, on whatever machines. */
  readonly queue?: QueueOptions;
  readonly budget: BundleBudget;
  readonly failOn?: FailOn;
  readonly shard?: Shard;
  readonly me: Worker;
  readonly onProgress?: (progress: BatchProgress) => void;
  /** A bundle that failed, as soon as it is known, and why; what looks like a bundle and is none. */
  readonly onFailed?: (name: string, why: string) => void;
  /** The folder holds results that have other tokens, or none, and are taken away. */
  readonly onStartOver?: () => void;
  readonly signal?: AbortSignal;
}

/** The token of a bundle as the map has it, without ending and number. */
function tokenOf({ name }: BundleJob): string {
  return /^bundle-[a-z2-9]+/.exec(ownName(name))?.[0] ?? '';
}

/** Bundles looked at between two turns of the event loop, in which an interruption is heard: some 20 ms. */
const LOOKS_A_TURN = 128;

/** What an earlier run finished and nothing has touched since. */
function isDone(
  job: BundleJob,
  setting: JobSetting,
  { earlier, path }: ResultsFolder,
  tokens: TokenMap | undefined,
): boolean {
  const line = earlier?.line(job.name);
  if (line?.isFinal !== true || line.key.tool !== VERSION || line.key.options !== setting.optionsKey) return false;
  if (line.report !== undefined && line.report.path !== job.reportPath) return false;
  if (tokens !== undefined && !tokens.has(tokenOf(job))) return false;
  try {
    const signature = sealed(signatureOf(listContent(job.path)), setting.redaction);
    return line.signature === signature && hasReport(path, line);
  } catch {
    // It has gone meanwhile: the analysis says so.
    return false;
  }
}

/** Takes away the reports of bundles that are in the roots no more: they would be in no summary. */
async function removeGone(results: ResultsFolder, names: ReadonlySet<string>): Promise<void> {
  const { earlier, path, journal } = results;
  const gone = [...(earlier?.names ?? [])].filter((name) => !names.has(name));
  for (const name of gone) {
    const report = earlier?.line(name)?.report;
    if (report !== undefined) rmSync(join(path, report.path), { force: true });
  }
  await journal.addAll(gone.map((name) => ({ journal: JOURNAL_VERSION, name, isGone: true })));
}

/** Paths on the command line are those of its working folder; threads and other machines may have another one. */
function withFullPaths(options: BatchAnalysisOptions): BatchAnalysisOptions {
  const { tmf, manifests, formats, phrasebooks, standingPhrasebooks } = options;
  const full = (paths: readonly string[]): readonly string[] => paths.map((path) => resolve(path));
  return {
    ...options,
    ...(tmf && { tmf: full(tmf) }),
    ...(manifests && { manifests: full(manifests) }),
    ...(formats && { formats: full(formats) }),
    ...(phrasebooks && { phrasebooks: full(phrasebooks) }),
    ...(standingPhrasebooks && { standingPhrasebooks: full(standingPhrasebooks) }),
  };
}

/** Has the jobs done, and writes each into the journal. */
async function runJobs(
  jobs: readonly BundleJob[],
  setting: JobSetting,
  results: ResultsFolder,
  options: BatchOptions,
  skipped: number,
): Promise<void> {
  const { workers, queue, budget, tokens: map, onProgress, onFailed, signal } = options;
  const total = jobs.length + skipped;
  let done = 0;
  const run: JobRun = {
    jobs,
    setting,
    budget,
    onBegin: (job) => onProgress?.({ total, skipped, done, current: job.name }),
    async onResult({ line, tokens }) {
      if (tokens !== undefined) map?.add(tokens);
      // A journal that survives a power cut names no report that does not.
      if (line.report !== undefined) await forceToDisk(setting.folder, line.report.path);
      await results.journal.add(line);
      done++;
      const hasFailed = line.report !== undefined && line.digest.exitCode !== EXIT.analysed;
      if (hasFailed) onFailed?.(line.name, line.reason ?? 'no usable input');
      onProgress?.({ total, skipped, done });
    },
    ...(signal && { signal }),
  };
  if (queue === undefined) return runInThreads(run, workers);
  const { runByQueue } = await import('./queue/run-by-queue.ts');
  return runByQueue(run, queue, options.me.host);
}

/**
 * Analyses every bundle of some roots and writes a results folder (contract section 7). What an earlier run of the same command finished is not done
 * again. Throws a TraceError for roots and folders that will not do; rejects where the signal aborts, and keeps what is finished.
 */
export async function runBatch(roots: readonly string[], folder: string, options: BatchOptions): Promise<Fleet> {
  const { failOn = 'none', shard, signal, redaction, tokens, onFailed, onStartOver } = options;
  const analysis = withFullPaths(options.analysis ?? {});
  const names = redaction && new Redaction(redaction);
  // Before anything is written: a results folder within a bundle would change the evidence.
  const { jobs, passedOver } = listBundles(roots, folder, {
    ...(shard && { shard }),
    ...(names && { naming: (name, kind) => names.place(name, kind) }),
  });
  for (const { path, why } of passedOver) onFailed?.(path, why);
  const key = redaction && fingerprintOf(redaction);
  const results = await openResults(folder, options.me, { ...(key && { key }), ...(onStartOver && { onStartOver }) });
  try {
    const part = shard === undefined ? undefined : `${shard.index}/${shard.count}`;
    if (key !== undefined && results.earlier?.keys.has(key) !== true)
      await results.journal.add({ journal: JOURNAL_VERSION, redacted: { by: 'ticket', key } });
    if (part !== undefined && results.earlier?.shards.has(part) !== true)
      await results.journal.add({ journal: JOURNAL_VERSION, shard: part });
    const setting: JobSetting = {
      folder: realpathSync(folder),
      options: analysis,
      optionsKey: optionsKey(analysis, redaction),
      ...(redaction && { redaction: { ...redaction, ...(tokens && { isMapped: true }) } }),
    };
    const open: BundleJob[] = [];
    for (const [index, job] of jobs.entries()) {
      if (index % LOOKS_A_TURN === 0) await giveTurn();
      signal?.throwIfAborted();
      if (!isDone(job, setting, results, tokens)) open.push(job);
    }
    const own = jobs.map(({ name }) => name);
    await removeGone(results, new Set(own));
    if (open.length > 0) {
      removeFleet(folder);
      await runJobs(open, setting, results, options, jobs.length - open.length);
    }
    const reader = new JournalReader(folder);
    try {
      const fleet = await writeFleet(folder, () => reader.lines(own), {
        failOn,
        ...(names && { redacted: { by: 'ticket' }, check: (parts, rest) => checkLeak(names, parts, rest) }),
      });
      // Now all of them are finished, those that failed, too.
      if (names !== undefined) tokens?.add(names.map);
      return fleet;
    } finally {
      reader.close();
    }
  } finally {
    await results.close();
  }
}
