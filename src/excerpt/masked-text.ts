import { harvestHex, harvestMessage } from '../input/harvest.ts';
import { PRIVATE_TAG } from '../model/private-names.ts';
import type { FormatId } from '../model/source.ts';
import type { Stretch } from '../model/stretches.ts';
import { type Ticks, ticksFromIso } from '../model/ticks.ts';
import type { PrivateMask } from '../wire/private-mask.ts';
import { edited } from './behind-escapes.ts';
import { PREFIXES } from './frames.ts';
import { withHexRuns } from './hex-text.ts';
import type { PhraseMask, TextForm } from './phrase-mask.ts';
import { eventTexts, type RecordText, rowSpan, rowTexts } from './record-items.ts';

const EXECUTION = /\bProcessID\s*=\s*["']?(\w+)["']?\s+ThreadID\s*=\s*["']?(\w+)/;
const SYSTEM_TIME = /\bSystemTime\s*=\s*["']([^"']{1,40})["']/;
/** `Subject:`, behind which the next text is one. */
const LABEL = /(?<![\w-])(?:subject|thread-topic|body)["']?\s{0,8}[:=]\s{0,8}["']?$/i;
const LABEL_REACH = 40;
const LINE_END = /\r?\n$/;

/** What the frame of a record told of it. */
export interface FramedBy {
  readonly thread?: string;
  readonly at?: Ticks | undefined;
  /** Of CSV: the column of the message, where the form has one. */
  readonly messageColumn?: number;
  /** Of CSV: a spreadsheet has written it down again. */
  readonly isCopy?: boolean;
}

const FIRST_TAG = new RegExp(PRIVATE_TAG);

/** A text that begins within what somebody wrote, as a file may, is known by the tag that ends it. */
function withoutTornStart(text: string): string {
  const tag = FIRST_TAG.exec(text);
  return tag === null || !/^(?:<|&lt;)\//.test(tag[0]) ? text : text.slice(tag.index);
}

/** A text with others in some places of it, which are in order. */
function put(text: string, places: readonly Stretch[], others: readonly string[]): string {
  const tokens = places.map(({ start, end }, i) => ({ start, end, token: others[i] ?? '' }));
  return edited(text, tokens);
}

/** Bytes that hold a text alone, as `digits` are written. */
function hexOf(text: string, digits: string): string {
  const hex = Buffer.from(`${text}\0`, 'utf16le').toString('hex');
  return /[a-f]/.test(digits) ? hex : hex.toUpperCase();
}

/** Whose text it is, and how its form writes it. */
interface SaidBy {
  readonly pid: number;
  readonly at: Ticks | undefined;
  /** No phrase is looked for without it: the file is no trace. */
  readonly form?: TextForm;
}

/**
 * Takes what people wrote out of the records of the files of a bundle, in their order: as `decode` does, unless that was done before (`mask` is undefined), and
 * where phrases say that somebody may have written it.
 */
export class TextMask {
  readonly #mask: PrivateMask | undefined;
  readonly #phrases: PhraseMask | undefined;
  readonly #threads = new Map<string, number>();

  constructor(mask: PrivateMask | undefined, phrases: PhraseMask | undefined = undefined) {
    this.#mask = mask;
    this.#phrases = phrases;
  }

  /** `file`: threads of two files are never one. */
  record(raw: string, format: FormatId, file: number, by: FramedBy): string {
    switch (format) {
      case 'ocs-text':
      case 'tracefmt':
      case 'uccapilog': {
        const prefix = PREFIXES.prefix(raw);
        if (prefix === undefined)
          return this.#text(this.#front(raw), { ...this.#by(file, '', undefined), form: 'plain' });
        const { length, pid, tid } = prefix;
        const at = PREFIXES.timeAt(Buffer.from(raw.slice(0, length), 'latin1'), 0);
        const end = Math.max(length, raw.replace(LINE_END, '').length);
        return this.#between(raw, length, end, { ...this.#by(file, `${pid}.${tid}`, at), form: 'plain' });
      }
      case 'tracerpt-xml':
      case 'wevtutil-xml':
        return this.#event(raw, file);
      case 'tracerpt-csv':
      case 'winevent-csv':
        return this.#row(raw, format, this.#by(file, by.thread ?? '', by.at), by);
      default:
        return this.#between(raw, 0, raw.replace(LINE_END, '').length, this.#by(file, '', undefined));
    }
  }

  #row(raw: string, format: FormatId, by: SaidBy, { messageColumn, isCopy = false }: FramedBy): string {
    const { start, end } = rowSpan(raw, messageColumn);
    const message = this.#unwritten(raw.slice(start, end), by);
    const places = this.#phrases?.mayHold(message) === true ? rowTexts(message, format, isCopy) : [];
    const texts = places.map((place) => ({ ...place, text: message.slice(place.start, place.end) }));
    const masked = this.#phrases?.items(
      texts.map(({ text }) => text),
      'plain',
    );
    // What a program wrote anew may be read otherwise.
    const isDone = masked !== undefined && !isCopy;
    const said = masked === undefined ? message : put(message, texts, masked);
    return raw.slice(0, start) + (isDone ? this.#ofRuns(said) : this.#said(said, 'cells')) + raw.slice(end);
  }

  #event(raw: string, file: number): string {
    const [, pid = '', tid = ''] = EXECUTION.exec(raw) ?? [];
    const at = ticksFromIso(SYSTEM_TIME.exec(raw)?.[1] ?? '');
    const by: SaidBy = { ...this.#by(file, `${pid}.${tid}`, at), form: 'plain' };
    // A file may begin within an event.
    const lead = raw.search(/<|$/);
    const before = lead === 0 ? '' : this.#text(this.#front(raw.slice(0, lead)), by);
    const event = raw.slice(lead);
    const places = eventTexts(event);
    const texts = places.map(({ start, end }) => this.#unwritten(event.slice(start, end), by));
    return before + put(event, places, this.#ofGroups(places, texts));
  }

  #ofGroups(places: readonly RecordText[], texts: readonly string[]): readonly string[] {
    const out: string[] = [];
    for (let from = 0; from < places.length; ) {
      const { group } = places[from] ?? {};
      let to = from + 1;
      while (to < places.length && places[to]?.group === group) to++;
      out.push(...this.#ofGroup(places.slice(from, to), texts.slice(from, to)));
      from = to;
    }
    return out;
  }

  /** Texts that are read as one without what phrases show to be written. */
  #ofGroup(places: readonly RecordText[], texts: readonly string[]): readonly string[] {
    const shown = texts.map((text, i) => (places[i]?.isPayload === true ? harvestMessage(harvestHex(text)) : text));
    const own = shown.map((text, i) => this.#withoutSpoken(text, shown[i - 1], places[i]?.isPayload === true));
    const masked = this.#phrases?.items(own, 'plain') ?? own;
    return texts.map((text, i) => {
      const said = masked[i] ?? '';
      if (said === shown[i]) return this.#ofRuns(text);
      return places[i]?.isPayload === true ? hexOf(said, text) : this.#ofRuns(said);
    });
  }

  /** Without what the end of the text before shows to be written, or of a payload headers that are read as one with what follows them. */
  #withoutSpoken(text: string, before: string | undefined, isPayload: boolean): string {
    if (this.#mask === undefined) return text;
    if (before !== undefined && LABEL.test(before.slice(-LABEL_REACH)) && !text.startsWith('[text'))
      return this.#mask.token(text) || text;
    return isPayload ? this.#mask.withoutSpoken(text) : text;
  }

  /** The text of a raw trace begins with a record. */
  #front(text: string): string {
    return this.#mask === undefined ? text : withoutTornStart(text);
  }

  #by(file: number, thread: string, at: Ticks | undefined): SaidBy {
    const key = `${file} ${thread}`;
    const pid = this.#threads.get(key) ?? this.#threads.size;
    this.#threads.set(key, pid);
    return { pid, at };
  }

  #between(raw: string, from: number, to: number, by: SaidBy): string {
    return raw.slice(0, from) + this.#text(raw.slice(from, to), by) + raw.slice(to);
  }

  #text(text: string, by: SaidBy): string {
    return this.#said(this.#unwritten(text, by), by.form);
  }

  /** Without what elements and headers show to be written. */
  #unwritten(text: string, by: SaidBy): string {
    const mask = this.#mask;
    if (mask === undefined) return text;
    const plain = (some: string): string => mask.withoutSpoken(mask.mask(some, by).text);
    return withHexRuns(plain(text), plain);
  }

  /** Without what phrases show to be written. */
  #said(text: string, form: TextForm | undefined): string {
    if (form === undefined || this.#phrases === undefined) return text;
    return this.#ofRuns(this.#phrases.mask(text, form), form);
  }

  /** The same of what stands in a text as hexadecimal digits alone. */
  #ofRuns(text: string, form: TextForm = 'plain'): string {
    const phrases = this.#phrases;
    return phrases === undefined ? text : withHexRuns(text, (run) => phrases.mask(run, form));
  }
}
