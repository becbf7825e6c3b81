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

const [LINE_FEED, LESS] = [10, 0x3c];
/** How much behind a line end is looked at for the prefix of a record. */
const PREFIX_REACH = 1024;
const EVENT_END = '</Event>';
const EVENT_REACH = 7;
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

/** Markup and nothing between it: what stands around events. A file that begins or ends within one has text there. */
const MARKUP_ALONE = /^(?:\s|<[^<>]*>)*$/;
/** The root and a declaration are short. */
const MARKUP_REACH = 4096;

function aroundEvents({ bytes }: Window, start: number, end: number): Frame {
  const isMarkup = end - start < MARKUP_REACH && MARKUP_ALONE.test(bytes.toString('latin1', start, end));
  return { kind: isMarkup ? 'layout' : 'record', end };
}

function beginsEvent(bytes: Buffer, at: number): boolean {
  return bytes[at] === LESS && EVENT_BEGIN.test(bytes.toString('latin1', at, at + EVENT_REACH));
}

/** Up to the first event, each event, and what stands behind the last. */
function events(window: Window, start: number): Frame | undefined {
  const { bytes, end, isLast } = window;
  if (!beginsEvent(bytes, start)) {
    let next = bytes.indexOf(LESS, start);
    while (next >= 0 && next < end && !beginsEvent(bytes, next)) next = bytes.indexOf(LESS, next + 1);
    if (next >= 0 && next < end) return aroundEvents(window, start, next);
    return isLast ? aroundEvents(window, start, end) : undefined;
  }
  const tag = bytes.indexOf(EVENT_END, start, 'latin1');
  if (tag < 0 || tag + EVENT_END.length > end) return isLast ? { kind: 'record', end } : undefined;
  const behind = tag + EVENT_END.length;
  const next = bytes.indexOf(LESS, behind);
  if ((next < 0 || next + EVENT_REACH > end) && !isLast) return undefined;
  // The end tag of the root belongs to no event.
  return { kind: 'record', end: next >= 0 && next < end && beginsEvent(bytes, next) ? next : behind };
}

const LONGEST_NUMBER = 10;
const NUMBER = /^(?:0x)?[\da-f]+/i;

function numberAt(bytes: Buffer, at: number | undefined): string {
  if (at === undefined || at < 0) return '';
  return NUMBER.exec(bytes.toString('latin1', at, at + LONGEST_NUMBER))?.[0] ?? '';
}

function rows(grammar: RowGrammar): FrameAt {
  /** In front of the header a spreadsheet writes `sep=;`. */
  let isFront = true;
  return (window, start) => {
    const row: Row = grammar.frame(window, start, false);
    if (!row.isWhole && !window.isLast) return undefined;
    const thread = `${numberAt(window.bytes, row.pidAt)}.${numberAt(window.bytes, row.tidAt)}`;
    isFront &&= row.kind !== 'event';
    const isLayout = row.kind === 'layout' || isFront;
    return { kind: isLayout ? 'layout' : 'record', end: row.end, thread, at: row.at };
  };
}

function singleLine(window: Window, start: number): Frame | undefined {
  const end = lineEnd(window, start);
  return end === undefined ? undefined : { kind: 'record', end };
}

/** `2016-06-10T09:00:02.952Z,`, at the start of a line: a cell that holds line ends has no such line. */
const LOG_ROW = /^"?\d{4}-\d\d-\d\dT/;
const LOG_HEADER = /^(?:#|"?DateTime"?[,;\t])/;
const LOG_REACH = 16;

/** Rows of a log of Exchange, and what it says of them. */
function logRows(window: Window, start: number): Frame | undefined {
  const { bytes, end, isLast } = window;
  const startsWith = (pattern: RegExp, at: number): boolean =>
    pattern.test(bytes.toString('latin1', at, Math.min(end, at + LOG_REACH)));
  if (startsWith(LOG_HEADER, start)) {
    const behind = lineEnd(window, start);
    return behind === undefined ? undefined : { kind: 'layout', end: behind };
  }
  for (let next = lineEnd(window, start); next !== undefined; next = lineEnd(window, next)) {
    if (next >= end) return isLast ? { kind: 'record', end } : undefined;
    if (!isLast && next + LOG_REACH > end) return undefined;
    if (startsWith(LOG_ROW, next) || startsWith(LOG_HEADER, next)) return { kind: 'record', end: next };
  }
  return undefined;
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
      return columns === undefined ? singleLine : rows(new TracerptRows(columns, (local) => local));
    }
    case 'winevent-csv': {
      const columns = winEventColumns(head);
      return columns === undefined ? singleLine : rows(new WinEventRows(columns, () => undefined));
    }
    case 'ews-log':
      return logRows;
    default:
      return singleLine;
  }
}
