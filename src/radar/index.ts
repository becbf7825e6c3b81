export { type DraftPhrasebook, draftPhrasebook } from './draft-phrasebook.ts';
export type { KnownList } from './mine-lines.ts';
export { type RadarOptions, radar } from './run-radar.ts';
