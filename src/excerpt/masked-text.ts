import { PRIVATE_TAG } from '../model/private-names.ts';
import type { FormatId } from '../model/source.ts';
import { type Ticks, ticksFromIso } from '../model/ticks.ts';
import type { PrivateMask } from '../wire/private-mask.ts';
import { PREFIXES } from './frames.ts';
import { withHexRuns } from './hex-text.ts';
import type { PhraseMask, TextForm } from './phrase-mask.ts';

/** A text node of an event, behind its start tag. */
const NODE = /<([\w:.-]+)(?:\s(?:"[^"<]*"|'[^'<]*'|[^<>"'])*)?>([^<]+)(?=<|$)|<!\[CDATA\[([\s\S]*?)(\]\]>|$)/g;
/** Elements of an event that hold no text of the program. */
const NO_TEXT =
  /^(?:EventID|Version|Level|Task|Opcode|Keywords?|Channel|Computer|Provider|EventRecordID|EventGuid|EventName|Time|Flags|CPU|ProcessID|ThreadID)$/;
const EXECUTION = /\bProcessID\s*=\s*["']?(\w+)["']?\s+ThreadID\s*=\s*["']?(\w+)/;
const SYSTEM_TIME = /\bSystemTime\s*=\s*["']([^"']{1,40})["']/;
const LINE_END = /\r?\n$/;

/** What the frame of a record told of it. */
export interface FramedBy {
  readonly thread?: string;
  readonly at?: Ticks | undefined;
  /** Of CSV: the column of the message, where the form has one. */
  readonly messageColumn?: number;
}

/** The time of a row of `tracerpt`, a FILETIME, and two counts of processor time; behind them stands the payload. */
const ROW_TIME = /[,;\t] *"?1[2-4]\d{16}"? *[,;\t](?: *(?:(?:"\d*|\d+)"? *)?[,;\t]){0,2} */;

/** Where the message of a row stands: its column, or of `tracerpt` all behind the time, as quotes in its cells are not doubled. */
function rowSpan(raw: string, column: number | undefined): readonly [number, number] {
  const end = raw.replace(LINE_END, '').length;
  if (column === undefined) {
    const time = ROW_TIME.exec(raw);
    return [time === null ? 0 : Math.min(end, time.index + time[0].length), end];
  }
  const cells = /"(?:[^"]|"")*"|[^,;\t"\r\n]*/gy;
  for (let index = 0; cells.lastIndex <= end; index++) {
    const at = cells.lastIndex;
    const cell = cells.exec(raw)?.[0] ?? '';
    if (index === column) return [at, at + cell.length];
    cells.lastIndex = at + cell.length + 1;
  }
  return [0, end];
}

const FIRST_TAG = new RegExp(PRIVATE_TAG);

/** A text that begins within what somebody wrote, as a file may, is known by the tag that ends it. */
function withoutTornStart(text: string): string {
  const tag = FIRST_TAG.exec(text);
  return tag === null || !/^(?:<|&lt;)\//.test(tag[0]) ? text : text.slice(tag.index);
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
      case 'winevent-csv': {
        const [from, to] = rowSpan(raw, by.messageColumn);
        return this.#between(raw, from, to, { ...this.#by(file, by.thread ?? '', by.at), form: 'cells' });
      }
      default:
        return this.#between(raw, 0, raw.replace(LINE_END, '').length, this.#by(file, '', undefined));
    }
  }

  #event(raw: string, file: number): string {
    const [, pid = '', tid = ''] = EXECUTION.exec(raw) ?? [];
    const at = ticksFromIso(SYSTEM_TIME.exec(raw)?.[1] ?? '');
    const by: SaidBy = { ...this.#by(file, `${pid}.${tid}`, at), form: 'plain' };
    // A file may begin within an event.
    const lead = raw.search(/<|$/);
    const before = lead === 0 ? '' : this.#text(this.#front(raw.slice(0, lead)), by);
    return (
      before +
      raw.slice(lead).replace(NODE, (whole: string, name?: string, text?: string, data?: string, close = '') => {
        if (data !== undefined) return `<![CDATA[${this.#text(data, by)}${close}`;
        if (text === undefined || text.trim() === '' || NO_TEXT.test(name?.split(':').at(-1) ?? '')) return whole;
        return whole.slice(0, whole.length - text.length) + this.#text(text, by);
      })
    );
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
    return withHexRuns(this.#plain(text, by), (run) => this.#plain(run, by));
  }

  #plain(text: string, { form, ...by }: SaidBy): string {
    const plain = this.#mask === undefined ? text : this.#mask.withoutSpoken(this.#mask.mask(text, by).text);
    return form === undefined || this.#phrases === undefined ? plain : this.#phrases.mask(plain, form);
  }
}
