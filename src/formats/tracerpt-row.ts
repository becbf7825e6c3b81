import type { Window } from '../input/window.ts';
import type { ToUtc } from '../input/zone.ts';
import { BLANK, endOfCell, LINE_FEED, QUOTE, standsAt } from './csv-bytes.ts';
import { type FileTime, FileTimeClock } from './file-time.ts';
import type { Row, RowGrammar } from './row-reader.ts';
import type { TracerptColumns } from './tracerpt-columns.ts';
import { readTracerptRow } from './tracerpt-text.ts';
import { isUnknownLine } from './unknown-lines.ts';
import { digitAt } from './wall-clock.ts';

/** How much of a line is looked at for the columns up to the time: names of providers are short. */
const LONGEST_LEAD = 2048;
const UNKNOWN = Buffer.from('Unknown(');
const [ZERO, X] = [0x30, 0x78];

type Start = 'row' | 'header' | 'unknown' | undefined;

/** What begins at the start of a line. */
export class TracerptLines {
  readonly #columns: TracerptColumns;
  readonly #clock = new FileTimeClock();
  /** How far behind the start of the row before its columns stood; -1 for a row of another form. */
  #usual = { keyword: -1, pid: -1, tid: -1, time: -1 };
  /** Of the row found last: where the numbers of process and thread stand, and its time. */
  pid = -1;
  tid = -1;
  time: FileTime | undefined;

  constructor(columns: TracerptColumns) {
    this.#columns = columns;
  }

  startAt(bytes: Buffer, start: number, end: number): Start {
    if (this.#isUsualRow(bytes, start, end) || this.#isRow(bytes, start, Math.min(end, start + LONGEST_LEAD)))
      return 'row';
    if (standsAt(bytes, start, this.#columns.header)) return 'header';
    return standsAt(bytes, start, UNKNOWN) && isUnknownLine(lineAt(bytes, start, end)) ? 'unknown' : undefined;
  }

  /** Columns stand where they did in the row before more often than not: no look at all in front of them is needed then. */
  #isUsualRow(bytes: Buffer, start: number, end: number): boolean {
    const { keyword, pid, tid, time } = this.#usual;
    if (time < 0 || start + time >= end) return false;
    for (const offset of [time, pid, tid, keyword]) {
      let before = start + offset - 1;
      while (bytes[before] === BLANK) before--;
      if (bytes[before] !== this.#columns.delimiter || !(digitAt(bytes, start + offset) >= 0)) return false;
    }
    const at = this.#clock.at(bytes, start + time);
    const feed = bytes.indexOf(LINE_FEED, start);
    if (at === undefined || bytes[start + keyword + 1] !== X || (feed >= 0 && feed < start + time)) return false;
    this.pid = start + pid;
    this.tid = start + tid;
    this.time = at;
    return true;
  }

  /** Process and thread are numbers, and so is the time; where a spreadsheet shows `########`, `Keyword` is hexadecimal. */
  #isRow(bytes: Buffer, start: number, end: number): boolean {
    const { delimiter, keyword, pid, tid, time } = this.#columns;
    let keywordAt = -1;
    let at = start;
    for (let column = 0; at < end; column++, at++) {
      while (bytes[at] === BLANK) at++;
      const isQuoted = bytes[at] === QUOTE;
      const content = isQuoted ? at + 1 : at;
      if (column === pid || column === tid) {
        if (!(digitAt(bytes, content) >= 0)) return false;
        if (column === pid) this.pid = content;
        else this.tid = content;
      } else if (column === keyword && bytes[content] === ZERO && bytes[content + 1] === X) keywordAt = content;
      else if (column === time) {
        this.time = this.#clock.at(bytes, content);
        if (this.time === undefined || keywordAt < 0 || isQuoted) return this.time !== undefined || keywordAt >= 0;
        this.#usual = {
          keyword: keywordAt - start,
          pid: this.pid - start,
          tid: this.tid - start,
          time: content - start,
        };
        return true;
      }
      if (isQuoted) at = behindQuotes(bytes, content, end, delimiter);
      at = endOfCell(bytes, at, end, delimiter);
      if (bytes[at] === LINE_FEED) return false;
    }
    return false;
  }
}

/** Behind the first quote from `from` on that a cell ends behind; `from` where there is none on the line. */
function behindQuotes(bytes: Buffer, from: number, end: number, delimiter: number): number {
  for (let at = from; at < end && bytes[at] !== LINE_FEED; at++) {
    if (bytes[at] !== QUOTE) continue;
    let next = at + 1;
    while (bytes[next] === BLANK) next++;
    if (bytes[next] === delimiter) return next;
  }
  return from;
}

function lineAt(bytes: Buffer, start: number, end: number): string {
  const line = bytes.toString('latin1', start, Math.min(end, start + LONGEST_LEAD));
  const feed = line.indexOf('\n');
  return feed < 0 ? line : line.slice(0, feed);
}

/**
 * Rows of tracerpt go on over lines that begin no row: texts stand in them with their line ends, and what WPP has
 * formatted stands without quotes. So a row ends where the next begins, whatever its quotes are.
 */
export class TracerptRows implements RowGrammar {
  readonly #columns: TracerptColumns;
  readonly #toUtc: ToUtc;
  readonly #lines: TracerptLines;
  /** The start found last: the end of one row is the start of the next. */
  #window: Window | undefined;
  #at = -1;
  #start: Start;

  constructor(columns: TracerptColumns, toUtc: ToUtc) {
    this.#columns = columns;
    this.#toUtc = toUtc;
    this.#lines = new TracerptLines(columns);
  }

  frame(window: Window, start: number, isBehindCut: boolean): Row {
    const { bytes } = window;
    const kind = this.#window === window && this.#at === start ? this.#start : this.#find(window, start);
    const { pid, tid, time } = this.#lines;
    const end = kind === 'header' ? this.#behindLine(window, start) : this.#startBehind(window, start);
    const isWhole = end < window.end || (kind === 'header' && bytes[end - 1] === LINE_FEED);
    switch (kind) {
      case 'header':
        return { kind: 'layout', end, isWhole };
      case 'unknown':
        return { kind: 'event', end, isWhole, isUndecoded: true };
      case 'row': {
        const at = time?.at === undefined ? undefined : this.#toUtc(time.at);
        return { kind: 'event', end, isWhole, at, isImprecise: time?.isImprecise === true, pid, tid };
      }
      case undefined:
        return isBehindCut ? this.#rest(window, start, end) : { kind: 'rest', end, isWhole };
    }
  }

  read(raw: string): ReturnType<RowGrammar['read']> {
    return readTracerptRow(raw, this.#columns);
  }

  /** All of it, but for a line that the window cuts: it may be the start of a row. */
  #rest(window: Window, start: number, end: number): Row {
    if (end < window.end || window.isLast) return { kind: 'rest', end, isWhole: true };
    const line = window.bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
    return { kind: 'rest', end: line > start ? line : end, isWhole: true, isComplete: false };
  }

  #find(window: Window, start: number): Start {
    this.#window = window;
    this.#at = start;
    this.#start = this.#lines.startAt(window.bytes, start, window.end);
    return this.#start;
  }

  #behindLine({ bytes, end }: Window, start: number): number {
    const feed = bytes.indexOf(LINE_FEED, start);
    return feed < 0 || feed >= end ? end : feed + 1;
  }

  #startBehind(window: Window, start: number): number {
    for (let line = this.#behindLine(window, start); line < window.end; line = this.#behindLine(window, line)) {
      if (this.#find(window, line) !== undefined) return line;
    }
    return window.end;
  }
}
