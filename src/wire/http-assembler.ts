import type { TraceRecord } from '../model/record.ts';
import { type FinishedMessage, HttpMessage } from './http-message.ts';
import { type StartLine, startLines } from './http-text.ts';

/** A part of a record's text in which one HTTP message or envelope begins. */
interface Piece {
  readonly start: StartLine | undefined;
  readonly text: string;
}

const ENVELOPE = /(?:<\?xml[^>]*\?>\s*)?<(?:[\w.-]+:)?Envelope(?:[\s>]|$)/g;
const ENVELOPE_END = /<\/(?:[\w.-]+:)?Envelope\s*>/;

function threadKey(pid: number | undefined, tid: number | undefined): string | undefined {
  return pid === undefined && tid === undefined ? undefined : `${pid ?? ''}.${tid ?? ''}`;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where envelopes stand in a text, one that goes on from the record before included. */
function envelopesOf(text: string, isInEnvelope: boolean): readonly Stretch[] {
  const found: Stretch[] = [];
  const begins = [...text.matchAll(ENVELOPE)].map((match) => match.index);
  for (const [i, start] of (isInEnvelope ? [0, ...begins] : begins).entries()) {
    const next = (isInEnvelope ? begins[i] : begins[i + 1]) ?? text.length;
    const end = ENVELOPE_END.exec(text.slice(start, next));
    // Without its end tag an envelope may have been cut for good: what follows may be another message.
    if (end !== null) found.push({ start, end: start + end.index });
  }
  return found;
}

/**
 * Cuts the text of a record where HTTP messages and envelopes of their own begin; the first part may hold neither. What
 * people write may look like a start line, too: inside a whole envelope none begins.
 */
function piecesOf(text: string, isInEnvelope: boolean): { readonly lead: string; readonly pieces: readonly Piece[] } {
  const envelopes = text.includes('Envelope') ? envelopesOf(text, isInEnvelope) : [];
  const starts = startLines(text).filter(
    ({ index }) => !envelopes.some((envelope) => index > envelope.start && index < envelope.end),
  );
  const cuts: { index: number; start: StartLine | undefined }[] = starts.map((start) => ({
    index: start.index,
    start,
  }));
  for (const envelope of text.matchAll(ENVELOPE)) {
    const before = starts.filter((start) => start.index < envelope.index).at(-1);
    const between = text.slice(before?.index ?? 0, envelope.index);
    // The first envelope behind a start line is that message's body.
    if (before === undefined || ENVELOPE_END.test(between)) cuts.push({ index: envelope.index, start: undefined });
  }
  cuts.sort((a, b) => a.index - b.index);
  const pieces = cuts.map(({ index, start }, i) => ({ start, text: text.slice(index, cuts[i + 1]?.index) }));
  return { lead: text.slice(0, cuts[0]?.index), pieces };
}

/**
 * Puts HTTP messages together from the records of each process and thread: headers and envelope in one record or in
 * several, an envelope cut at the end of a record and continued in the next, or cut for good, which it is when the next
 * HTTP message of its thread begins (contract section 4).
 */
export class HttpAssembler {
  readonly #onMessage: (message: FinishedMessage) => void;
  readonly #open = new Map<string, HttpMessage>();
  readonly #unfinished = new Set<string>();

  constructor(onMessage: (message: FinishedMessage) => void) {
    this.#onMessage = onMessage;
  }

  followsAny(): boolean {
    return this.#unfinished.size > 0;
  }

  follows(pid: number | undefined, tid: number | undefined): boolean {
    const key = threadKey(pid, tid);
    return key !== undefined && this.#unfinished.has(key);
  }

  /** Takes the next record of a source. Answers the text of it that belongs to no HTTP message. */
  add(record: TraceRecord): string {
    const key = threadKey(record.pid, record.tid);
    let open = key === undefined ? undefined : this.#open.get(key);
    const { lead, pieces } = piecesOf(record.message, open?.isInEnvelope === true);
    let rest = lead;
    const isBeforeEnvelope = pieces[0] !== undefined && pieces[0].start === undefined;
    if (lead !== '' && open?.continueWith(record, lead, isBeforeEnvelope) === true) rest = '';
    for (const piece of pieces) {
      if (piece.start === undefined && open?.takeEnvelope(record, piece.text) === true) continue;
      if (open !== undefined) this.#onMessage(open.finish());
      open = new HttpMessage(piece.start, record, piece.text);
    }
    if (key === undefined) {
      if (open !== undefined) this.#onMessage(open.finish());
      return rest;
    }
    this.#keep(key, open);
    return rest;
  }

  /** Ends all messages still open: the source is over. */
  end(): void {
    for (const message of this.#open.values()) this.#onMessage(message.finish());
    this.#open.clear();
    this.#unfinished.clear();
  }

  #keep(key: string, open: HttpMessage | undefined): void {
    if (open === undefined) return;
    this.#open.set(key, open);
    if (open.isUnfinished) this.#unfinished.add(key);
    else this.#unfinished.delete(key);
  }
}
