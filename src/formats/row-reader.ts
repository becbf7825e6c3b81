import { type ItemSearch, itemSearch } from '../input/item-words.ts';
import { literal, Needles } from '../input/needles.ts';
import { oncePer } from '../input/once-per.ts';
import type { TextSource } from '../input/text-source.ts';
import { itemNeedles, type Sought } from '../input/wanted-needles.ts';
import type { Window } from '../input/window.ts';
import type { ChosenZone } from '../input/zone.ts';
import type { TraceRecord } from '../model/record.ts';
import type { Ticks } from '../model/ticks.ts';
import type { ReadContext, Survey } from './format.ts';
import { Hits } from './hits.ts';
import { Span } from './span.ts';
import { NO_FORMAT } from './unknown-lines.ts';

/** How a row stands in a window. */
export interface Row {
  /** `layout`: header and blank lines. `rest`: text that belongs to no row that is known. */
  readonly kind: 'event' | 'layout' | 'rest';
  /** Index behind it and its line end. */
  readonly end: number;
  /** Where it ends is known; else it goes on to the end of the window, and maybe farther. */
  readonly isWhole: boolean;
  /** All its cells are there; of a rest, that a row begins behind it. Taken for so unless told. */
  readonly isComplete?: boolean;
  readonly at?: Ticks | undefined;
  /** A spreadsheet has rounded its time. */
  readonly isImprecise?: boolean;
  /** It has no text. */
  readonly isUndecoded?: boolean;
  /** Where the numbers of process and thread stand, -1 for nowhere. */
  readonly pidAt?: number;
  readonly tidAt?: number;
}

/** What the text of a row says. */
export interface RowText {
  readonly message: string;
  readonly component?: string;
  readonly function?: string;
  /** The time as it is written. */
  readonly stamp?: string;
}

/** A form of rows of separated values, one event a row, under a header that names the columns. */
export interface RowGrammar {
  /** The row that begins at `start`; behind one that was cut, the text up to the next that is sure to begin. */
  frame(window: Window, start: number, isBehindCut: boolean): Row;
  read(raw: string): RowText;
  /** Names of machines that stood in the rows so far, in columns for them. */
  readonly machines?: readonly string[];
}

/** Takes a record that is wanted; or, where the reader offers all, any record, and whether it holds something wanted. */
export type Deliver = (record: TraceRecord, isHit: boolean) => void;

const NO_ID = 0xffff_ffff;
const [X, ZERO, NINE] = [0x78, 0x30, 0x39];

/** `0x1BD4` or `7124`; undefined for no number and for the one that stands for none. */
function idAt(bytes: Uint8Array, start: number | undefined): number | undefined {
  if (start === undefined || start < 0) return undefined;
  const isHex = bytes[start] === ZERO && ((bytes[start + 1] ?? 0) | 0x20) === X;
  const base = isHex ? 16 : 10;
  let id = 0;
  let at = isHex ? start + 2 : start;
  for (const first = at; ; at++) {
    const byte = bytes[at] ?? 0;
    const letter = (byte | 0x20) - 0x61;
    const digit = byte >= ZERO && byte <= NINE ? byte - ZERO : isHex && letter >= 0 && letter < 6 ? letter + 10 : -1;
    if (digit < 0) return at > first && id < NO_ID ? id : undefined;
    id = Math.min(NO_ID, id * base + digit);
  }
}

const needlesFor = oncePer(
  (search: ItemSearch) =>
    new Needles<Sought | 'no-format'>([literal<'no-format'>(NO_FORMAT, 'no-format'), ...itemNeedles(search)]),
);

class RowReader {
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #grammar: RowGrammar;
  readonly #offersAll: boolean;
  readonly #deliver: Deliver;
  readonly needles: Needles<Sought | 'no-format'>;
  readonly span = new Span();
  imprecise = 0;
  #isBehindCut = false;

  constructor(source: TextSource, context: ReadContext, grammar: RowGrammar, offerAll: Deliver | undefined) {
    this.#source = source;
    this.#context = context;
    this.#grammar = grammar;
    this.#offersAll = offerAll !== undefined;
    this.#deliver = offerAll ?? ((record) => context.onRecord(record));
    this.needles = needlesFor(itemSearch(context.wanted.wanted, source));
  }

  /** Reads all whole rows of a window; answers how many units were used. */
  read(window: Window): number {
    const hits = new Hits(this.needles, window.bytes);
    const noFormats: number[] = [];
    for (const { places, base } of window.slices()) {
      for (let i = 0; i < places.length; i++) {
        const place = (places[i] ?? 0) - base;
        const kind = this.needles.at(window.bytes, place)?.kind;
        if (kind === 'no-format') noFormats.push(place);
        else if (kind !== undefined) hits.add(place, kind !== 'hit');
      }
    }
    let nextNoFormat = 0;
    let start = 0;
    while (start < window.end) {
      const row = this.#grammar.frame(window, start, this.#isBehindCut);
      const isCut = !row.isWhole && !window.isLast;
      if (isCut && !(window.isFull && start === 0)) return start;
      while ((noFormats[nextNoFormat] ?? window.end) < start) nextNoFormat++;
      const isUndecoded = row.isUndecoded === true || (noFormats[nextNoFormat] ?? window.end) < row.end;
      const isHit = hits.isIn(start, row.end);
      if (row.kind === 'event') this.#event(window, start, row, isCut, isHit, isUndecoded);
      else if (row.kind === 'rest' && isHit && !this.#isBehindCut) this.#emit(window, start, row, true);
      this.#isBehindCut = isCut || (row.kind === 'rest' && row.isComplete === false);
      start = row.end;
    }
    return start;
  }

  #event(window: Window, start: number, row: Row, isCut: boolean, isHit: boolean, isUndecoded: boolean): void {
    const isComplete = row.isComplete !== false;
    if (isCut) this.#issue('capped', window, start, `A row longer than 8 MiB was ${isComplete ? 'cut' : 'left out'}.`);
    else if (!isComplete && row.isWhole) {
      this.#issue('CSV_BROKEN', window, start, 'A row has too few or too many cells; it was read as far as that goes.');
    } else if (!isComplete) {
      const text = 'The file ends in the middle of a row; that row was left out.';
      this.#issue('CSV_TRUNCATED', window, start, text);
    }
    if (!row.isWhole && !isComplete) return;
    this.span.add(row.at);
    if (row.isImprecise === true) this.imprecise++;
    if (isUndecoded) this.span.undecoded++;
    else if (isHit || this.#offersAll || this.#isFollowed(window, row)) this.#emit(window, start, row, isHit);
  }

  #isFollowed({ bytes }: Window, row: Row): boolean {
    const { wanted } = this.#context;
    return wanted.followsAny() && wanted.follows(idAt(bytes, row.pidAt), idAt(bytes, row.tidAt));
  }

  #emit(window: Window, start: number, row: Row, isHit: boolean): void {
    const { text, width } = window.decode(start, row.end);
    const raw = text.replace(/\r?\n$/, '');
    const { message, ...identity } = row.kind === 'rest' ? { message: raw } : this.#grammar.read(raw);
    const pid = idAt(window.bytes, row.pidAt);
    const tid = idAt(window.bytes, row.tidAt);
    const record: TraceRecord = {
      source: this.#source.file.path,
      line: window.lineAt(start),
      offset: window.offsetAt(start),
      raw,
      width,
      message: message.includes('\r') ? message.replace(/\r\n?/g, '\n') : message,
      ...(row.at === undefined ? {} : { at: row.at }),
      ...(pid === undefined ? {} : { pid }),
      ...(tid === undefined ? {} : { tid }),
      ...identity,
    };
    this.#deliver(record, isHit);
  }

  #issue(code: 'CSV_BROKEN' | 'CSV_TRUNCATED' | 'capped', window: Window, start: number, text: string): void {
    this.#context.onIssue({ code, source: this.#source.file.path, line: window.lineAt(start), text });
  }
}

/** Reads a form of rows. `offerAll` takes every record with a text in place of the context. */
export async function readRows(
  source: TextSource,
  context: ReadContext,
  grammar: RowGrammar,
  { zone }: ChosenZone,
  offerAll?: Deliver,
): Promise<Survey> {
  const reader = new RowReader(source, context, grammar, offerAll);
  const totals = await source.eachWindow(reader.needles.fingerprints, (window) => reader.read(window), context.onBytes);
  const imprecise = reader.imprecise === 0 ? {} : { imprecise: reader.imprecise };
  const { machines = [] } = grammar;
  return { ...reader.span.result(), ...imprecise, ...(machines.length === 0 ? {} : { machines }), ...totals, zone };
}
