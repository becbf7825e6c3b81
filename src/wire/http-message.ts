import type { TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { cite } from './cite.ts';
import { endOfHead, type StartLine } from './http-text.ts';
import { isWellFormed } from './soap.ts';

/** A message grown beyond this is taken as cut: no EWS call of a message comes near it. */
const MAX_LENGTH = 8 << 20;

interface Fragment {
  readonly record: TraceRecord;
  readonly text: string;
  /** It may be a line of its own that only happened to stand between two parts. */
  readonly isDoubtful: boolean;
}

const ENVELOPE_START = /<(?:[\w.-]+:)?Envelope[\s>]/;
const ENVELOPE_END = /<\/(?:[\w.-]+:)?Envelope\s*>/;
/** `</SOAP-ENV:Envelope   >` with room for any prefix. */
const LONGEST_END_TAG = 64;
const FIRST_IN_BODY = /<(?:[\w.-]+:)?Body\b[^>]*>\s*<(?:[\w.-]+:)?([A-Za-z]\w*)/;
const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]*:[ \t]/;

/** Whether an envelope asks or answers, by the first element of its body; undefined when that was not logged. */
export function envelopeKind(xml: string): 'request' | 'response' | undefined {
  const name = FIRST_IN_BODY.exec(xml)?.[1];
  if (name === undefined) return undefined;
  return name === 'Fault' || name.endsWith('Response') ? 'response' : 'request';
}

/** One HTTP message, or an envelope without one, put together from records of one thread. */
export class HttpMessage {
  readonly start: StartLine | undefined;
  readonly #fragments: Fragment[] = [];
  /** The text up to the fragment in which the envelope begins; joining more at every step would cost the square of the length. */
  #text = '';
  #hasEnvelope = false;
  /** The last characters, in which an end tag may be split between two records. */
  #tail = '';
  #length = 0;
  /** What the records after it may bring: the rest of its headers or body, at most an envelope, or nothing. */
  #stage: 'head' | 'body' | 'waiting' | 'done' = 'head';

  constructor(start: StartLine | undefined, record: TraceRecord, text: string) {
    this.start = start;
    this.#add(record, text, false);
  }

  get first(): TraceRecord | undefined {
    return this.#fragments[0]?.record;
  }

  /** The next record of the thread may belong to it whatever it holds. */
  get isUnfinished(): boolean {
    return this.#stage === 'head' || this.#stage === 'body';
  }

  get isResponse(): boolean {
    return this.start === undefined ? envelopeKind(this.#text) === 'response' : this.start.status !== undefined;
  }

  /** Takes the text of the next record of the thread if it goes on with this message. */
  continueWith(record: TraceRecord, text: string): boolean {
    if (!this.isUnfinished || this.#length > MAX_LENGTH) return false;
    if (this.#stage === 'head') {
      if (this.#continuesHead(record, text)) return true;
      // What follows is no header: the block was whole, only its blank line was not logged.
      this.#stage = 'waiting';
      return false;
    }
    const last = this.first;
    const isSameFunction = last?.function === record.function && last?.component === record.component;
    const hasMarkup = /[<>]/.test(text);
    if (!isSameFunction && !hasMarkup) return false;
    this.#add(record, text, !(isSameFunction && hasMarkup));
    return true;
  }

  /** Takes an envelope logged in a record of its own, if this is the message it belongs to. */
  takeEnvelope(record: TraceRecord, xml: string): boolean {
    if (this.#stage === 'done' || this.#hasEnvelope) return false;
    if (
      /\bContent-Length:[ \t]*0\b/i.test(this.#text) ||
      /\bContent-Type:[ \t]*(?!text\/xml|application\/soap)/i.test(this.#text)
    )
      return false;
    const kind = envelopeKind(xml);
    if (kind !== undefined && (kind === 'response') !== this.isResponse) return false;
    this.#add(record, `\n\n${xml}`, false);
    return true;
  }

  /** Ends the message: its head, its envelope, and whether that is cut. */
  finish(): FinishedMessage {
    const text = this.#settledText();
    const envelopeAt = ENVELOPE_START.exec(text)?.index ?? -1;
    const headEnd = endOfHead(text);
    const envelope = envelopeAt < 0 ? undefined : text.slice(envelopeAt);
    const end = envelope === undefined ? undefined : ENVELOPE_END.exec(envelope);
    return {
      start: this.start,
      head: this.start === undefined ? '' : text.slice(0, headEnd < 0 ? undefined : headEnd),
      ...(envelope === undefined ? {} : { envelope: end ? envelope.slice(0, end.index + end[0].length) : envelope }),
      isCut: envelope === undefined ? this.#stage === 'body' : end === null,
      fragments: this.#fragments.map((fragment) => fragment.record),
      cite: (needle) => this.#cite(needle),
    };
  }

  #continuesHead(record: TraceRecord, text: string): boolean {
    if (ENVELOPE_START.test(text)) return false;
    const lastLine = this.#text.slice(this.#text.lastIndexOf('\n') + 1);
    if (HEADER_LINE.test(text)) {
      const isWhole = lastLine.includes(':') || this.#fragments.length === 1;
      this.#add(record, isWhole && !this.#text.endsWith('\n') ? `\n${text}` : text, false);
      return true;
    }
    const first = this.first;
    const isSameFunction = first?.function !== undefined && first.function === record.function;
    const goesOnWithHeaders =
      text
        .split('\n', 3)
        .slice(1)
        .some((line) => HEADER_LINE.test(line)) || /<\?xml|<[\w.-]*:?Env/.test(text);
    if (!isSameFunction || !goesOnWithHeaders) return false;
    this.#add(record, text, false);
    return true;
  }

  #add(record: TraceRecord, text: string, isDoubtful: boolean): void {
    this.#fragments.push({ record, text, isDoubtful });
    this.#length += text.length;
    if (this.#hasEnvelope) {
      const tail = this.#tail + text;
      if (ENVELOPE_END.test(tail)) this.#stage = 'done';
      this.#tail = tail.slice(-LONGEST_END_TAG);
      return;
    }
    this.#text += text;
    this.#stage = this.#nextStage();
  }

  #nextStage(): 'head' | 'body' | 'waiting' | 'done' {
    const text = this.#text;
    const envelope = ENVELOPE_START.exec(text);
    if (envelope !== null) {
      this.#hasEnvelope = true;
      this.#tail = text.slice(-LONGEST_END_TAG);
      return ENVELOPE_END.test(text.slice(envelope.index)) ? 'done' : 'body';
    }
    if (this.start === undefined) return 'body';
    const headEnd = endOfHead(text);
    if (headEnd < 0) return this.#isBodyless() ? 'done' : 'head';
    const rest = text.slice(headEnd).trim();
    if (rest === '') return this.#isBodyless() ? 'done' : 'waiting';
    // `<?xml version="1.0"?><soap:Env`: the start of an envelope that was cut.
    return rest.startsWith('<') && /^<\?xml[^>]*(?:\?>\s*(?:<[\w.-]*:?\w*)?)?$|^<[\w.-]*:?E\w*$/.test(rest)
      ? 'body'
      : 'done';
  }

  #isBodyless(): boolean {
    return (
      /\bContent-Length:[ \t]*0\b/i.test(this.#text) || this.start?.method === 'GET' || this.start?.method === 'HEAD'
    );
  }

  /** With doubtful parts between, the reading that is well-formed is the right one. */
  #settledText(): string {
    const all = this.#fragments.map((fragment) => fragment.text).join('');
    if (!this.#fragments.some((fragment) => fragment.isDoubtful)) return all;
    const without = this.#fragments.filter((fragment) => !fragment.isDoubtful).map((fragment) => fragment.text);
    const envelope = all.slice(Math.max(0, all.search(ENVELOPE_START)));
    return ENVELOPE_END.test(envelope) && isWellFormed(envelope.trim()) ? all : without.join('');
  }

  #cite(needle: string): Ref | undefined {
    const fragment = this.#fragments.find(({ text }) => text.includes(needle)) ?? this.#fragments[0];
    return fragment === undefined ? undefined : cite(fragment.record, fragment.text.includes(needle) ? needle : '');
  }
}

export interface FinishedMessage {
  readonly start: StartLine | undefined;
  /** Start line and headers; empty for an envelope logged without them. */
  readonly head: string;
  readonly envelope?: string;
  /** The text ends before the message does. */
  readonly isCut: boolean;
  readonly fragments: readonly TraceRecord[];
  /** Cites the line on which a text of the message stands, else its first line. */
  readonly cite: (needle: string) => Ref | undefined;
}
