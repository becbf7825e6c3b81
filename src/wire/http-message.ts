import type { TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { cite } from './cite.ts';
import { type Fragment, settle } from './fragments.ts';
import { headFit, joinHead } from './http-head.ts';
import { endOfHead, type StartLine } from './http-text.ts';
import { isLogonPage, isPage } from './page.ts';
import { PrivateTrail } from './private-text.ts';
import { TagTrail } from './tag-trail.ts';
import { findTransportError } from './transport-errors.ts';

/** A message grown beyond this is taken as cut: no EWS call of a message comes near it. */
const MAX_LENGTH = 8 << 20;
/** Records of the thread that are looked at while the first characters of an envelope may stand in one. */
const PATIENCE = 16;

const ENVELOPE_START = /<(?:[\w.-]+:)?Envelope(?:[\s>]|$)/;
const ENVELOPE_END = /<\/(?:[\w.-]+:)?Envelope\s*>/;
/** `</SOAP-ENV:Envelope   >` with room for any prefix. */
const LONGEST_END_TAG = 64;
const FIRST_IN_BODY = /<(?:[\w.-]+:)?Body\b[^>]*>\s*<(?:[\w.-]+:)?([A-Za-z]\w*)[\s/>]/;
/** The beginning of an envelope that is cut before its name is over: `<?xml version="1.0"?><soap:Env`. */
const ENVELOPE_BEGINS = /^\s*(?:<\?[^<>]*(?:>\s*(?:<[\w.:-]*)?)?|<[\w.:-]*)$/;

/** An answer of autodiscover in plain XML, which has no envelope; its namespace is that of Exchange. */
const PLAIN_ANSWER = /^\s*(?:<\?xml[^<>]*>\s*)?<Autodiscover\s[^<>]*\/exchange\/autodiscover\//i;

const OTHER_CONTENT = /\bContent-Type:[ \t]*(?:text\/(?:html|plain)|image\/|application\/(?:json|octet-stream))/i;

/** Whether an envelope asks or answers, by the first element of its body; undefined when that was not logged. */
export function envelopeKind(xml: string): 'request' | 'response' | undefined {
  const name = FIRST_IN_BODY.exec(xml)?.[1];
  if (name !== undefined) return name === 'Fault' || name.endsWith('Response') ? 'response' : 'request';
  // Only answers say which server they are from.
  return /<(?:[\w.-]+:)?ServerVersionInfo\b/.test(xml) ? 'response' : undefined;
}

/** One HTTP message, or an envelope without one, put together from records of one thread. */
export class HttpMessage {
  readonly start: StartLine | undefined;
  readonly #fragments: Fragment[] = [];
  /** Parts of the head that count only if what follows goes on with it. */
  #tentative: Fragment[] = [];
  /** The text up to the fragment in which the envelope begins; joining more at every step would cost the square of the length. */
  #text = '';
  #hasEnvelope = false;
  /** The last characters, in which an end tag may be split between two records. */
  #tail = '';
  #trail = new TagTrail();
  #length = 0;
  #patience = PATIENCE;
  /** What the records after it may bring: the rest of its headers or body, at most an envelope, or nothing. */
  #stage: 'head' | 'body' | 'waiting' | 'done' = 'head';

  constructor(start: StartLine | undefined, record: TraceRecord, text: string) {
    this.start = start;
    this.#add({ record, text, doubt: 'none' });
  }

  /** A message that goes on from here by itself. */
  fork(): HttpMessage {
    const [first] = this.#fragments;
    if (first === undefined) throw new Error('a message has at least one part');
    const copy = new HttpMessage(this.start, first.record, '');
    copy.#fragments.splice(0, 1, ...this.#fragments);
    copy.#tentative = [...this.#tentative];
    copy.#text = this.#text;
    copy.#hasEnvelope = this.#hasEnvelope;
    copy.#tail = this.#tail;
    copy.#trail = this.#trail.fork();
    copy.#length = this.#length;
    copy.#patience = this.#patience;
    copy.#stage = this.#stage;
    return copy;
  }

  /** The next record of the thread may belong to it whatever it holds. */
  get isUnfinished(): boolean {
    return this.#stage === 'head' || this.#stage === 'body' || (this.#stage === 'waiting' && this.#patience > 0);
  }

  /** Its envelope has begun and not ended. */
  get isInEnvelope(): boolean {
    return this.#hasEnvelope && this.#stage === 'body';
  }

  /** A text of this record that it did not take may still go on with what somebody wrote in it. */
  mayHaveWritten(record: TraceRecord): boolean {
    if (!this.isInEnvelope || this.#isSameFunction(record) === false) return false;
    return this.#length > MAX_LENGTH || this.#trail.isInWritten;
  }

  get isResponse(): boolean {
    return this.start === undefined ? envelopeKind(this.#text) === 'response' : this.start.status !== undefined;
  }

  /** Takes the text of the next record of the thread if it goes on with this message; an envelope may follow it in its record. */
  continueWith(record: TraceRecord, text: string, isBeforeEnvelope: boolean): boolean {
    if (!this.isUnfinished || this.#length > MAX_LENGTH) return false;
    switch (this.#stage) {
      case 'head':
        return this.#continueHead(record, text, isBeforeEnvelope);
      case 'body':
        return this.#continueBody(record, text);
      case 'waiting':
        this.#patience--;
        if (!(ENVELOPE_BEGINS.test(text) || PLAIN_ANSWER.test(text)) || !this.#mayHaveEnvelope()) return false;
        this.#add({ record, text: `\n\n${text}`, doubt: 'none' });
        return true;
      case 'done':
        return false;
    }
  }

  /** Takes an envelope logged in a record of its own, if this is the message it belongs to. */
  takeEnvelope(record: TraceRecord, xml: string): boolean {
    if (this.#stage === 'done' || this.#hasEnvelope || !this.#mayHaveEnvelope()) return false;
    const kind = envelopeKind(xml);
    if (kind !== undefined && (kind === 'response') !== this.isResponse) return false;
    this.#tentative = [];
    this.#add({ record, text: this.#stage === 'body' ? xml : `\n\n${xml}`, doubt: 'none' });
    return true;
  }

  /** Ends the message: its head, its envelope, and whether that is cut. */
  finish(): FinishedMessage {
    const { text, left } = settle(this.#fragments);
    const envelopeAt = ENVELOPE_START.exec(text)?.index ?? -1;
    const headEnd = endOfHead(text);
    const envelope = envelopeAt < 0 ? undefined : text.slice(envelopeAt);
    const end = envelope === undefined ? undefined : ENVELOPE_END.exec(envelope);
    const rest = envelope === undefined && headEnd >= 0 ? text.slice(headEnd) : '';
    return {
      start: this.start,
      head: this.start === undefined ? '' : text.slice(0, headEnd < 0 ? undefined : headEnd),
      ...(envelope === undefined ? {} : { envelope: end ? envelope.slice(0, end.index + end[0].length) : envelope }),
      ...(PLAIN_ANSWER.test(rest) ? { plainAnswer: rest } : {}),
      isPage: envelope === undefined && isPage(text, rest),
      isLogonForm: isLogonPage(rest),
      isCut: envelope === undefined ? this.#stage === 'body' : end === null,
      fragments: this.#fragments.map((fragment) => fragment.record),
      left,
      cite: (needle) => this.#cite(needle),
    };
  }

  /** By function and component; undefined where the format states neither. */
  #isSameFunction(record: TraceRecord): boolean | undefined {
    const first = this.#fragments[0]?.record;
    if (first?.function === undefined && record.function === undefined) {
      return first?.component === record.component ? undefined : false;
    }
    return first?.function === record.function && first?.component === record.component;
  }

  #continueHead(record: TraceRecord, text: string, isBeforeEnvelope: boolean): boolean {
    const isSameFunction = this.#isSameFunction(record);
    const head = this.#text + this.#tentative.map((part) => part.text).join('');
    // `<html><body>…` behind a head without its blank line: nothing of this message comes any more.
    if (/^\s*</.test(text) && OTHER_CONTENT.test(head)) {
      this.#stage = 'done';
      return false;
    }
    const fit = headFit(head, { text, isBeforeEnvelope, isSameFunction });
    if (fit === 'no' || (fit === 'perhaps' && findTransportError(text) !== undefined)) return false;
    this.#tentative.push({ record, text, doubt: 'none' });
    if (fit === 'perhaps') return true;
    const parts = this.#tentative;
    this.#tentative = [];
    for (const part of parts) {
      this.#add({ ...part, text: joinHead(this.#text, part.text).slice(this.#text.length) });
    }
    return true;
  }

  #continueBody(record: TraceRecord, text: string): boolean {
    const isSameFunction = this.#isSameFunction(record);
    const hasMarkup = /[<>]/.test(text);
    if (!hasMarkup && (isSameFunction === false || !this.#trail.mayHold(text))) return false;
    const doubt = isSameFunction === false ? 'strong' : hasMarkup && isSameFunction === true ? 'none' : 'some';
    this.#add({ record, text, doubt });
    return true;
  }

  #mayHaveEnvelope(): boolean {
    return !(this.#isBodyless() || OTHER_CONTENT.test(this.#text));
  }

  #add(fragment: Fragment): void {
    const { text } = fragment;
    this.#fragments.push(fragment);
    this.#length += text.length;
    if (this.#hasEnvelope) {
      this.#trail.add(text);
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
      this.#trail.add(text.slice(envelope.index));
      return ENVELOPE_END.test(text.slice(envelope.index)) ? 'done' : 'body';
    }
    if (this.start === undefined) return 'body';
    const headEnd = endOfHead(text);
    if (headEnd < 0) return this.#isBodyless() ? 'done' : 'head';
    const rest = text.slice(headEnd).trim();
    if (rest === '') return this.#isBodyless() ? 'done' : 'waiting';
    return ENVELOPE_BEGINS.test(rest) ? 'body' : 'done';
  }

  #isBodyless(): boolean {
    return (
      /\bContent-Length:[ \t]*0(?!\d)/i.test(this.#text) ||
      this.start?.method === 'GET' ||
      this.start?.method === 'HEAD'
    );
  }

  /** Cites the first part that shows the text, else the first that holds it, else the beginning. */
  #cite(needle: string): Ref | undefined {
    const before = new PrivateTrail();
    let held: Ref | undefined;
    for (const { record, text } of this.#fragments) {
      if (text.includes(needle)) {
        const ref = cite(record, needle, before.isInside);
        if (ref.text.includes(needle)) return ref;
        held ??= ref;
      }
      before.add(text);
    }
    const first = this.#fragments[0];
    return held ?? (first === undefined ? undefined : cite(first.record));
  }
}

export interface FinishedMessage {
  readonly start: StartLine | undefined;
  /** Start line and headers; empty for an envelope logged without them. */
  readonly head: string;
  readonly envelope?: string;
  /** An answer of autodiscover that is no SOAP. */
  readonly plainAnswer?: string;
  /** A page for people to read stands where an envelope would. */
  readonly isPage: boolean;
  /** It is a form to sign in. */
  readonly isLogonForm: boolean;
  /** The text ends before the message does. */
  readonly isCut: boolean;
  readonly fragments: readonly TraceRecord[];
  /** Texts that stood among its parts and are none of it, as far as can be told. */
  readonly left: readonly Fragment[];
  /** Cites the line on which a text of the message stands, else its first line. */
  readonly cite: (needle: string) => Ref | undefined;
}
