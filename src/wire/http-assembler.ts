import type { TraceRecord } from '../model/record.ts';
import { type FinishedMessage, HttpMessage } from './http-message.ts';
import { startLines } from './http-text.ts';
import { piecesOf } from './message-pieces.ts';
import { endsEnvelope, isTornPart } from './torn-text.ts';

/** A record that ends inside a start line: `HTTP/1.1 20`, `POST /EWS/Exchange.asmx HTTP/1.` */
interface CutStart {
  readonly record: TraceRecord;
  readonly text: string;
  /** Records of the thread that may still bring the rest. */
  patience: number;
}

/** The text of a record that belongs to no HTTP message. */
export interface Rest {
  readonly text: string;
  /** It may be a part of what somebody wrote: of it no more than the evidence may be cited. */
  readonly isDoubtful: boolean;
}

const CUT_START = /(?:\b[A-Z]{3,7} \S{1,4000} HTTP\/\d\.|\bHTTP\/\d(?:\.\d?)?(?: \d{0,2})?)$/;
const PATIENCE = 8;

function threadKey(pid: number | undefined, tid: number | undefined): string | undefined {
  return pid === undefined && tid === undefined ? undefined : `${pid ?? ''}.${tid ?? ''}`;
}

function cutStartOf(record: TraceRecord): CutStart | undefined {
  if (!record.message.slice(-12).includes('HTTP/')) return undefined;
  const text = CUT_START.exec(record.message.slice(-4100))?.[0];
  if (text === undefined) return undefined;
  const isWhole = startLines(record.message).some(({ index, length }) => index + length === record.message.length);
  return isWhole ? undefined : { record, text, patience: PATIENCE };
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
  readonly #cutStarts = new Map<string, CutStart>();
  /** Threads with parts of a message whose beginning is lost, by the record that showed it last. */
  readonly #torn = new Map<string, TraceRecord>();

  constructor(onMessage: (message: FinishedMessage) => void) {
    this.#onMessage = onMessage;
  }

  /** An assembler that goes on from here by itself. */
  fork(onMessage: (message: FinishedMessage) => void): HttpAssembler {
    const copy = new HttpAssembler(onMessage);
    for (const [key, message] of this.#open) copy.#open.set(key, message.fork());
    for (const key of this.#unfinished) copy.#unfinished.add(key);
    for (const [key, cutStart] of this.#cutStarts) copy.#cutStarts.set(key, { ...cutStart });
    for (const [key, record] of this.#torn) copy.#torn.set(key, record);
    return copy;
  }

  followsAny(): boolean {
    return this.#unfinished.size > 0 || this.#cutStarts.size > 0;
  }

  follows(pid: number | undefined, tid: number | undefined): boolean {
    const key = threadKey(pid, tid);
    return key !== undefined && (this.#unfinished.has(key) || this.#cutStarts.has(key));
  }

  /** Whether nothing that went before can make a part of a message of a text of the thread. */
  isIdle(pid: number | undefined, tid: number | undefined): boolean {
    const key = threadKey(pid, tid);
    if (this.#torn.size > 0 && this.#torn.has(key ?? '')) return false;
    return key === undefined || !(this.#open.has(key) || this.#cutStarts.has(key));
  }

  /** Takes the next record of a source. Answers the text of it that belongs to no HTTP message. */
  add(record: TraceRecord): Rest {
    const key = threadKey(record.pid, record.tid);
    let open = key === undefined ? undefined : this.#open.get(key);
    const before = key === undefined ? undefined : this.#startBefore(key, record);
    const text = (before?.text ?? '') + record.message;
    const { lead, pieces } = piecesOf(text, before === undefined && open?.isInEnvelope === true);
    let rest = lead;
    const isBeforeEnvelope = pieces[0] !== undefined && pieces[0].start === undefined;
    if (lead !== '' && open?.continueWith(record, lead, isBeforeEnvelope) === true) rest = '';
    const isDoubtful = rest !== '' && this.#isDoubtful(key ?? '', record, rest, open);
    if (pieces.length > 0) this.#torn.delete(key ?? '');
    for (const piece of pieces) {
      if (piece.start === undefined && open?.takeEnvelope(record, piece.text) === true) continue;
      if (open !== undefined) this.#onMessage(open.finish());
      open = new HttpMessage(piece.start, piece === pieces[0] ? (before?.record ?? record) : record, piece.text);
    }
    if (key === undefined) {
      if (open !== undefined) this.#onMessage(open.finish());
      return { text: rest, isDoubtful };
    }
    this.#keep(key, open);
    const cutStart = cutStartOf(record);
    if (cutStart !== undefined) this.#cutStarts.set(key, cutStart);
    return { text: rest, isDoubtful };
  }

  /** Ends all messages still open: the source is over. */
  end(): void {
    for (const message of this.#open.values()) this.#onMessage(message.finish());
    this.#open.clear();
    this.#unfinished.clear();
    this.#cutStarts.clear();
  }

  /** Whether a text that no message took may go on with what somebody wrote, in an open message or in one that is torn. */
  #isDoubtful(key: string, record: TraceRecord, text: string, open: HttpMessage | undefined): boolean {
    const torn = this.#torn.get(key);
    const isTorn = isTornPart(text);
    if (isTorn) this.#torn.set(key, record);
    else if (endsEnvelope(text)) this.#torn.delete(key);
    if (isTorn || open?.mayHaveWritten(record) === true) return true;
    return torn !== undefined && torn.function === record.function && torn.component === record.component;
  }

  /** The beginning of a start line that this record ends, if it does. */
  #startBefore(key: string, record: TraceRecord): CutStart | undefined {
    const cutStart = this.#cutStarts.get(key);
    if (cutStart === undefined) return undefined;
    const { function: name, component } = cutStart.record;
    const joined = name === record.function && component === record.component ? cutStart.text + record.message : '';
    const isEnded = startLines(joined).some(({ index, length }) => index === 0 && length > cutStart.text.length);
    if (isEnded || --cutStart.patience <= 0) this.#cutStarts.delete(key);
    return isEnded ? cutStart : undefined;
  }

  #keep(key: string, open: HttpMessage | undefined): void {
    if (open === undefined) return;
    this.#open.set(key, open);
    if (open.isUnfinished) this.#unfinished.add(key);
    else this.#unfinished.delete(key);
  }
}
