export { type DraftPhrasebook, draftPhrasebook } from './draft-phrasebook.ts';
export { type KnownList, type RadarOptions, radar } from './run-radar.ts';
