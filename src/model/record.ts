import type { Ticks } from './ticks.ts';

/** One decoded event of a trace. */
export interface TraceRecord {
  /** Path of the source, relative to the bundle, with `/`. */
  readonly source: string;
  /** Line of the file the record begins on, from 1. */
  readonly line: number;
  /** Byte offset of the record's first byte in the file. */
  readonly offset: number;
  /** The record as it stands in the file, decoded to text; citations are cut from it. */
  readonly raw: string;
  /** Bytes a character of `raw` has in the file: turns a place in `raw` into a byte offset. `none`: the file is not text, and `raw` is made. */
  readonly width: 1 | 2 | 'utf-8' | 'none';
  /** The text of the event, unescaped; several text items are joined by a space. */
  readonly message: string;
  readonly at?: Ticks;
  /** The time as the file writes it; `at` may be of another zone, or set right. */
  readonly stamp?: string;
  readonly pid?: number;
  readonly tid?: number;
  /** What the format calls component, else the provider. */
  readonly component?: string;
  /** `Class::Method`, where the format states it. */
  readonly function?: string;
}

/** Where a record stands among those of its source: in a file that is not text the order of bytes is not that of the events, but that of their numbers is. */
export function placeOf({ width, line, offset }: TraceRecord): number {
  return width === 'none' ? line : offset;
}

/** Bytes that a part of `raw` has in the file. */
export function bytesOf(text: string, width: TraceRecord['width']): number {
  if (width === 'none') return 0;
  return width === 'utf-8' ? Buffer.byteLength(text, 'utf8') : text.length * width;
}
