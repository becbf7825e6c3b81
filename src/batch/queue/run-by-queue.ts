import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Job, Queue } from 'bullmq';
import { sealed } from '../batch-redaction.ts';
import { listContent, signatureOf } from '../bundle-content.ts';
import { type BundleJob, failedReport, finishJob, type JobResult, reasonOf } from '../bundle-job.ts';
import type { JobRun } from '../run-in-threads.ts';
import { writeWhole } from '../whole-file.ts';
import { bytesOf, packBundle } from './pack-bundle.ts';
import { connect, loadBullmq, QUEUE_NAME } from './redis-queue.ts';
import { BACK_OFF_MS, parkedReason, type QueueResult, type QueueTask, TRIES } from './task.ts';

export interface QueueOptions {
  readonly url: string;
  /** Bundles of at most so many bytes go over the queue themselves; of others only the path. */
  readonly inlineBytes: number;
  /** What became of the connection, and what is missing. */
  readonly tell: (text: string) => void;
}

/** Bundles on the queue at once: Redis holds them in memory. */
const AHEAD = 256;
/** How often what is on the queue is looked through: events may be lost where the connection breaks. */
const LOOK_MS = 250;
/** Looks without a worker before somebody is told. */
const LONELY_LOOKS = 20;

type TaskQueue = Queue<QueueTask, QueueResult>;

/** A bundle that the queue lost is sent again so often: where Redis keeps nothing on the disk, a restart loses all. */
const MOST_SENDINGS = 5;

/** A bundle that is on the queue. */
interface Sent {
  readonly job: BundleJob;
  readonly signature: string;
  /** Only its path is on the queue. */
  readonly isShared: boolean;
  readonly sendings: number;
}

/** What of a batch decides which of the jobs on a queue are its own. */
interface Coordinator {
  readonly run: JobRun;
  readonly host: string;
  readonly inlineBytes: number;
}

/** The same bundle of the same batch has the same id, so that a batch that was interrupted finds what was done meanwhile. */
function idOf({ name, path }: BundleJob, signature: string, { run: { setting }, host }: Coordinator): string {
  const key = [host, setting.folder, setting.optionsKey, name, path, signature].join('\0');
  return createHash('sha256').update(key).digest('hex');
}

function taskOf(job: BundleJob, { run: { setting, budget }, inlineBytes }: Coordinator): QueueTask {
  const packed = bytesOf(job.path) <= inlineBytes ? packBundle(job.path) : undefined;
  return {
    name: job.name,
    root: job.root,
    bundle: packed === undefined ? { path: job.path } : { packed, base: basename(job.path) },
    options: setting.options,
    optionsKey: setting.optionsKey,
    ...(setting.redaction && { redaction: setting.redaction }),
    budget,
  };
}

async function send(job: BundleJob, queue: TaskQueue, coordinator: Coordinator, sendings = 1): Promise<[string, Sent]> {
  const signature = sealed(signatureOf(listContent(job.path)), coordinator.run.setting.redaction);
  const id = idOf(job, signature, coordinator);
  const task = taskOf(job, coordinator);
  const earlier = await queue.getJob(id);
  // Parked by an earlier run: this one is a new try.
  if (earlier !== undefined && (await earlier.isFailed())) await earlier.remove();
  await queue.add('bundle', task, {
    jobId: id,
    attempts: TRIES,
    backoff: { type: 'exponential', delay: BACK_OFF_MS },
  });
  return [id, { job, signature, isShared: 'path' in task.bundle, sendings }];
}

/** Writes what a worker made, as if it had been made here. */
function collect(sent: Sent, { line, report, tokens }: QueueResult, run: JobRun): JobResult {
  const { job, signature, isShared } = sent;
  const { setting } = run;
  if (isShared && line.isFinal === true && line.signature !== signature) {
    const place = setting.redaction === undefined ? job.path : 'its place';
    return parked(sent, `what a worker found at ${place} is not this bundle`, run);
  }
  const { report: _elsewhere, ...told } = line;
  const text = report === undefined ? undefined : gunzipSync(Buffer.from(report, 'base64')).toString('utf-8');
  const written = text === undefined ? undefined : writeWhole(setting.folder, job.reportPath, [text], false);
  // Of a machine with other times of files nothing is kept but the content.
  const own = { ...told, signature, ...(written && { report: { path: job.reportPath, ...written } }) };
  return { line: own, ...(tokens && { tokens }) };
}

/** The line of a bundle that no worker could do; it stays parked on the queue with its reason until a later run takes it up. */
function parked({ job, signature }: Pick<Sent, 'job' | 'signature'>, reason: string, { setting }: JobRun): JobResult {
  const issue = {
    code: 'ANALYSIS_FAILED',
    text: `No worker could analyse the bundle: ${reason}.`,
  } as const;
  return { line: finishJob(job, setting, failedReport(job, setting, issue), { signature, content: '' }) };
}

type End = 'lost' | (() => JobResult);

/** What became of one that is on the queue; undefined while it waits, runs or is tried again. */
async function endOf(queue: TaskQueue, id: string, one: Sent, run: JobRun): Promise<End | undefined> {
  // The state first: what is read of a job before it ends knows no result.
  const state = await queue.getJobState(id);
  if (state === 'unknown') return 'lost';
  if (state !== 'completed' && state !== 'failed') return undefined;
  const found: Job<QueueTask, QueueResult> | undefined = await queue.getJob(id);
  if (found === undefined) return 'lost';
  const isDone = state === 'completed';
  return isDone ? () => collect(one, found.returnvalue, run) : () => parked(one, parkedReason(found.failedReason), run);
}

/** The batch of one process by a queue. */
class QueueRun {
  readonly #queue: TaskQueue;
  readonly #coordinator: Coordinator;
  readonly #run: JobRun;
  readonly #sent = new Map<string, Sent>();

  constructor(queue: TaskQueue, coordinator: Coordinator) {
    this.#queue = queue;
    this.#coordinator = coordinator;
    this.#run = coordinator.run;
  }

  get count(): number {
    return this.#sent.size;
  }

  /** Puts a bundle on the queue; one that cannot be read any more is told as such, and the rest goes on. */
  async send(job: BundleJob, sendings = 1): Promise<void> {
    let sent: [string, Sent];
    try {
      sent = await send(job, this.#queue, this.#coordinator, sendings);
    } catch (error) {
      if (!isOfFiles(error)) throw error;
      const reason = reasonOf(job, this.#run.setting, error);
      await this.#run.onResult(parked({ job, signature: '' }, reason, this.#run));
      return;
    }
    this.#sent.set(...sent);
  }

  /** Takes in what is finished; each bundle once, whatever is delivered twice. */
  async takeFinished(): Promise<number> {
    const looks = [...this.#sent].map(
      async ([id, one]) => [id, one, await endOf(this.#queue, id, one, this.#run)] as const,
    );
    let taken = 0;
    for (const [id, one, end] of await Promise.all(looks)) {
      if (end === undefined) continue;
      this.#sent.delete(id);
      taken++;
      if (end === 'lost' && one.sendings < MOST_SENDINGS) {
        await this.send(one.job, one.sendings + 1);
        continue;
      }
      const result = end === 'lost' ? parked(one, 'the queue lost it again and again', this.#run) : end();
      await this.#run.onResult(result);
      if (result.line.key.content !== '') await this.#queue.remove(id);
    }
    return taken;
  }
}

/** An error of the system about a file, not of the connection. */
function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

/** Has the jobs done by workers on whatever machines. Rejects as `runInThreads` does, and where the queue does not answer at first. */
export async function runByQueue(run: JobRun, { url, inlineBytes, tell }: QueueOptions, host: string): Promise<void> {
  const { Queue } = await loadBullmq();
  const redis = await connect(url, tell);
  const queue: TaskQueue = new Queue(QUEUE_NAME, { connection: redis });
  queue.on('error', () => undefined);
  const { jobs, signal } = run;
  const ours = new QueueRun(queue, { run, host, inlineBytes });
  // What waits for Redis waits as long as it takes: an interruption must not.
  const stop = (): void => redis.disconnect();
  signal?.addEventListener('abort', stop);
  let lonely = 0;
  try {
    for (let next = 0; next < jobs.length || ours.count > 0; ) {
      signal?.throwIfAborted();
      for (let job = jobs[next]; job !== undefined && ours.count < AHEAD; job = jobs[++next]) {
        signal?.throwIfAborted();
        run.onBegin(job);
        await ours.send(job);
      }
      if ((await ours.takeFinished()) > 0) continue;
      lonely = (await queue.getWorkersCount()) === 0 ? lonely + 1 : 0;
      if (lonely === LONELY_LOOKS)
        tell('no worker takes bundles; start one with "oimscope worker", as often and where you like');
      await setTimeout(LOOK_MS, undefined, signal === undefined ? {} : { signal });
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    if (signal?.aborted !== true) await queue.close();
    redis.disconnect();
  }
}
