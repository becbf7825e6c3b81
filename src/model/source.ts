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
}
