import type { FormatId } from '../model/source.ts';
import type { Ticks } from '../model/ticks.ts';

/** What the prefix of a record says. */
export interface Prefix {
  /** Length of the prefix in characters: the message begins behind it. */
  readonly length: number;
  readonly pid?: number;
  readonly tid?: number;
  readonly component?: string;
  readonly function?: string;
  /** The message is a field in quotes: it ends with one, and within it each stands twice. */
  readonly isQuoted?: boolean;
}

/** What a message that is written as data says, in plain text. */
export interface Body {
  readonly message: string;
  readonly component?: string;
  /** The time within the data, for a record whose prefix has none. */
  readonly at?: Ticks;
}

/** A form whose records begin with a prefix at the start of a line, and go on over lines without one. */
export interface LineGrammar {
  /** Index of the time within the prefix that starts at `start`, or -1 where the line begins no record. */
  timeIndex(bytes: Uint8Array, start: number): number;
  /** Whether the clock of the record with that time is known to be UTC; local time where there is no answer. */
  isUtc?(bytes: Uint8Array, time: number): boolean;
  /** Reads the prefix of a record; undefined where it is none. */
  prefix(raw: string): Prefix | undefined;
  /** Reads a message that is written as data; undefined for plain text. */
  body?(message: string): Body | undefined;
}

/** One form of a trace in lines; a file may mix them. */
export interface LineForm {
  readonly id: FormatId;
  /** What writes it, in words for the user. */
  readonly title: string;
  readonly grammar: LineGrammar;
  /** A few of its lines within other text are no trace yet: any page on the matter quotes some. */
  readonly isOftenQuoted?: boolean;
}

/** Hexadecimal process or thread number. */
export function hex(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 16);
}

/** Index behind the hexadecimal digits at `start`, four to eight of them, or -1. */
function hexEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < start + 9 && isHex(bytes[at])) at++;
  return at - start >= 4 && at - start <= 8 ? at : -1;
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

const [POINT, COLON] = [46, 58];

/** Index of the time behind `1F68.0C14::`, or -1; the time begins with a digit. */
export function timeBehindThread(bytes: Uint8Array, start: number): number {
  const point = hexEnd(bytes, start);
  if (point < 0 || bytes[point] !== POINT) return -1;
  const colons = hexEnd(bytes, point + 1);
  if (colons < 0 || bytes[colons] !== COLON || bytes[colons + 1] !== COLON) return -1;
  const digit = bytes[colons + 2] ?? 0;
  return digit >= 0x30 && digit <= 0x39 ? colons + 2 : -1;
}
