import { LineCounter, type TextSource, type Window } from '../input/windows.ts';
import type { ChosenZone } from '../input/zone.ts';
import type { TraceRecord } from '../model/record.ts';
import type { Ticks } from '../model/ticks.ts';
import type { ReadContext, Survey } from './format.ts';
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

interface Start {
  readonly index: number;
  readonly at: Ticks | undefined;
  readonly isUnknown: boolean;
}

/** Hexadecimal process or thread number. */
export function hex(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 16);
}

function unknownLines(units: string): Start[] {
  const starts: Start[] = [];
  for (let hit = units.indexOf(NO_FORMAT); hit >= 0; hit = units.indexOf(NO_FORMAT, hit + 1)) {
    const index = units.lastIndexOf('\n', hit) + 1;
    const end = units.indexOf('\n', hit);
    if (UNKNOWN_LINE.test(units.slice(index, end < 0 ? undefined : end))) {
      starts.push({ index, at: undefined, isUnknown: true });
    }
  }
  return starts;
}

function findStarts(units: string, grammar: LineGrammar, pattern: RegExp, clock: WallClock): Start[] {
  const starts: Start[] = [];
  const tryStart = (index: number): void => {
    const time = grammar.timeIndex(units, index);
    if (time >= 0) starts.push({ index, at: clock.at(units, time), isUnknown: false });
  };
  const first = new RegExp(grammar.start, 'y');
  if (first.test(units)) tryStart(0);
  pattern.lastIndex = 0;
  for (let hit = pattern.exec(units); hit !== null; hit = pattern.exec(units)) tryStart(hit.index + 1);
  const unknown = unknownLines(units);
  if (unknown.length === 0) return starts;
  return [...starts, ...unknown].sort((a, b) => a.index - b.index);
}

/** Reads a form of prefixed lines. Text before the first record becomes a record without time or thread. */
export async function readPrefixedLines(
  source: TextSource,
  context: ReadContext,
  grammar: LineGrammar,
  zone: ChosenZone,
): Promise<Survey> {
  const span = new Span();
  const clock = new WallClock(zone.toUtc);
  const startPattern = new RegExp(`\\n${grammar.start}`, 'g');
  const literals = new RegExp(context.wanted.literals, 'g');
  const path = source.file.path;
  let lastAt: Ticks | undefined;
  let isCutHere = false;

  function build(units: string, start: Start, end: number, window: Window, lines: LineCounter): TraceRecord {
    const { text, width } = source.decode(units.slice(start.index, end));
    const raw = text.replace(/[\r\n]+$/, '');
    const prefix = start.isUnknown ? undefined : grammar.prefix(raw);
    const message = raw.slice(prefix?.length ?? 0);
    return {
      source: path,
      line: lines.lineAt(start.index),
      offset: window.offset + start.index * source.head.coding.unit,
      raw,
      width,
      message: message.includes('\r') ? message.replace(/\r\n?/g, '\n') : message,
      ...(start.at === undefined ? {} : { at: start.at }),
      ...(prefix?.pid === undefined ? {} : { pid: prefix.pid }),
      ...(prefix?.tid === undefined ? {} : { tid: prefix.tid }),
      ...(prefix?.component === undefined ? {} : { component: prefix.component }),
      ...(prefix?.function === undefined ? {} : { function: prefix.function }),
    };
  }

  function isFollowed(units: string, start: number, end: number): boolean {
    const prefix = grammar.prefix(units.slice(start, Math.min(end, start + 512)));
    return context.wanted.follows(prefix?.pid, prefix?.tid);
  }

  const totals = await source.eachWindow((window) => {
    const { units } = window;
    const lines = new LineCounter(window);
    const starts = findStarts(units, grammar, startPattern, clock);
    const head = starts[0]?.index ?? (window.isLast || window.isFull ? units.length : 0);
    const preamble: Start = { index: 0, at: lastAt, isUnknown: false };
    literals.lastIndex = 0;
    let hit = literals.exec(units)?.index ?? Number.POSITIVE_INFINITY;
    const skipHitsTo = (end: number): void => {
      while (hit < end) hit = literals.exec(units)?.index ?? Number.POSITIVE_INFINITY;
    };
    if (head > 0 && hit < head && !isCutHere) {
      context.onRecord(build(units, { ...preamble, at: undefined }, head, window, lines));
    }
    skipHitsTo(head);
    let used = head;
    for (let i = 0; i < starts.length; i++) {
      const start = starts[i];
      if (start === undefined) continue;
      const next = starts[i + 1]?.index;
      const isOpen = next === undefined && !window.isLast;
      if (isOpen && !window.isFull) break;
      const end = next ?? units.length;
      // A line that has no time of its own, such as `Unknown( 10): …`, happened no earlier than the line before it.
      const at = start.at ?? lastAt;
      lastAt = at;
      span.add(at);
      if (start.isUnknown) span.undecoded++;
      else if (hit < end || (context.wanted.followsAny() && isFollowed(units, start.index, end))) {
        context.onRecord(build(units, at === undefined ? start : { ...start, at }, end, window, lines));
      }
      skipHitsTo(end);
      used = end;
      if (isOpen) {
        const line = lines.lineAt(start.index);
        context.onIssue({ code: 'capped', source: path, line, text: 'A record longer than 8 MiB was cut.' });
      }
      isCutHere = isOpen;
    }
    return used;
  }, context.onBytes);
  return { ...span.result(), ...totals, zone: zone.zone };
}
