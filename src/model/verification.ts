import type { Report } from './report.ts';

/**
 * What became of a citation. `holds`: its text stands where it says. `moved`: it stands elsewhere. `changed`: something else stands there,
 * and it was found nowhere. `source-missing`: its file is not in the bundle. `unreadable`: the file is, and cannot be read there.
 * `redacted`: the place is as it says, and has the text but for the identities that were replaced in it.
 */
export type CitationState = 'holds' | 'moved' | 'changed' | 'source-missing' | 'unreadable' | 'redacted';

/** Where a text of the bundle stands. */
export interface Place {
  readonly source: string;
  readonly line: number;
  /** Absent for an issue, which names a line only. */
  readonly offset?: number;
}

/** A citation that does not hold. */
export interface LostCitation {
  readonly place: Place;
  readonly state: Exclude<CitationState, 'holds' | 'redacted'>;
  /** Where its text now stands. */
  readonly now?: Place;
  /** As the report has it; absent for an issue. */
  readonly text?: string;
  /** What of the report rests on it: `message m1`, `finding quota`, `fact user`, `rule quota`, `issue XML_BROKEN`. */
  readonly citedBy: readonly string[];
}

/** What `verify` tells: plain data, the same for the same report and bundle. It only ever gains. */
export interface Verification {
  readonly schema: 'oimscope.verification/1';
  readonly tool: Report['tool'];
  /** Name of the bundle the report is of, and who wrote it. */
  readonly report: { readonly bundle: string; readonly version: string; readonly isRedacted: boolean };
  /** Name of the bundle that was looked into. */
  readonly bundle: string;
  /** Citations of the report, each place and text once. */
  readonly citations: number;
  readonly counts: Readonly<Record<CitationState, number>>;
  /** Those cited, by path. */
  readonly sources: readonly VerifiedSource[];
  /** By source, line, offset and text. */
  readonly lost: readonly LostCitation[];
  /** Files that are otherwise than in the report, cited or not, by path; the exit code is not about them. */
  readonly others: readonly OtherFile[];
  /** There where nothing that is cited stands in the bundle, though it has files of these names. */
  readonly isOtherBundle?: true;
}

/** A file of the bundle that the report does not know, one of the report that the bundle does not have, or one that grew or shrank. */
export interface OtherFile {
  readonly path: string;
  readonly state: 'not-in-report' | 'not-in-bundle' | 'of-another-size';
  /** Bytes that it has; absent where that is not known without reading it, or it is not there. */
  readonly bytes?: number;
  /** Bytes that it had. */
  readonly reportedBytes?: number;
}

export interface VerifiedSource {
  readonly path: string;
  /** The path of the file it was found as, where that is another one. */
  readonly foundAs?: string;
  readonly citations: number;
  /** Those that hold, or do but for identities in a redacted report. */
  readonly hold: number;
  /** There where all that moved is on the line where it was, at another offset: line ends or the encoding are others. */
  readonly keepsLines?: true;
}
