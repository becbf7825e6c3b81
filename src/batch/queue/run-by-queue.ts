import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Job, Queue } from 'bullmq';
import { listContent, signatureOf } from '../bundle-content.ts';
import { type BundleJob, failedReport, finishJob } from '../bundle-job.ts';
import type { JournalLine } from '../journal-line.ts';
import type { JobRun } from '../run-in-threads.ts';
import { writeWhole } from '../whole-file.ts';
import { bytesOf, packBundle } from './pack-bundle.ts';
import { connect, loadBullmq, QUEUE_NAME } from './redis-queue.ts';
import { BACK_OFF_MS, type QueueResult, type QueueTask, TRIES } from './task.ts';

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

/** A bundle that is on the queue. */
interface Sent {
  readonly job: BundleJob;
  readonly signature: string;
  /** Only its path is on the queue. */
  readonly isShared: boolean;
}

/** The same bundle of the same batch has the same id, so that a batch that was interrupted finds what was done meanwhile. */
function idOf({ name, path }: BundleJob, signature: string, { setting }: JobRun): string {
  const key = [setting.folder, setting.optionsKey, name, path, signature].join('\0');
  return createHash('sha256').update(key).digest('hex');
}

function taskOf(job: BundleJob, { setting, budget }: JobRun, inlineBytes: number): QueueTask {
  const packed = bytesOf(job.path) <= inlineBytes ? packBundle(job.path) : undefined;
  return {
    name: job.name,
    bundle: packed === undefined ? { path: job.path } : { packed, base: basename(job.path) },
    options: setting.options,
    optionsKey: setting.optionsKey,
    budget,
  };
}

async function send(job: BundleJob, queue: TaskQueue, run: JobRun, inlineBytes: number): Promise<[string, Sent]> {
  const signature = signatureOf(listContent(job.path));
  const id = idOf(job, signature, run);
  const earlier = await queue.getJob(id);
  // Parked by an earlier run: this one is a new try.
  if (earlier !== undefined && (await earlier.isFailed())) await earlier.remove();
  const task = taskOf(job, run, inlineBytes);
  await queue.add('bundle', task, {
    jobId: id,
    attempts: TRIES,
    backoff: { type: 'exponential', delay: BACK_OFF_MS },
  });
  return [id, { job, signature, isShared: 'path' in task.bundle }];
}

/** Writes what a worker made, as if it had been made here. */
function collect(sent: Sent, { line, report }: QueueResult, run: JobRun): JournalLine {
  const { job, signature, isShared } = sent;
  const { setting } = run;
  if (isShared && line.isFinal === true && line.signature !== signature) {
    return parked(sent, `what a worker found at ${job.path} is not this bundle`, run);
  }
  const { report: _elsewhere, ...told } = line;
  const text = report === undefined ? undefined : gunzipSync(Buffer.from(report, 'base64')).toString('utf-8');
  const written = text === undefined ? undefined : writeWhole(setting.folder, job.reportPath, [text]);
  // Of a machine with other times of files nothing is kept but the content.
  return { ...told, signature, ...(written && { report: { path: job.reportPath, ...written } }) };
}

/** The line of a bundle that no worker could do; it stays parked on the queue with its reason until a later run takes it up. */
function parked({ job, signature }: Sent, reason: string, { setting }: JobRun): JournalLine {
  const issue = {
    code: 'ANALYSIS_FAILED',
    source: '',
    text: `No worker could analyse the bundle: ${reason}.`,
  } as const;
  return finishJob(job, setting, failedReport(basename(job.path), issue), { signature, content: '' });
}

/** What became of one that is on the queue; undefined while it waits, runs or is tried again. */
async function resultOf(
  queue: TaskQueue,
  id: string,
  one: Sent,
  run: JobRun,
): Promise<(() => JournalLine) | undefined> {
  // The state first: what is read of a job before it ends knows no result.
  const state = await queue.getJobState(id);
  if (state !== 'completed' && state !== 'failed' && state !== 'unknown') return undefined;
  const found: Job<QueueTask, QueueResult> | undefined = await queue.getJob(id);
  if (found === undefined) return () => parked(one, 'it is on the queue no more', run);
  return state === 'completed'
    ? () => collect(one, found.returnvalue, run)
    : () => parked(one, found.failedReason, run);
}

/** Takes in what is finished; each bundle once, whatever is delivered twice. */
async function takeFinished(queue: TaskQueue, sent: Map<string, Sent>, run: JobRun): Promise<number> {
  const looked = await Promise.all(
    [...sent].map(async ([id, one]) => [id, await resultOf(queue, id, one, run)] as const),
  );
  let taken = 0;
  for (const [id, result] of looked) {
    if (result === undefined) continue;
    const line = result();
    await run.onLine(line);
    sent.delete(id);
    taken++;
    if (line.key.content !== '') await queue.remove(id);
  }
  return taken;
}

/** Has the jobs done by workers on whatever machines. Rejects as `runInThreads` does, and where the queue does not answer at first. */
export async function runByQueue(run: JobRun, { url, inlineBytes, tell }: QueueOptions): Promise<void> {
  const { Queue } = await loadBullmq();
  const redis = await connect(url, tell);
  const queue: TaskQueue = new Queue(QUEUE_NAME, { connection: redis });
  queue.on('error', () => undefined);
  const { jobs, signal } = run;
  const sent = new Map<string, Sent>();
  let lonely = 0;
  try {
    for (let next = 0; next < jobs.length || sent.size > 0; ) {
      signal?.throwIfAborted();
      for (let job = jobs[next]; job !== undefined && sent.size < AHEAD; job = jobs[++next]) {
        signal?.throwIfAborted();
        run.onBegin(job);
        sent.set(...(await send(job, queue, run, inlineBytes)));
      }
      if ((await takeFinished(queue, sent, run)) > 0) continue;
      lonely = (await queue.getWorkersCount()) === 0 ? lonely + 1 : 0;
      if (lonely === LONELY_LOOKS)
        tell('no worker takes bundles; start one with "oimscope worker", as often and where you like');
      await setTimeout(LOOK_MS, undefined, signal === undefined ? {} : { signal });
    }
  } finally {
    await queue.close();
    redis.disconnect();
  }
}
