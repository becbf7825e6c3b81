import type { BundleFile } from '../input/bundle-file.ts';
import { type Coding, codingOf, decode } from '../input/encoding.ts';
import { type LineEnds, lineEnds } from './line-ends.ts';

/** What stands at an offset of a text. */
export interface Passage {
  /** From 1. */
  readonly line: number;
  /** A line begins here, or an event of XML: what a citation may point at. */
  readonly isStart: boolean;
  /** Up to the end of the line or of the event. */
  text(): string;
}

/** What is wanted of a file, in one pass. */
export interface Wants {
  /** In rising order, each once. */
  readonly offsets: readonly number[];
  /** The highest line of which it is wanted whether it is there; 0 for none. */
  readonly lastLine: number;
  /** Told of each offset that the file reaches, in order. */
  readonly onPassage: (offset: number, passage: Passage) => void;
  readonly onBytes?: (bytes: number) => void;
}

/** A record has no more bytes than this, so no citation is of what stands behind them. */
export const LONGEST: number = 4 << 20;
/** The encoding is told by so many bytes, as when the file was analysed. */
export const HEAD_BYTES: number = 1 << 16;
const EVENT = '<Event';
const EVENT_END = '</Event>';

/** One pass over a text. It holds a window that begins at the first place still wanted. */
class TextPass {
  readonly #wants: Wants;
  #coding: Coding = codingOf(new Uint8Array());
  #ends: LineEnds = lineEnds(this.#coding);
  #held: Buffer = Buffer.alloc(0);
  /** Offset of the window in the file. */
  #start = 0;
  /** Bytes of the window that are counted, and the line feeds in front of there. */
  #counted = 0;
  #feeds = 0;
  /** A line begins where the window does. */
  #beginsLine = true;
  #next = 0;

  constructor(wants: Wants) {
    this.#wants = wants;
  }

  get lines(): number {
    return this.#feeds + 1;
  }

  get isDone(): boolean {
    return this.#next >= this.#wants.offsets.length && this.lines >= this.#wants.lastLine;
  }

  begin(head: Buffer): void {
    this.#coding = codingOf(head);
    this.#ends = lineEnds(this.#coding);
  }

  /** Takes the next bytes, which stay valid for this call alone. */
  add(chunk: Uint8Array, isLast: boolean): void {
    this.#held = Buffer.concat([this.#held, chunk]);
    const { unit } = this.#coding;
    const end = this.#held.length - (this.#held.length % unit);
    while (this.#next < this.#wants.offsets.length && this.#tell(end, isLast)) this.#next++;
    const wanted = Math.min((this.#wants.offsets[this.#next] ?? Number.POSITIVE_INFINITY) - this.#start, end);
    this.#drop(wanted - (wanted % unit));
  }

  /** Tells of the next place wanted; false where more bytes are needed for it, or it lies behind them. */
  #tell(end: number, isLast: boolean): boolean {
    const offset = this.#wants.offsets[this.#next] ?? 0;
    const at = offset - this.#start;
    if (at >= end) return false;
    const { unit, bom } = this.#coding;
    const isAligned = at % unit === 0;
    const textOf = (to: number): string => decode(this.#held.subarray(at, to), this.#coding).text;
    const isFull = isLast || end - at >= LONGEST;
    if (!isFull && end - at < EVENT.length * unit) return false;
    const isEvent = textOf(Math.min(end, at + EVENT.length * unit)) === EVENT;
    const close = isEvent ? this.#held.indexOf(this.#bytesOf(EVENT_END), at) : -1;
    const feed = close < 0 || close >= end ? this.#ends.next(this.#held, at, end) : -1;
    const stop = close >= 0 && close < end ? close : feed;
    if (stop < 0 && !isFull) return false;
    this.#countTo(at);
    const isLineStart = offset === bom || (at === 0 ? this.#beginsLine : this.#endsBefore(at));
    const to = Math.min(stop < 0 ? end : stop, at + LONGEST);
    let text: string | undefined;
    this.#wants.onPassage(offset, {
      line: this.lines,
      isStart: isAligned && (isLineStart || isEvent),
      text: () => {
        text ??= textOf(to);
        return text;
      },
    });
    return true;
  }

  #endsBefore(at: number): boolean {
    const { unit } = this.#coding;
    return at % unit === 0 && this.#ends.next(this.#held, at - unit, at) === at - unit;
  }

  #bytesOf(text: string): Buffer {
    const { unit, encoding } = this.#coding;
    if (unit === 1) return Buffer.from(text, 'latin1');
    const wide = Buffer.from(text, 'utf16le');
    return encoding === 'utf-16be' ? wide.swap16() : wide;
  }

  #countTo(at: number): void {
    this.#feeds += this.#ends.count(this.#held, this.#counted, at);
    this.#counted = Math.max(this.#counted, at);
  }

  /** Lets go of the first bytes of the window. */
  #drop(bytes: number): void {
    this.#countTo(bytes);
    if (bytes > 0) this.#beginsLine = this.#endsBefore(bytes);
    this.#held = Buffer.from(this.#held.subarray(bytes));
    this.#start += bytes;
    this.#counted -= bytes;
  }
}

/**
 * Reads a text up to the last place that is wanted of it; answers how many lines there are up to there. Offsets behind the end of the
 * file are told nothing of. Errors of the system are thrown as they are.
 */
export async function reopenText(file: BundleFile, wants: Wants): Promise<number> {
  const pass = new TextPass(wants);
  let head: Buffer | undefined = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of file.chunks()) {
    bytes += chunk.length;
    wants.onBytes?.(bytes);
    if (head === undefined) pass.add(chunk, false);
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
      pass.begin(head.subarray(0, HEAD_BYTES));
      pass.add(head, false);
      head = undefined;
    }
    if (pass.isDone) return pass.lines;
  }
  if (head !== undefined) pass.begin(head);
  pass.add(head ?? new Uint8Array(), true);
  return pass.lines;
}
