import type { Window } from '../input/window.ts';
import type { Ticks } from '../model/ticks.ts';
import { CellPlaces, type RowBytes } from './cell-places.ts';
import { BLANK, LINE_FEED, QUOTE, RETURN, standsAt, TAB } from './csv-bytes.ts';
import { cutRow } from './csv-cells.ts';
import { timeTextOf } from './culture-time.ts';
import type { Row, RowGrammar, RowText } from './row-reader.ts';
import type { WinEventColumns } from './winevent-columns.ts';
import { WinEventMachines } from './winevent-machines.ts';

const TYPE_LINE = Buffer.from('#TYPE ');
/** `sep=;`, which tells a spreadsheet the delimiter. */
const SEPARATOR_LINE = Buffer.from('sep=');
/** How much of a text is looked at to tell whether a row begins there. */
const REACH: number = 1 << 16;
const LONGEST_TIME = 100;

/** Rows of Export-Csv: a quoted cell may go on over lines, and a quote in it is doubled. */
export class WinEventRows implements RowGrammar {
  readonly #columns: WinEventColumns;
  readonly #timeAt: (text: string) => Ticks | undefined;
  readonly #cells: CellPlaces;
  /** Cells of what may be a row. */
  readonly #probe: CellPlaces;
  readonly #machines: WinEventMachines;
  /** The time read last, as it stands there: many events of a trace fall into one second. */
  #lastTime: Buffer = Buffer.alloc(0);
  #lastAt: Ticks | undefined;

  constructor(columns: WinEventColumns, timeAt: (text: string) => Ticks | undefined) {
    const delimiter = columns.delimiter.charCodeAt(0);
    this.#columns = columns;
    this.#timeAt = timeAt;
    this.#cells = new CellPlaces(delimiter, columns.count);
    this.#probe = new CellPlaces(delimiter, columns.count);
    this.#machines = new WinEventMachines(columns.machines);
  }

  frame(window: Window, start: number, isBehindCut: boolean): Row {
    if (isBehindCut) return this.#rest(window, start);
    const { bytes, end } = window;
    if (this.#isLayout(window, start)) {
      const feed = bytes.indexOf(LINE_FEED, start);
      const isWhole = feed >= 0 && feed < end;
      return { kind: 'layout', end: isWhole ? feed + 1 : end, isWhole };
    }
    const cells = this.#cells;
    const behind = cells.cut(window, start, (place) => this.#isRow(window, place));
    if (behind < 0) return { kind: 'event', end, isWhole: false, isComplete: false };
    if (cells.count === this.#columns.count) this.#machines.add(window, cells);
    return {
      kind: 'event',
      end: behind,
      isWhole: cells.count >= this.#columns.count || bytes[behind - 1] === LINE_FEED,
      isComplete: cells.count === this.#columns.count,
      isUndecoded: this.#hasNoMessage(bytes),
      at: this.#time(window),
      pidAt: cells.startOf(bytes, this.#columns.pid),
      tidAt: cells.startOf(bytes, this.#columns.tid),
    };
  }

  get machines(): readonly string[] {
    return this.#machines.names;
  }

  read(raw: string): RowText {
    const { cells } = cutRow(raw, 0, this.#columns.delimiter);
    const component = cells[this.#columns.provider]?.trim() ?? '';
    const stamp = timeTextOf(cells[this.#columns.time]?.trim() ?? '');
    return {
      message: cells[this.#columns.message] ?? '',
      ...(component === '' ? {} : { component }),
      ...(stamp === undefined ? {} : { stamp }),
    };
  }

  /** Blank lines, the header, and both again where files were put together. */
  #isLayout({ bytes, end, isLast }: Window, start: number): boolean {
    if (bytes[start] === LINE_FEED || (bytes[start] === RETURN && bytes[start + 1] === LINE_FEED)) return true;
    // The file may end in the middle of a header.
    const header = isLast ? this.#columns.header.subarray(0, end - start) : this.#columns.header;
    return (
      standsAt(bytes, start, header) || standsAt(bytes, start, TYPE_LINE) || standsAt(bytes, start, SEPARATOR_LINE)
    );
  }

  /** Whether a row begins at `start`, told by it alone: all cells and no more, no stray quote, digits for a time. */
  #isRow({ bytes, end, isLast }: RowBytes, start: number): boolean {
    const reach = Math.min(end, start + REACH);
    const behind = this.#probe.cut({ bytes, end: reach, isLast: isLast && reach === end }, start);
    if (behind < 0 || this.#probe.count !== this.#columns.count) return false;
    const { time } = this.#columns;
    const [from, to] = [this.#probe.startOf(bytes, time), this.#probe.endOf(time)];
    return time < 0 || (to - from < LONGEST_TIME && /\d\D+\d/.test(bytes.toString('latin1', from, to)));
  }

  /** Up to a line that is sure to begin a row. */
  #rest(window: Window, start: number): Row {
    const { bytes, end, isLast } = window;
    for (
      let feed = bytes.indexOf(LINE_FEED, start);
      feed >= 0 && feed < end;
      feed = bytes.indexOf(LINE_FEED, feed + 1)
    ) {
      const isSure = isLast || feed + REACH < end;
      if (!isSure && feed === start) return { kind: 'rest', end, isWhole: false, isComplete: false };
      if (!isSure) return { kind: 'rest', end: feed, isWhole: true, isComplete: false };
      if (this.#isRow(window, feed + 1)) return { kind: 'rest', end: feed + 1, isWhole: true };
    }
    return { kind: 'rest', end, isWhole: true, isComplete: false };
  }

  #hasNoMessage(bytes: Buffer): boolean {
    const { message } = this.#columns;
    const end = this.#cells.endOf(message);
    let at = this.#cells.startOf(bytes, message);
    if (at < 0) return true;
    while (at < end && (bytes[at] === BLANK || bytes[at] === TAB || bytes[at] === LINE_FEED || bytes[at] === RETURN))
      at++;
    return at >= end || (bytes[at] === QUOTE && bytes[at + 1] !== QUOTE);
  }

  #time(window: Window): Ticks | undefined {
    const { time } = this.#columns;
    const start = this.#cells.startOf(window.bytes, time);
    const end = this.#cells.endOf(time);
    if (start < 0 || end - start > LONGEST_TIME) return undefined;
    if (end - start === this.#lastTime.length && standsAt(window.bytes, start, this.#lastTime)) return this.#lastAt;
    const cell = window.bytes.toString('latin1', start, end);
    // Words for the halves of the day are in the script of the culture.
    const text = /^[\x00-\x7f]*$/.test(cell) ? cell : window.decode(start, end).text;
    this.#lastAt = this.#timeAt(text.replace(/["\r]+$/, ''));
    // A copy: the window is filled anew. Units beyond Latin-1 are all one byte in it, so their words cannot be told apart.
    this.#lastTime = text === cell ? Buffer.from(cell, 'latin1') : Buffer.alloc(0);
    return this.#lastAt;
  }
}
