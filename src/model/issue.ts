/** What could not be used, and where. Codes in `PARTIAL_CODES` mean that some input was lost. */
export type IssueCode =
  | 'UNREADABLE'
  | 'LINK_NOT_FOLLOWED'
  | 'NOT_A_FILE'
  | 'EMPTY'
  | 'NOT_RECOGNISED'
  | 'EVENT_LOG_FILE'
  | 'XML_BROKEN'
  | 'XML_TRUNCATED'
  | 'CSV_BROKEN'
  | 'CSV_TRUNCATED'
  | 'ETL_BROKEN'
  | 'ETL_TRUNCATED'
  | 'ETL_UNSORTED'
  | 'TMF_BROKEN'
  | 'SPOOL_CARVED'
  | 'SPOOL_UNREADABLE'
  | 'ARCHIVE_DAMAGED'
  | 'ENCRYPTED'
  | 'UNSUPPORTED_COMPRESSION'
  | 'ANALYSIS_FAILED'
  | 'CHANGED'
  | 'COPIES'
  | 'DECODED_BESIDE'
  | 'VERSION_DOUBTFUL'
  | 'capped';

export interface Issue {
  readonly code: IssueCode;
  /** Path of the source it is about. */
  readonly source: string;
  readonly line?: number;
  readonly text: string;
}

/** Why something may be missing from what the sources tell. A gap never raises a verdict. */
export type GapKind =
  | 'undecoded'
  | 'trace-ends'
  | 'capped'
  | 'rotated'
  | 'zone-assumed'
  | 'clock-skew'
  | 'time-imprecise'
  | 'source-missing'
  | 'unpaired'
  | 'damaged'
  | 'several-users'
  | 'spool-type-unknown';

export interface Gap {
  readonly kind: GapKind;
  /** Path of the source, where one source has the gap. */
  readonly source?: string;
  readonly text: string;
}

/** Issues after which a report is partial (exit code 4): input that was lost. A file merely not recognised or empty is none. */
export const PARTIAL_CODES: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'UNREADABLE',
  'XML_BROKEN',
  'XML_TRUNCATED',
  'CSV_BROKEN',
  'CSV_TRUNCATED',
  'ETL_BROKEN',
  'ETL_TRUNCATED',
  'SPOOL_UNREADABLE',
  'ARCHIVE_DAMAGED',
  'ENCRYPTED',
  'UNSUPPORTED_COMPRESSION',
  'ANALYSIS_FAILED',
  'CHANGED',
  'capped',
]);
