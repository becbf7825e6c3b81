import type { Encoding } from '../model/source.ts';
import type { BundleFile } from './bundle-file.ts';
import { type Coding, codingOf, type Decoded, decode, isUtf8Slice, toUnits } from './encoding.ts';

/** Bytes of a file that formats may judge it by. */
export const HEAD_SIZE: number = 1 << 16;
/** A record longer than this is cut, and said so: an event of a trace has at most 64 KiB, a logged SOAP body some MiB. */
const MAX_RECORD_UNITS = 8 << 20;
/** Units handed to a reader at once. */
const WINDOW_UNITS = 4 << 20;

/** A stretch of a file's text, one character a code unit (encoding.ts). */
export interface Window {
  readonly units: string;
  /** Byte offset of the first unit in the file. */
  readonly offset: number;
  /** Line number of the first unit, from 1. */
  readonly line: number;
  /** Nothing follows. */
  readonly isLast: boolean;
  /** The window is as long as a record may be: the reader must use up some of it. */
  readonly isFull: boolean;
}

export interface Head {
  readonly bytes: Uint8Array;
  /** The first 64 KiB as text without a byte order mark; empty for binary data. */
  readonly text: string;
  readonly coding: Coding;
}

/** What is known of a text after all of it was read. */
export interface Totals {
  readonly bytes: number;
  readonly encoding: Encoding;
}

/** A file opened for reading as text. */
export interface TextSource {
  readonly file: BundleFile;
  readonly head: Head;
  /** Text of a slice of a window. */
  decode(units: string): Decoded;
  /**
   * Hands the file to `read` window by window. `read` answers how many units it used; the rest comes again at the start
   * of the next window. Progress is told in bytes after each chunk.
   */
  eachWindow(read: (window: Window) => number, onBytes?: (bytes: number) => void): Promise<Totals>;
}

function countLineEnds(units: string, end: number): number {
  let count = 0;
  for (let at = units.indexOf('\n'); at >= 0 && at < end; at = units.indexOf('\n', at + 1)) count++;
  return count;
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** Groups chunks to at least `size` bytes each, an even number of them but for the last group. */
async function* grouped(chunks: AsyncIterator<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    held.push(next.value);
    bytes += next.value.length;
    if (bytes < size) continue;
    const whole = concat(held);
    const even = whole.length & ~1;
    yield whole.subarray(0, even);
    held = even === whole.length ? [] : [whole.subarray(even)];
    bytes = whole.length - even;
  }
  yield concat(held);
}

function headOf(bytes: Uint8Array): Head {
  const coding = codingOf(bytes);
  const isBinary = coding.unit === 1 && bytes.includes(0);
  return { bytes, coding, text: isBinary ? '' : decode(toUnits(bytes.subarray(coding.bom), coding), coding).text };
}

/** Reads the head of a file and makes the rest readable as text, each byte read once. Errors of the system are thrown as they are. */
export async function openText(file: BundleFile): Promise<TextSource> {
  const iterator = file.chunks()[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let firstBytes = 0;
  while (firstBytes < HEAD_SIZE) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    firstBytes += next.value.length;
  }
  const start = concat(first);
  const head = headOf(start.subarray(0, HEAD_SIZE));
  const { coding } = head;

  async function* allChunks(): AsyncGenerator<Uint8Array> {
    yield start.subarray(coding.bom);
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }

  async function eachWindow(read: (window: Window) => number, onBytes?: (bytes: number) => void): Promise<Totals> {
    let rest = '';
    let offset: number = coding.bom;
    let line = 1;
    let bytes: number = coding.bom;
    let isUtf8 = coding.encoding === 'utf-8';
    const step = (units: string, isLast: boolean): void => {
      const used = read({ units, offset, line, isLast, isFull: units.length >= MAX_RECORD_UNITS });
      line += countLineEnds(units, used);
      offset += used * coding.unit;
      rest = units.slice(used);
    };
    for await (const chunk of grouped(allChunks(), WINDOW_UNITS * coding.unit)) {
      bytes += chunk.length;
      if (isUtf8 && !isUtf8Slice(chunk)) isUtf8 = false;
      step(rest + toUnits(chunk, coding), false);
      onBytes?.(bytes);
    }
    step(rest, true);
    const encoding = coding.encoding === 'utf-8' && !isUtf8 ? 'windows-1252' : coding.encoding;
    return { bytes, encoding };
  }

  return { file, head, decode: (units) => decode(units, coding), eachWindow };
}

/** All bytes of a file, up to `limit`. */
export async function readBytes(file: BundleFile, limit: number): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const held: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of file.chunks()) {
    held.push(chunk);
    total += chunk.length;
    if (total > limit) return { bytes: concat(held).subarray(0, limit), isCut: true };
  }
  return { bytes: concat(held), isCut: false };
}

/** Line numbers of places in a window, asked for in rising order. */
export class LineCounter {
  readonly #units: string;
  #line: number;
  #next: number;

  constructor(window: Window) {
    this.#units = window.units;
    this.#line = window.line;
    this.#next = window.units.indexOf('\n');
  }

  lineAt(index: number): number {
    while (this.#next >= 0 && this.#next < index) {
      this.#line++;
      this.#next = this.#units.indexOf('\n', this.#next + 1);
    }
    return this.#line;
  }
}
