// Runs in a worker thread: takes bundles, answers lines of the journal. What fails is answered as plain data, too.
import { parentPort } from 'node:worker_threads';
import { TraceError } from '../model/errors.ts';
import { type BundleJob, type JobSetting, runJob } from './bundle-job.ts';
import type { JournalLine } from './journal-line.ts';

/** What a thread takes. */
export interface WorkerTask {
  readonly job: BundleJob;
  readonly setting: JobSetting;
}

/** What a thread answers. `cannot-write`: no other bundle would fare better. */
export type WorkerAnswer =
  | { readonly kind: 'line'; readonly line: JournalLine }
  | { readonly kind: 'cannot-write'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string };

function errorAnswer(error: unknown): WorkerAnswer {
  if (error instanceof TraceError && error.code === 'OUTPUT_FAILED')
    return { kind: 'cannot-write', text: error.message };
  return { kind: 'error', text: error instanceof Error ? error.message : String(error) };
}

parentPort?.on('message', ({ job, setting }: WorkerTask) => {
  void runJob(job, setting)
    .then((line): WorkerAnswer => ({ kind: 'line', line }), errorAnswer)
    .then((answer) => parentPort?.postMessage(answer));
});
