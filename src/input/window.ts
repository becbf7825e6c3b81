import type { Decoded } from './encoding.ts';
import type { FramedEvents } from './framed-events.ts';
import type { LineRecords } from './scanner.ts';

/** Places of a slice: the window's own are each `base` less. Valid until the next slice is asked for. */
export interface Places {
  readonly places: Uint32Array;
  readonly base: number;
}

/** A stretch of a file's text. Places in it count code units; `bytes` has one byte for each. */
export interface Window {
  /** The text as one byte a unit; a unit that is no Latin-1 character is 0xFF. Behind `end` stands anything. */
  readonly bytes: Buffer;
  readonly end: number;
  /** Nothing follows. */
  readonly isLast: boolean;
  /** The window is as long as a record may be: the reader must use up some of it. */
  readonly isFull: boolean;
  /** Places where a fingerprint that was asked for may begin, in rising order: one array for each slice of the window. */
  slices(): Iterable<Places>;
  /** Surveys the records of all forms of lines without a look at each; undefined where that cannot be done (scanner.ts). */
  lineRecords(isRecordStart: boolean): LineRecords | undefined;
  /** Frames `<Event>` elements from `from` on. */
  events(from: number): FramedEvents;
  /** Line number in the file, from 1; asked for in rising order. */
  lineAt(place: number): number;
  /** Byte offset in the file. */
  offsetAt(place: number): number;
  decode(start: number, end: number): Decoded;
}
