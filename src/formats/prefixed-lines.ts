import type { TextSource, Window } from '../input/windows.ts';
import type { ChosenZone } from '../input/zone.ts';
import type { TraceRecord } from '../model/record.ts';
import type { Ticks } from '../model/ticks.ts';
import type { ReadContext, Survey } from './format.ts';
import { Hits } from './hits.ts';
import { Span } from './span.ts';
import { WallClock } from './wall-clock.ts';

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
  /** Source of a pattern for the first characters of a record, cheap to find and never within a line of text. */
  readonly start: string;
  /** Index of the time within the prefix that starts at `start`, or -1 where the line is no record after all. */
  timeIndex(units: string, start: number): number;
  /** Reads the prefix of a record; undefined where it is none. */
  prefix(raw: string): Prefix | undefined;
}

const NO_FORMAT = '(No Format Information found)';
/** `Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).` */
const UNKNOWN_LINE = /^[^\n]{0,200}\(\s*\S+\): GUID=[0-9a-fA-F-]{36} \(No Format Information found\)\.?\r?$/;

/** Hexadecimal process or thread number. */
export function hex(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 16);
}

/** Indexes of the lines without prefix that stand for an event nothing could decode. */
function unknownLines(units: string, start: number, end: number): readonly number[] {
  const found: number[] = [];
  const record = units.slice(start, end);
  for (let hit = record.indexOf(NO_FORMAT); hit >= 0; hit = record.indexOf(NO_FORMAT, hit + 1)) {
    const index = record.lastIndexOf('\n', hit) + 1;
    const newline = record.indexOf('\n', hit);
    if (UNKNOWN_LINE.test(record.slice(index, newline < 0 ? undefined : newline))) found.push(start + index);
  }
  return found;
}

/** How much of a record is looked at for its prefix. */
const PREFIX_REACH = 1024;

class LineReader {
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #grammar: LineGrammar;
  readonly #clock: WallClock;
  readonly #hits: Hits;
  /** Ends in front of the first character of a record. */
  readonly #lineStart: RegExp;
  readonly #windowStart: RegExp;
  readonly span = new Span();
  #lastAt: Ticks | undefined;
  /** The record before was cut: what comes up to the next prefix is the rest of it. */
  #isAfterCut = false;

  constructor(source: TextSource, context: ReadContext, grammar: LineGrammar, zone: ChosenZone) {
    this.#source = source;
    this.#context = context;
    this.#grammar = grammar;
    this.#clock = new WallClock(zone.toUtc);
    this.#hits = new Hits([...context.wanted.literals, 'No Format Information found']);
    this.#lineStart = new RegExp(`\\n(?=${grammar.start})`, 'g');
    this.#windowStart = new RegExp(grammar.start, 'y');
  }

  /** Reads all whole records of a window; answers how many units were used. */
  read(window: Window): number {
    const { units } = window;
    this.#hits.begin(units);
    this.#lineStart.lastIndex = 0;
    this.#windowStart.lastIndex = 0;
    const isAtStart = this.#windowStart.test(units) && this.#grammar.timeIndex(units, 0) >= 0;
    let start = isAtStart ? 0 : this.#nextStart(units);
    if (start < 0) return window.isLast || window.isFull ? this.#headless(window, units.length) : 0;
    if (start > 0) this.#headless(window, start);
    for (let next = this.#nextStart(units); next >= 0; start = next, next = this.#nextStart(units)) {
      this.#record(window, start, next);
    }
    if (!window.isLast && !window.isFull) return start;
    this.#record(window, start, units.length);
    if (!window.isLast) this.#cut(window, start);
    return units.length;
  }

  /** Index of the next record's first character, or -1. A pattern that is only tested makes no match objects. */
  #nextStart(units: string): number {
    while (this.#lineStart.test(units)) {
      const index = this.#lineStart.lastIndex;
      if (this.#grammar.timeIndex(units, index) >= 0) return index;
    }
    return -1;
  }

  /** Text in front of the first record: the end of one whose beginning is in another file. */
  #headless(window: Window, end: number): number {
    if (!this.#isAfterCut && this.#hits.next < end) this.#emit(window, 0, end, undefined, true);
    this.#hits.skipTo(end);
    return end;
  }

  #record(window: Window, start: number, end: number): void {
    const { units } = window;
    const at = this.#clock.at(units, this.#grammar.timeIndex(units, start)) ?? this.#lastAt;
    this.#lastAt = at;
    this.#isAfterCut = false;
    this.span.add(at);
    if (this.#hits.next < end) {
      this.#emit(window, start, end, at, false);
      this.#hits.skipTo(end);
    } else if (this.#context.wanted.followsAny() && this.#isFollowed(units, start, end)) {
      this.#context.onRecord(this.#build(window, start, end, at, false));
    }
  }

  #isFollowed(units: string, start: number, end: number): boolean {
    const prefix = this.#grammar.prefix(units.slice(start, Math.min(end, start + PREFIX_REACH)));
    return this.#context.wanted.follows(prefix?.pid, prefix?.tid);
  }

  /** `Unknown( 10): …` lines end a record and are records of their own, at the time of the one before. */
  #emit(window: Window, start: number, end: number, at: Ticks | undefined, isHeadless: boolean): void {
    const unknown = unknownLines(window.units, start, end);
    const ownEnd = unknown[0] ?? end;
    if (ownEnd > start) this.#context.onRecord(this.#build(window, start, ownEnd, at, isHeadless));
    for (const _ of unknown) {
      this.span.add(at);
      this.span.undecoded++;
    }
  }

  #build(window: Window, start: number, end: number, at: Ticks | undefined, isHeadless: boolean): TraceRecord {
    const { text, width } = this.#source.decode(window.units.slice(start, end));
    const raw = text.replace(/[\r\n]+$/, '');
    const prefix = isHeadless ? undefined : this.#grammar.prefix(raw);
    const message = raw.slice(prefix?.length ?? 0);
    return {
      source: this.#source.file.path,
      line: window.lines.lineAt(start),
      offset: window.offset + start * this.#source.head.coding.unit,
      raw,
      width,
      message: message.includes('\r') ? message.replace(/\r\n?/g, '\n') : message,
      ...(at === undefined ? {} : { at }),
      ...(prefix?.pid === undefined ? {} : { pid: prefix.pid }),
      ...(prefix?.tid === undefined ? {} : { tid: prefix.tid }),
      ...(prefix?.component === undefined ? {} : { component: prefix.component }),
      ...(prefix?.function === undefined ? {} : { function: prefix.function }),
    };
  }

  #cut(window: Window, start: number): void {
    const text = 'A record longer than 8 MiB was cut.';
    this.#context.onIssue({ code: 'capped', source: this.#source.file.path, line: window.lines.lineAt(start), text });
    this.#isAfterCut = true;
  }
}

/** Reads a form of prefixed lines. Text before the first record becomes a record without time or thread. */
export async function readPrefixedLines(
  source: TextSource,
  context: ReadContext,
  grammar: LineGrammar,
  zone: ChosenZone,
): Promise<Survey> {
  const reader = new LineReader(source, context, grammar, zone);
  const totals = await source.eachWindow((window) => reader.read(window), context.onBytes);
  return { ...reader.span.result(), ...totals, zone: zone.zone };
}
