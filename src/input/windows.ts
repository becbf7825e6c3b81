import type { Encoding } from '../model/source.ts';
import type { BundleFile } from './bundle-file.ts';
import { type Coding, codingOf, type Decoded, decode, isUtf8Slice, toUnits } from './encoding.ts';

/** Bytes of a file that formats may judge it by. */
export const HEAD_SIZE: number = 1 << 16;
/** A record longer than this is cut, and said so: an event of a trace has at most 64 KiB, a logged SOAP body some MiB. */
const MAX_RECORD_UNITS = 8 << 20;
/** Bytes handed to a reader at once. */
const WINDOW_BYTES = Number(process.env['WB'] ?? 4096) << 10;

/** A stretch of a file's text, one character a code unit (encoding.ts). */
export interface Window {
  readonly units: string;
  /** Byte offset of the first unit in the file. */
  readonly offset: number;
  readonly lines: LineCounter;
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

/** Line numbers of places in a window, asked for in rising order. */
export class LineCounter {
  readonly #units: string;
  #line: number;
  #next: number;

  /** `line` is the number of the window's first line, from 1. */
  constructor(units: string, line: number) {
    this.#units = units;
    this.#line = line;
    this.#next = units.indexOf('\n');
  }

  lineAt(index: number): number {
    while (this.#next >= 0 && this.#next < index) {
      this.#line++;
      this.#next = this.#units.indexOf('\n', this.#next + 1);
    }
    return this.#line;
  }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** Bytes not yet used, at the start of one buffer that is filled again and again: windows are never glued from strings. */
class ByteWindow {
  #buffer: Buffer;
  #filled = 0;

  constructor(size: number) {
    this.#buffer = Buffer.allocUnsafe(size);
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#filled);
  }

  get isFull(): boolean {
    return this.#filled === this.#buffer.length;
  }

  /** Takes as much of `chunk` as there is room for; answers how much. */
  fill(chunk: Uint8Array): number {
    const taken = Math.min(chunk.length, this.#buffer.length - this.#filled);
    this.#buffer.set(chunk.subarray(0, taken), this.#filled);
    this.#filled += taken;
    return taken;
  }

  /** Forgets the first bytes. Where nothing was used, a record is longer than the buffer, which doubles. */
  use(bytes: number): void {
    if (bytes === 0 && this.isFull) {
      const larger = Buffer.allocUnsafe(2 * this.#buffer.length);
      this.#buffer.copy(larger);
      this.#buffer = larger;
      return;
    }
    this.#buffer.copyWithin(0, bytes, this.#filled);
    this.#filled -= bytes;
  }
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
    const window = new ByteWindow(Math.min(WINDOW_BYTES, Math.max(file.bytes, start.length) + 2));
    let offset: number = coding.bom;
    let line = 1;
    let bytes: number = coding.bom;
    let isUtf8 = coding.encoding === 'utf-8';
    const step = (isLast: boolean): void => {
      const units = toUnits(window.bytes, coding);
      const lines = new LineCounter(units, line);
      const used = read({ units, offset, lines, isLast, isFull: units.length >= MAX_RECORD_UNITS });
      line = lines.lineAt(used);
      offset += used * coding.unit;
      window.use(used * coding.unit);
    };
    for await (const chunk of allChunks()) {
      bytes += chunk.length;
      if (isUtf8 && !isUtf8Slice(chunk)) isUtf8 = false;
      for (let at = 0; at < chunk.length; ) {
        at += window.fill(chunk.subarray(at));
        if (window.isFull) step(false);
      }
      onBytes?.(bytes);
    }
    step(true);
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
