// Runs in a worker thread: takes bundles, answers lines of the journal. What fails is answered as plain data, too.
import { parentPort } from 'node:worker_threads';
import { TraceError } from '../model/errors.ts';
import { failureWords } from './batch-redaction.ts';
import { type BundleJob, type JobResult, type JobSetting, runJob } from './bundle-job.ts';

/** What a thread takes. */
export interface WorkerTask {
  readonly job: BundleJob;
  readonly setting: JobSetting;
}

/** What a thread answers. `cannot-write`: no other bundle would fare better. */
export type WorkerAnswer =
  | { readonly kind: 'result'; readonly result: JobResult }
  | { readonly kind: 'cannot-write'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string };

function errorAnswer(error: unknown, { redaction }: JobSetting): WorkerAnswer {
  if (error instanceof TraceError && error.code === 'OUTPUT_FAILED')
    return { kind: 'cannot-write', text: error.message };
  return { kind: 'error', text: failureWords(error, redaction) };
}

parentPort?.on('message', ({ job, setting }: WorkerTask) => {
  void runJob(job, setting)
    .then(
      (result): WorkerAnswer => ({ kind: 'result', result }),
      (error: unknown) => errorAnswer(error, setting),
    )
    .then((answer) => parentPort?.postMessage(answer));
});
