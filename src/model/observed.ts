import type { Ref } from './ref.ts';
import type { Ticks } from './ticks.ts';

/** What every observation knows of where and when it was made. */
export interface Observed {
  readonly at?: Ticks;
  readonly pid?: number;
  readonly tid?: number;
  /** Path of the source. */
  readonly source: string;
  /** Place of its first record (placeOf), mostly the byte offset: with `source`, the tie-break between equal times. */
  readonly offset: number;
  readonly evidence: readonly Ref[];
  /** Names that people see, of those who are named in what it was made of, cited or not: no report tells them, and redaction must know them. */
  readonly persons?: readonly string[];
  /** Told in words that are only assumed: what rests on it alone is likely at most. */
  readonly isAssumed?: true;
}

/** How a call was told that a phrase tells of, alone or beside its text. */
export interface ToldByPhrase {
  /** Id of the phrase. */
  readonly phrase: string;
  /** What the client calls the message that the call is of. */
  readonly messageId?: string;
}

/** A folder named in a request: by its DistinguishedFolderId, or by an opaque FolderId. */
export interface FolderName {
  readonly distinguished?: string;
  readonly opaque?: string;
}

/** Why something failed, as far as a phrase says. */
export interface ToldError {
  readonly status?: number;
  /** Code of Exchange, or a number that is in no table, as it stands there. */
  readonly responseCode?: string;
  /** As in a TransportFailure. */
  readonly transport?: { readonly code: number; readonly name: string; readonly isTimeout: boolean };
}
