// Protocol log of Exchange Web Services, %ExchangeInstallPath%\Logging\Ews\Ews_2016061009-1.LOG, one row a request (real lines:
// KinesisTap, ExchangeLogParserTest.cs; lines that later versions write have more columns):
//   #Software: Microsoft Exchange Server
//   #Version: 15.00.1104.002
//   #Log-type: EWS Logs
//   #Fields: DateTime,RequestId,MajorVersion,…,UserAgent,…,ServerHostName,FrontEndServer,SoapAction,HttpStatus,…
//   2017-07-21T22:18:48.952Z,8e8d720b-…,15,…,OC/16.0.4546.1000 (Skype for Business),…,GetStreamingEvents,200,…
// Times are UTC. Only rows of the client (User-Agent `OC/…`) become records: their message is `Column : value` lines, those
// without a value left out. Logs that were joined state their columns again; a log exported anew has its header row without `#`.

import { literal, Needles } from '../input/needles.ts';
import type { TextSource } from '../input/text-source.ts';
import type { Window } from '../input/window.ts';
import { chooseZone } from '../input/zone.ts';
import { type Ticks, ticksFromIso } from '../model/ticks.ts';
import { csvCells, delimiterOf } from './csv-cells.ts';
import type { Format, ReadContext, Survey } from './format.ts';
import { Span } from './span.ts';
import { propertyLine } from './whole-text.ts';

const LINE_FEED = 10;
const HASH = 35;
const QUOTE = 34;
const LOG_TYPE = /^#Log-type: *EWS Logs *\r?$/m;
const START = /^\s*(?:#|"?DateTime"?[,;\t])/;
const HEADER = /^(?:#Fields: *)?("?DateTime"?[,;\t].*)$/;
const VERSION = /^#Version: *([\d.]{1,40})/;
const CLIENT = /\bOC\/\d/;
/** How much of a line is looked at for a header or a time. */
const HEADER_REACH = 16_384;
const TIME_REACH = 40;

interface Columns {
  readonly names: readonly string[];
  readonly delimiter: string;
}

function columnsOf(line: string): Columns | undefined {
  const header = HEADER.exec(line.split('\n', 1)[0]?.trimEnd() ?? '')?.[1];
  if (header === undefined) return undefined;
  const delimiter = delimiterOf(header);
  return { names: csvCells(header, delimiter), delimiter };
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

/** Where a line begins, and what with: a row with its time, a line about rows (`#Fields`, a header), or the rest of a row. */
type LineStart = 'row' | 'about' | 'more';

function lineStart(bytes: Buffer, at: number): LineStart {
  const first = bytes[at] === QUOTE ? at + 1 : at;
  // `2017-`: no cell that holds line ends has a date and a time at the start of one.
  if (isDigit(bytes[first]) && bytes[first + 4] === 0x2d && bytes[first + 10] === 0x54) return 'row';
  if (bytes[at] === HASH) return 'about';
  return bytes.toString('latin1', first, first + 8) === 'DateTime' ? 'about' : 'more';
}

class LogReader {
  readonly span = new Span();
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #toUtc: (at: Ticks) => Ticks;
  readonly #needles = new Needles([literal('OC/', 'client')]);
  #columns: Columns | undefined;
  #version: string | undefined;
  /** The row before was cut: what comes up to the next line is the rest of it. */
  #isAfterCut = false;

  constructor(source: TextSource, context: ReadContext, toUtc: (at: Ticks) => Ticks) {
    this.#source = source;
    this.#context = context;
    this.#toUtc = toUtc;
  }

  get fingerprints(): Needles<'client'>['fingerprints'] {
    return this.#needles.fingerprints;
  }

  /** Reads all whole rows of a window; answers how many units were used. */
  read(window: Window): number {
    const { bytes, end } = window;
    const hits = this.#hits(window);
    let next = 0;
    for (let start = 0; start < end; ) {
      const isRest = start === 0 && this.#isAfterCut;
      const stop = this.#endOf(bytes, start, end);
      const isCut = stop === end && !window.isLast;
      if (isCut && (start > 0 || !window.isFull)) return start;
      if (isCut && !isRest) this.#tellCut(window);
      while ((hits[next] ?? end) < start) next++;
      if (!isRest) this.#line(window, start, stop, (hits[next] ?? end) < stop);
      this.#isAfterCut = isCut && bytes[end - 1] !== LINE_FEED;
      start = stop;
    }
    return end;
  }

  #tellCut(window: Window): void {
    const text = 'A row longer than 8 MiB was cut.';
    this.#context.onIssue({ code: 'capped', source: this.#source.file.path, line: window.lineAt(0), text });
  }

  #hits(window: Window): readonly number[] {
    const hits: number[] = [];
    for (const { places, base } of window.slices()) {
      for (const place of places)
        if (this.#needles.at(window.bytes, place - base) !== undefined) hits.push(place - base);
    }
    return hits;
  }

  /** Behind the last line of the row, or of the line about rows, that begins at `start`. */
  #endOf(bytes: Buffer, start: number, end: number): number {
    for (
      let feed = bytes.indexOf(LINE_FEED, start);
      feed >= 0 && feed + 1 < end;
      feed = bytes.indexOf(LINE_FEED, feed + 1)
    ) {
      if (lineStart(bytes, feed + 1) !== 'more') return feed + 1;
    }
    return end;
  }

  #line(window: Window, start: number, stop: number, isHit: boolean): void {
    const begins = lineStart(window.bytes, start);
    if (begins === 'row') this.#row(window, start, stop, isHit);
    if (begins !== 'about') return;
    const { text } = window.decode(start, Math.min(stop, start + HEADER_REACH));
    this.#columns = columnsOf(text) ?? this.#columns;
    this.#version = VERSION.exec(text)?.[1] ?? this.#version;
  }

  #row(window: Window, start: number, stop: number, isHit: boolean): void {
    const first = window.bytes[start] === QUOTE ? start + 1 : start;
    const lead = window.bytes.toString('latin1', first, Math.min(stop, first + TIME_REACH));
    const stamp = /^[\d:.TZ-]+/.exec(lead)?.[0] ?? '';
    const time = ticksFromIso(stamp);
    const at = time === undefined ? undefined : this.#toUtc(time);
    this.span.add(at);
    if (!isHit || this.#columns === undefined) return;
    const { text, width } = window.decode(start, stop);
    const raw = text.trimEnd();
    const { names, delimiter } = this.#columns;
    const cells = csvCells(raw, delimiter);
    if (!CLIENT.test(cells[names.indexOf('UserAgent')] ?? '')) return;
    const told = names.flatMap((name, i) => {
      const cell = cells[i] ?? '';
      return cell === '' ? [] : [propertyLine(name, cell)];
    });
    this.#context.onRecord({
      source: this.#source.file.path,
      line: window.lineAt(start),
      offset: window.offsetAt(start),
      raw,
      width,
      message: [...told, ...(this.#version === undefined ? [] : [propertyLine('#Version', this.#version)])].join('\n'),
      component: 'Exchange EWS log',
      ...(at === undefined ? {} : { at, stamp }),
    });
  }
}

async function read(source: TextSource, context: ReadContext): Promise<Survey> {
  const { zone, toUtc } = chooseZone(source.file.path, 'UTC', context.zones);
  const reader = new LogReader(source, context, toUtc);
  const totals = await source.eachWindow(reader.fingerprints, (window) => reader.read(window), context.onBytes);
  return { ...reader.span.result(), ...totals, zone };
}

function sniff(text: string): boolean {
  if (!START.test(text)) return false;
  if (LOG_TYPE.test(text)) return true;
  if (/^#Log-type:/m.test(text)) return false;
  const [first = ''] = text.trimStart().split('\n', 1);
  const names = columnsOf(first)?.names ?? [];
  return names.includes('UserAgent') && names.includes('SoapAction');
}

export const ewsLog: Format = {
  id: 'ews-log',
  title: 'Protocol log of Exchange Web Services (#Log-type: EWS Logs)',
  sniff: ({ text }) => sniff(text),
  read,
};
