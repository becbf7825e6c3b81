import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Job } from 'bullmq';
import { failureWords } from '../batch-redaction.ts';
import type { BundleJob, JobSetting } from '../bundle-job.ts';
import { type BundleBudget, BundleThread } from '../bundle-thread.ts';
import type { Worker as LockHolder } from '../lock.ts';
import { optionsKey } from '../options-key.ts';
import { unpackBundle } from './pack-bundle.ts';
import { connect, loadBullmq, QUEUE_NAME } from './redis-queue.ts';
import { LOCK_MS, MOST_DEATHS, type QueueResult, type QueueTask } from './task.ts';

export interface ServeOptions {
  /** Bundles analysed at once. */
  readonly workers: number;
  /** Ends where the queue is empty; else it waits for more. */
  readonly untilEmpty: boolean;
  /** A bundle that is done, or what became of the connection. */
  readonly tell: (text: string) => void;
  readonly me: LockHolder;
  readonly signal?: AbortSignal;
}

/** A value of Redis holds 512 MB, and the coordinator holds it in memory. */
const MOST_REPORT = 64 << 20;

/** Threads for bundles; one serves those of the same budget. */
class Threads {
  readonly #all = new Set<BundleThread>();
  readonly #idle: BundleThread[] = [];

  take(budget: BundleBudget): BundleThread {
    const at = this.#idle.findIndex(
      (one) => one.budget.seconds === budget.seconds && one.budget.memoryMb === budget.memoryMb,
    );
    const thread = this.#idle.splice(at, at < 0 ? 0 : 1)[0] ?? new BundleThread(budget);
    this.#all.add(thread);
    return thread;
  }

  giveBack(thread: BundleThread): void {
    this.#idle.push(thread);
  }

  async drop(thread: BundleThread): Promise<void> {
    this.#all.delete(thread);
    await thread.close();
  }

  get all(): Iterable<BundleThread> {
    return this.#all;
  }
}

/** Folders for what goes over the queue: the number is that of the process. */
const FOLDER = 'oimscope-worker-';

/** What a worker that was killed left behind: bundles, which are private. */
function removeLeftBehind({ pid, isRunning }: LockHolder): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length).split('-')[0]) : Number.NaN;
    if (Number.isInteger(owner) && owner > 0 && owner !== pid && !isRunning(owner)) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

/** Files that options name must be the same here: the report would be another. */
function checkOptions({ options, redaction, optionsKey: wanted }: QueueTask): void {
  if (optionsKey(options, redaction) !== wanted) {
    throw new Error(
      'the files that options name (--tmf, --manifest, --formats, --phrasebook) are others on the machine of the worker',
    );
  }
}

/** Has the bundle of a task stand where it is read. What fails is told on the queue and by the coordinator. */
function bringBundle(bundle: QueueTask['bundle'], path: string, redaction: QueueTask['redaction']): void {
  try {
    if ('path' in bundle) statSync(path);
    else unpackBundle(bundle.packed, path);
  } catch (error) {
    throw redaction === undefined ? error : new Error(failureWords(error, redaction));
  }
}

/** Analyses one task in a folder of its own, which is gone afterwards. */
async function resultOf(task: QueueTask, thread: BundleThread, pid: number): Promise<QueueResult> {
  const { name, root, bundle, options, redaction } = task;
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER}${pid}-`));
  try {
    checkOptions(task);
    const path = 'path' in bundle ? bundle.path : join(folder, 'bundle', bundle.base);
    bringBundle(bundle, path, redaction);
    const job: BundleJob = { name, path, reportPath: 'report.json', root };
    const setting: JobSetting = {
      folder,
      options,
      optionsKey: task.optionsKey,
      ...(redaction && { redaction }),
    };
    const result = await thread.run(job, setting);
    const { line } = result;
    if (line.report === undefined) return result;
    const report = gzipSync(readFileSync(join(folder, line.report.path))).toString('base64');
    if (report.length > MOST_REPORT) throw new Error(`its report is too large for the queue (${report.length} bytes)`);
    return { ...result, report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Takes bundles from a queue until the signal aborts, or until it is empty where that is asked. Answers how many it did. Throws a TraceError where the queue does not
 * answer at first; a connection that breaks later is made again.
 */
export async function serveQueue(
  url: string,
  { workers, untilEmpty, tell, me, signal }: ServeOptions,
): Promise<number> {
  const { Worker, WaitingError, Queue } = { ...(await loadBullmq()), ...(await import('bullmq')) };
  const redis = await connect(url, tell);
  removeLeftBehind(me);
  let done = 0;
  const threads = new Threads();
  const work = async (job: Job<QueueTask, QueueResult>, token?: string): Promise<QueueResult> => {
    const thread = threads.take(job.data.budget);
    try {
      const result = await resultOf(job.data, thread, me.pid);
      threads.giveBack(thread);
      done++;
      tell(`${job.data.name}: done`);
      return result;
    } catch (error) {
      if (signal?.aborted === true) {
        // Another worker may have it at once, and it is no failure of the bundle.
        await job.moveToWait(token);
        throw new WaitingError();
      }
      await threads.drop(thread);
      tell(`${job.data.name}: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
  const worker = new Worker<QueueTask, QueueResult>(QUEUE_NAME, work, {
    connection: redis,
    concurrency: workers,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS / 2,
    maxStalledCount: MOST_DEATHS,
  });
  worker.on('error', () => undefined);
  const queue = new Queue(QUEUE_NAME, { connection: redis });
  queue.on('error', () => undefined);
  try {
    // A batch that is about to begin has put nothing on it yet.
    for (let empty = 0; signal?.aborted !== true && empty < EMPTY_LOOKS; ) {
      await pause(signal);
      empty = untilEmpty && (await isEmpty(queue)) ? empty + 1 : 0;
    }
  } finally {
    for (const thread of threads.all) void thread.close();
    const closed = Promise.all([worker.close(), queue.close()]);
    // Where Redis is away, nothing can be given back: the bundles are taken over when their time is up.
    await Promise.race([closed, setTimeout(CLOSING_MS, undefined, { ref: false })]);
    await worker.disconnect().catch(() => undefined);
    redis.disconnect();
  }
  return done;
}

/** How often the end is looked for. */
const LOOK_MS = 500;
/** Looks in a row, ten seconds, after which an empty queue is at its end. */
const EMPTY_LOOKS = 20;
const CLOSING_MS = 3000;

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(LOOK_MS, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

async function isEmpty(queue: {
  getJobCounts(...types: readonly string[]): Promise<Record<string, number>>;
}): Promise<boolean> {
  const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized', 'paused');
  return Object.values(counts).every((count) => count === 0);
}
