export { EtlFacts } from './etl-facts.ts';
export type { EtlRecord } from './etl-record.ts';
export { type DecodedEvent, EventDecoder, isUndecoded, type MessageFormats } from './event-decoder.ts';
export { eventJson } from './event-json.ts';
export { eventLine } from './event-line.ts';
export { isEtl, readLogHeader } from './log-header.ts';
export { type NumberedEvent, readEvents } from './read-events.ts';
export { SummaryBuilder, type TraceSummary } from './trace-summary.ts';
export { TmfLibrary } from './wpp/tmf-library.ts';
