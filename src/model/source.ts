import type { Ticks } from './ticks.ts';

/** Forms a file of a bundle can have (contract.md section 2). */
export type FormatId =
  | 'ocs-text'
  | 'tracefmt'
  | 'uccapilog'
  | 'tracerpt-xml'
  | 'tracerpt-csv'
  | 'wevtutil-xml'
  | 'winevent-csv'
  | 'etl'
  | 'tmf'
  | 'phrasebook'
  | 'spool'
  | 'cs-policy'
  | 'reg'
  | 'ews-log'
  | 'folder-statistics'
  | 'evtx'
  | 'unknown';

/** Forms of a trace of the client; all others are companions, or of no use. */
export const TRACE_FORMATS: ReadonlySet<FormatId> = new Set<FormatId>([
  'ocs-text',
  'tracefmt',
  'uccapilog',
  'tracerpt-xml',
  'tracerpt-csv',
  'wevtutil-xml',
  'winevent-csv',
  'etl',
]);

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** On what the time zone of a source rests: the source itself, the user's option, or nothing. */
export type ZoneBasis = 'stated' | 'option' | 'assumed';

export interface SourceZone {
  /** IANA name, `±hh:mm` or `UTC`. */
  readonly value: string;
  readonly basis: ZoneBasis;
}

/** How the clock of a trace differs from a reference; differences in ticks, reference minus source. */
export interface ClockSkew {
  /** Between these two the difference lies, by all pairs that agree. */
  readonly least: number;
  readonly greatest: number;
  /** Causal pairs that agree: requests with the `Date` of their answer, or with the time of their spool file. */
  readonly pairs: number;
  readonly against: 'date-header' | 'spool-file' | 'other-sources';
  /** What makes the source agree with the others when it is added to its times; 0 where nothing needs to be. */
  readonly shift: number;
}

/** One file of the bundle that was looked into. */
export interface SourceSummary {
  /** Relative to the bundle, with `/`; a single file's base name; `-` for standard input. */
  readonly path: string;
  readonly format: FormatId;
  readonly encoding: Encoding;
  readonly bytes: number;
  /** Events in the file, those without text included. */
  readonly records: number;
  /** Events without text. */
  readonly undecoded: number;
  /** Least time of any event. */
  readonly from?: Ticks;
  /** Greatest time of any event. */
  readonly to?: Ticks;
  readonly zone: SourceZone;
  readonly skew?: ClockSkew;
}
