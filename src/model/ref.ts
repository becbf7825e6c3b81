import type { Ticks } from './ticks.ts';

/** A citation: where a piece of evidence stands in the bundle. */
export interface Ref {
  /** Path of the source, relative to the bundle, with `/`. */
  readonly source: string;
  /** Line of the file the evidence stands on, from 1. */
  readonly line: number;
  /** Byte offset of the start of that line in the file, or of the record where it begins within the line. */
  readonly offset: number;
  readonly at?: Ticks;
  /** The time as it is written in the source, at most 40 characters; `at` may have been moved into another zone or set right. */
  readonly stamp?: string;
  /** At most 200 characters of that line; bodies and subjects of messages are masked. */
  readonly text: string;
}
