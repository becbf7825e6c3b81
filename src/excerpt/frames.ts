import type { Format } from '../formats/index.ts';
import { MixedLines } from '../formats/mixed-lines.ts';
import { isOwnRecord } from '../formats/own-records.ts';
import type { Row, RowGrammar } from '../formats/row-reader.ts';
import { tracerptColumns } from '../formats/tracerpt-columns.ts';
import { TracerptRows } from '../formats/tracerpt-row.ts';
import { winEventColumns } from '../formats/winevent-columns.ts';
import { WinEventRows } from '../formats/winevent-row.ts';
import type { Head } from '../input/text-source.ts';
import type { Window } from '../input/window.ts';
import type { ChosenZone } from '../input/zone.ts';
import type { Ticks } from '../model/ticks.ts';

/** A stretch of a window. `layout`: what the records need around them to be read, such as a header. */
export interface Frame {
  readonly kind: 'record' | 'layout';
  /** Index behind it, its line end included. */
  readonly end: number;
  /** Whose record it is, where the frame tells. */
  readonly thread?: string;
  readonly at?: Ticks | undefined;
}

/** The frame that begins at `start`; undefined where its end is not in the window. */
export type FrameAt = (window: Window, start: number) => Frame | undefined;

const [LINE_FEED, HASH, LESS] = [10, 0x23, 0x3c];
/** How much behind a line end is looked at for the prefix of a record. */
const PREFIX_REACH = 1024;
const EVENT_END = '</Event>';
const EVENT_BEGIN = /<Event[\s>]/;

const UTC: ChosenZone = { zone: { value: 'UTC', basis: 'assumed' }, toUtc: (local) => local };

/** A prefix of the user's own is one only where the head of the file says so; a cut too many does no harm. */
export const PREFIXES: MixedLines = new MixedLines({ hasCustom: true, utc: UTC, local: UTC });

function lineEnd({ bytes, end, isLast }: Window, start: number): number | undefined {
  const feed = bytes.indexOf(LINE_FEED, start);
  if (feed >= 0 && feed < end) return feed + 1;
  return isLast ? end : undefined;
}

/** `Unknown(…): …` and its like begin with one of these. */
const OWN_STARTS: ReadonlySet<number | undefined> = new Set([...'U*E('].map((sign) => sign.charCodeAt(0)));

function beginsOwnRecord({ bytes, end }: Window, start: number): boolean {
  if (!OWN_STARTS.has(bytes[start])) return false;
  const feed = bytes.indexOf(LINE_FEED, start);
  return isOwnRecord(bytes.toString('latin1', start, feed < 0 || feed > end ? end : feed));
}

/** Lines from one that begins a record up to the next. */
function prefixedLines(): FrameAt {
  const lines = PREFIXES;
  return (window, start) => {
    const { bytes, end, isLast } = window;
    for (let next = lineEnd(window, start); next !== undefined; next = lineEnd(window, next)) {
      if (next >= end) return isLast ? { kind: 'record', end } : undefined;
      if (!isLast && next + PREFIX_REACH > end) return undefined;
      if (lines.isStart(bytes, next) || beginsOwnRecord(window, next)) return { kind: 'record', end: next };
    }
    return undefined;
  };
}

/** Up to the first event, each event, and what stands behind the last. */
function events(window: Window, start: number): Frame | undefined {
  const { bytes, end, isLast } = window;
  const isEvent = bytes[start] === LESS && EVENT_BEGIN.test(bytes.toString('latin1', start, start + 7));
  const from = isEvent ? bytes.indexOf(EVENT_END, start, 'latin1') : start;
  if (from < 0 || from > end - (isEvent ? EVENT_END.length : 0)) return isLast ? { kind: 'layout', end } : undefined;
  let next = isEvent ? from + EVENT_END.length : from;
  for (; next < end; next++) {
    next = bytes.indexOf(LESS, next);
    if (next < 0 || next >= end) break;
    if (EVENT_BEGIN.test(bytes.toString('latin1', next, next + 7)))
      return { kind: isEvent ? 'record' : 'layout', end: next };
    // The end tag of the root belongs to no event.
    if (isEvent) return { kind: 'record', end: from + EVENT_END.length };
  }
  if (!isLast) return undefined;
  return isEvent ? { kind: 'record', end: from + EVENT_END.length } : { kind: 'layout', end };
}

const LONGEST_NUMBER = 10;
const NUMBER = /^(?:0x)?[\da-f]+/i;

function numberAt(bytes: Buffer, at: number | undefined): string {
  if (at === undefined || at < 0) return '';
  return NUMBER.exec(bytes.toString('latin1', at, at + LONGEST_NUMBER))?.[0] ?? '';
}

function rows(grammar: RowGrammar): FrameAt {
  return (window, start) => {
    const row: Row = grammar.frame(window, start, false);
    if (!row.isWhole && !window.isLast) return undefined;
    const thread = `${numberAt(window.bytes, row.pidAt)}.${numberAt(window.bytes, row.tidAt)}`;
    return { kind: row.kind === 'layout' ? 'layout' : 'record', end: row.end, thread, at: row.at };
  };
}

/** Single lines; those of a log's own header stay. */
function singleLines(hasHeader: boolean): FrameAt {
  return (window, start) => {
    const end = lineEnd(window, start);
    if (end === undefined) return undefined;
    return { kind: hasHeader && window.bytes[start] === HASH ? 'layout' : 'record', end };
  };
}

/** How files of a form are cut. */
export function framesOf(format: Format, head: Head): FrameAt {
  switch (format.id) {
    case 'ocs-text':
    case 'tracefmt':
    case 'uccapilog':
      return prefixedLines();
    case 'tracerpt-xml':
    case 'wevtutil-xml':
      return events;
    case 'tracerpt-csv': {
      const columns = tracerptColumns(head);
      return columns === undefined ? singleLines(false) : rows(new TracerptRows(columns, (local) => local));
    }
    case 'winevent-csv': {
      const columns = winEventColumns(head);
      return columns === undefined ? singleLines(false) : rows(new WinEventRows(columns, () => undefined));
    }
    default:
      return singleLines(format.id === 'ews-log');
  }
}
