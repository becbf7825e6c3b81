import type { ServeOptions } from './queue/serve-queue.ts';

export type { Shard } from './bundle-places.ts';
export type { BundleBudget } from './bundle-thread.ts';
export { type MergeOptions, type MergeResult, mergeResults } from './merge-results.ts';
export type { BatchAnalysisOptions } from './options-key.ts';
export type { QueueOptions } from './queue/run-by-queue.ts';
export { type BatchOptions, type BatchProgress, runBatch, type TokenMap } from './run-batch.ts';
export type { ServeOptions };

/** As `serveQueue` of the room of the queue, which is loaded only where it is asked for. */
export async function serveQueue(url: string, options: ServeOptions): Promise<number> {
  return (await import('./queue/serve-queue.ts')).serveQueue(url, options);
}
