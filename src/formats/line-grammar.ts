import type { OcsRecords } from '../input/scanner.ts';
import type { Window } from '../input/window.ts';

/** What the prefix of a record says. */
export interface Prefix {
  /** Length of the prefix in characters: the message begins behind it. */
  readonly length: number;
  readonly pid?: number;
  readonly tid?: number;
  readonly component?: string;
  readonly function?: string;
}

/** A form whose records begin with a prefix at the start of a line, and go on over lines without one. */
export interface LineGrammar {
  /** Index of the time within the prefix that starts at `start`, or -1 where the line begins no record. */
  timeIndex(bytes: Uint8Array, start: number): number;
  /** Reads the prefix of a record; undefined where it is none. */
  prefix(raw: string): Prefix | undefined;
  /** Surveys all records of a window at once, where the form has a faster way than a look at each. */
  survey?(window: Window, isRecordStart: boolean): OcsRecords | undefined;
}

/** Hexadecimal process or thread number. */
export function hex(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 16);
}
