import type { BundleBudget } from '../bundle-thread.ts';
import type { JournalLine } from '../journal-line.ts';
import type { BatchAnalysisOptions } from '../options-key.ts';

/** A bundle on the queue: plain data. */
export interface QueueTask {
  readonly name: string;
  /** Where it stands on storage that all machines share, or its bytes. */
  readonly bundle: { readonly path: string } | { readonly packed: string; readonly base: string };
  readonly options: BatchAnalysisOptions;
  readonly optionsKey: string;
  readonly budget: BundleBudget;
}

/** What a worker makes of it: plain data. */
export interface QueueResult {
  readonly line: JournalLine;
  /** The report, gzip in base64; absent where nothing in the bundle was usable. */
  readonly report?: string;
}

/** Back-off from two seconds on: a share that is not mounted yet, a worker that was killed. */
export const TRIES = 3;
export const BACK_OFF_MS = 2000;

/** A worker that does not tell for so long is taken for dead, and its bundle given to another one. */
export const LOCK_MS = 10_000;
/** A bundle that ended so many workers is given to no other one. */
export const MOST_DEATHS = 2;
