export type { WatchAnalysis } from './folder-reader.ts';
export { type WatchOptions, watchFolder } from './watch-folder.ts';
