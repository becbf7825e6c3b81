import { endOfCell, LINE_FEED, QUOTE, RETURN } from './csv-bytes.ts';

const SHORT = 32;

/** The bytes of a window, or a part of them. */
export interface RowBytes {
  readonly bytes: Buffer;
  readonly end: number;
  /** Nothing follows. */
  readonly isLast: boolean;
}

/** Where the cells of one row of separated values stand. */
export class CellPlaces {
  readonly #delimiter: number;
  readonly #columns: number;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** Cells of the row, those beyond the columns too. */
  count = 0;

  constructor(delimiter: number, columns: number) {
    this.#delimiter = delimiter;
    this.#columns = columns;
    this.#starts = new Int32Array(columns);
    this.#ends = new Int32Array(columns);
  }

  /**
   * Finds the cells of the row at `start`; answers the place behind its line end, -1 where it goes on behind the bytes.
   * A quote that is neither doubled nor at the end of a cell is text, unless `isRow` says that a row begins with it: the end
   * of the one before is lost. Without `isRow` there is no such quote in a row.
   */
  cut(row: RowBytes, start: number, isRow?: (place: number) => boolean): number {
    const { bytes, end } = row;
    this.count = 0;
    for (let at = start; ; at++) {
      const from = at;
      if (at < end && bytes[at] === QUOTE) {
        at = this.#behindQuoted(row, at + 1, isRow);
        if (at < 0) return at === -1 ? -1 : ~at;
        if (at < end && bytes[at] === RETURN) at++;
      } else {
        at = endOfCell(bytes, at, end, this.#delimiter);
        if (isRow === undefined && bytes.subarray(from, at).includes(QUOTE)) return -1;
      }
      if (this.count < this.#columns) {
        this.#starts[this.count] = from;
        this.#ends[this.count] = at;
      }
      this.count++;
      if (at >= end) return row.isLast ? end : -1;
      if (bytes[at] === LINE_FEED) return at + 1;
    }
  }

  /** Index of the content of a column, -1 where the row has no such cell. */
  startOf(bytes: Uint8Array, column: number): number {
    const start = column < this.count ? this.#starts[column] : undefined;
    if (start === undefined) return -1;
    return bytes[start] === QUOTE ? start + 1 : start;
  }

  /** Index behind a cell and its quotes. */
  endOf(column: number): number {
    return this.#ends[column] ?? 0;
  }

  /** The place behind the closing quote; -1 for none; `~place` of a row that begins before there is one. */
  #behindQuoted({ bytes, end, isLast }: RowBytes, start: number, isRow?: (place: number) => boolean): number {
    for (let at = start; at < end; at++) {
      if (bytes[at] !== QUOTE) {
        // Most cells are short: a call for each would cost more than the look at its bytes.
        if (at - start < SHORT) continue;
        at = bytes.indexOf(QUOTE, at);
        if (at < 0 || at >= end) return -1;
      }
      const next = at + 1 < end ? bytes[at + 1] : undefined;
      if (next === QUOTE) at++;
      else if (next === undefined) return isLast ? at + 1 : -1;
      else if (next === this.#delimiter || next === LINE_FEED) return at + 1;
      else if (next === RETURN && (at + 2 < end ? bytes[at + 2] === LINE_FEED : isLast)) return at + 1;
      else if (isRow === undefined) return -1;
      else if (bytes[at - 1] === LINE_FEED && isRow(at)) return ~at;
    }
    return -1;
  }
}
