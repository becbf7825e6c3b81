import type { TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { excerptAt, indexOfNeedle, type LineStart, lineStartOf, RECORD_START, refOf } from './cite.ts';
import { privateRanges, type Range } from './private-text.ts';

/** A form that hides so many lines hides all: to look for each would take the product of both lengths. */
const MOST_MISSES = 16;

/** The lines of what a record says, from 0; cites them by where they stand, as one may be a part of another. */
export class LineCiter {
  /** Without their ends. */
  readonly lines: readonly string[];
  readonly #record: TraceRecord;
  /** Where each of the first lines stands in the raw record; -1 where its form hides it. */
  readonly #places: number[] = [];
  /** Behind the last of them that was found. */
  #behind: number;
  #misses = 0;
  #start: LineStart = RECORD_START;
  #ranges: readonly Range[] | undefined;

  /** `text`: the message of the record, or its beginning. */
  constructor(record: TraceRecord, text: string) {
    const { raw, message } = record;
    this.#record = record;
    this.#behind = raw.endsWith(message) ? raw.length - message.length : 0;
    this.lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  /** Cites a line as the record has it. Bodies and subjects are masked. */
  cite(number: number): Ref {
    const { raw } = this.#record;
    const place = this.#placeOf(number);
    if (place < 0) return this.citeWithout(number, []);
    this.#ranges ??= privateRanges(raw);
    return refOf(this.#record, this.#startOf(place), excerptAt(raw, place, this.#ranges));
  }

  /** Cites a line by what it says, but for what stands in some ranges of it. `from`: where the evidence begins in a long line. */
  citeWithout(number: number, hidden: readonly Range[], from = 0): Ref {
    const line = this.lines[number] ?? '';
    const ranges = [...privateRanges(line), ...hidden].toSorted((a, b) => a.start - b.start);
    const place = this.#placeOf(number);
    return refOf(this.#record, place < 0 ? RECORD_START : this.#startOf(place), excerptAt(line, from, ranges));
  }

  #placeOf(number: number): number {
    while (this.#places.length <= number) {
      const needle = this.lines[this.#places.length]?.trim() ?? '';
      const place = this.#misses < MOST_MISSES ? indexOfNeedle(this.#record.raw, needle, this.#behind) : -1;
      this.#places.push(place);
      if (place < 0) this.#misses++;
      else this.#behind = place + needle.length;
    }
    return this.#places[number] ?? -1;
  }

  #startOf(place: number): LineStart {
    this.#start = lineStartOf(this.#record, place, place < this.#start.at ? RECORD_START : this.#start);
    return this.#start;
  }
}
