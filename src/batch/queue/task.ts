import type { BatchRedaction } from '../batch-redaction.ts';
import type { JobResult } from '../bundle-job.ts';
import type { BundleBudget } from '../bundle-thread.ts';
import type { BatchAnalysisOptions } from '../options-key.ts';

/** A bundle on the queue: plain data. */
export interface QueueTask {
  readonly name: string;
  /** Name of the folder that the bundle lies in. */
  readonly root: string;
  /** Where it stands on storage that all machines share, or its bytes. */
  readonly bundle: { readonly path: string } | { readonly packed: string; readonly base: string };
  readonly options: BatchAnalysisOptions;
  readonly optionsKey: string;
  /** With the key: whoever can read the queue can read the bundles. */
  readonly redaction?: BatchRedaction;
  readonly budget: BundleBudget;
}

/** What a worker makes of it: plain data. */
export interface QueueResult extends JobResult {
  /** The report, gzip in base64; absent where nothing in the bundle was usable. */
  readonly report?: string;
}

/** Back-off from two seconds on: a share that is not mounted yet, a worker that was killed. */
export const TRIES = 3;
export const BACK_OFF_MS = 2000;

/** A worker that does not tell for so long is taken for dead, and its bundle given to another one. */
export const LOCK_MS = 10_000;
/** A bundle may end so many workers and be given to another one, a third, and no more. */
export const MOST_DEATHS = 2;

/** Why a bundle is parked, out of what the queue noted of it. A worker's own reason is as it is told. */
export function parkedReason(noted: string): string {
  // The words of BullMQ (`failedReason`) for a job whose worker went silent once too often.
  return /^job stalled more than allowable limit/.test(noted) ? 'it ended three workers' : noted;
}
