export type { Shard } from './bundle-places.ts';
export type { BundleBudget } from './bundle-thread.ts';
export { type MergeOptions, mergeResults } from './merge-results.ts';
export type { BatchAnalysisOptions } from './options-key.ts';
export { type BatchOptions, type BatchProgress, runBatch } from './run-batch.ts';
