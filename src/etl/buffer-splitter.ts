import {
  BUFFER_HEADER_SIZE,
  type BufferHeader,
  isLikelyHeader,
  LARGEST_BUFFER,
  readBufferHeader,
  SIZE_AT,
} from './buffer-header.ts';
import { ByteQueue } from './byte-queue.ts';
import { isEtl } from './is-etl.ts';

/** A buffer as it stands in the file. Its bytes are valid until the next one is asked for. */
export interface FoundBuffer {
  readonly header: BufferHeader;
  /** Its number in the file, from 0. */
  readonly index: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** The file ends before the buffer does. */
  readonly isCut: boolean;
}

/** Told what is wrong with the file: bytes that are no buffer, or an end within one. */
export type DamageListener = (code: 'ETL_BROKEN' | 'ETL_TRUNCATED', text: string) => void;

interface Gap {
  readonly start: number;
  readonly statedSize: number;
  holdsData: boolean;
}

/** How long the next buffer is, if it is one; `wanted`: so many bytes of it and of what stands behind it are needed to tell. */
interface Judged {
  readonly size: number;
  readonly wanted: number;
}

/** TRACE_LOGFILE_HEADER, which begins with the size, stands behind the 32 bytes of its record's header. */
const LOG_BUFFER_SIZE_AT = BUFFER_HEADER_SIZE + 32;
const NO_BYTES = new Uint8Array(0);
const HEADER_FIRST: Judged = { size: BUFFER_HEADER_SIZE, wanted: BUFFER_HEADER_SIZE };

/**
 * Cuts the chunks of a log into its buffers: each states its own size. Where one states a size that cannot be, those behind it
 * are looked for at multiples of the size that the log's header states; another size than that is believed only where a buffer, or the
 * end of the file, stands behind it. Zeros up to the end of the file are the rest of a file whose space was reserved. Memory: what a
 * buffer really has, 16 MiB at most, and twice that where sizes are wrong.
 */
export class BufferSplitter {
  readonly #told: DamageListener;
  #index: number;
  /** Offset in the file of the first byte not yet used. */
  #offset: number;
  /** From there on, where a chunk ended too early. */
  readonly #held = new ByteQueue();
  #toSkip = 0;
  #gap: Gap | undefined;
  /** Size of the log's buffers, where all have the same: known once the first has been read. */
  stride: number | undefined;

  constructor(told: DamageListener, offset = 0, index = 0, stride?: number) {
    this.#told = told;
    this.#offset = offset;
    this.#index = index;
    this.stride = stride;
  }

  /** The buffers that end in this chunk. All of them must be asked for before the next chunk is pushed. */
  push(chunk: Uint8Array): Generator<FoundBuffer> {
    return this.#buffers(chunk, false);
  }

  /** The file has ended: what there is of its last buffers. */
  *finish(): Generator<FoundBuffer> {
    yield* this.#buffers(NO_BYTES, true);
    const rest = this.#held.bytes;
    if (this.#gap === undefined ? rest.length > 0 : rest.some((byte) => byte !== 0))
      this.#told('ETL_TRUNCATED', `it ends in the header of buffer ${this.#index}, at byte ${this.#offset}`);
    if (this.#gap?.holdsData === true) this.#endGap();
  }

  *#buffers(chunk: Uint8Array, isEnd: boolean): Generator<FoundBuffer> {
    let at = 0;
    for (;;) {
      if (this.#toSkip > 0) at += this.#skip(chunk.subarray(at));
      const isHeld = this.#held.length > 0;
      const bytes = isHeld ? this.#held.bytes : chunk.subarray(at);
      if (bytes.length === 0) return;
      const judged = this.#judge(bytes, isEnd);
      if (judged === 'impossible') {
        this.#skipBuffer(bytes);
        continue;
      }
      const { size, wanted } = judged;
      if (bytes.length < wanted && !isEnd) {
        const more = chunk.subarray(at, at + wanted - this.#held.length);
        this.#held.add(more);
        at += more.length;
        if (this.#held.length < wanted) return;
        continue;
      }
      if (bytes.length < BUFFER_HEADER_SIZE) return;
      const there = Math.min(size, bytes.length);
      if (there < size) {
        const text = `${there} of ${size} bytes are there`;
        this.#told('ETL_TRUNCATED', `it ends in buffer ${this.#index}, at byte ${this.#offset}: ${text}`);
      }
      if (isHeld) this.#held.drop(there);
      else at += there;
      yield this.#found(bytes.subarray(0, there), size);
    }
  }

  #found(bytes: Uint8Array, size: number): FoundBuffer {
    this.#endGap();
    const header = readBufferHeader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);
    if (header.size !== size) {
      const text = `buffer ${this.#index} states a size of ${header.size}, and the log one of ${size}`;
      this.#told('ETL_BROKEN', text);
    }
    const found = { header, index: this.#index, offset: this.#offset, bytes, isCut: bytes.length < size };
    this.#index++;
    this.#offset += bytes.length;
    return found;
  }

  #judge(bytes: Uint8Array, isEnd: boolean): Judged | 'impossible' {
    if (bytes.length < BUFFER_HEADER_SIZE) return HEADER_FIRST;
    const size = statedSize(bytes);
    if (!isPossible(size)) return this.#judgeByLog(bytes);
    const { stride } = this;
    if (size === stride) return { size, wanted: size };
    // Behind damage, where bytes may be anything, only a buffer of the usual size is believed.
    if (this.#gap !== undefined) return 'impossible';
    // Whoever reads a part of the file knows the stride before the first buffer; the others do not.
    if (stride === undefined || this.#index === 0) return { size, wanted: size };
    return this.#judgeOdd(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), size, stride, isEnd);
  }

  /** The first buffer holds the log's header, which states the size of all: what it states of itself is not needed. */
  #judgeByLog(bytes: Uint8Array): Judged | 'impossible' {
    if (this.#index > 0 || this.#offset > 0 || this.#gap !== undefined || !isEtl(bytes)) return 'impossible';
    const needed = LOG_BUFFER_SIZE_AT + 4;
    if (bytes.length < needed) return { size: needed, wanted: needed };
    const size = new DataView(bytes.buffer, bytes.byteOffset, needed).getUint32(LOG_BUFFER_SIZE_AT, true);
    return isPossible(size) ? { size, wanted: size } : 'impossible';
  }

  /** A buffer of another size than the others: such as have buffers of the usual size within, or nothing behind, are none. */
  #judgeOdd(view: DataView, size: number, stride: number, isEnd: boolean): Judged | 'impossible' {
    const there = view.byteLength - BUFFER_HEADER_SIZE;
    const isUsual = (at: number): boolean => view.getUint32(at + SIZE_AT, true) === stride && isLikelyHeader(view, at);
    const next = this.#toMultiple(stride);
    if (there < next && next < size && !isEnd) return { size, wanted: next + BUFFER_HEADER_SIZE };
    if (there >= next && next < size && isUsual(next)) return 'impossible';
    if (there < size && !isEnd) return { size, wanted: size + BUFFER_HEADER_SIZE };
    for (let at = next; at < size && at <= there; at += stride) if (isUsual(at)) return 'impossible';
    if (there < size) return { size, wanted: size };
    return isLikelyHeader(view, size) || isZero(view, size) ? { size, wanted: size } : 'impossible';
  }

  /** Bytes to the next place where a buffer of the usual size can begin. */
  #toMultiple(stride: number): number {
    return stride - (this.#offset % stride);
  }

  /** `bytes` begin with the header of a buffer that is none. */
  #skipBuffer(bytes: Uint8Array): void {
    this.#gap ??= { start: this.#offset, statedSize: statedSize(bytes), holdsData: false };
    this.#toSkip = this.stride === undefined ? Number.POSITIVE_INFINITY : this.#toMultiple(this.stride);
  }

  /** Passes over what is to be skipped, held bytes first; answers how many of the chunk. */
  #skip(chunk: Uint8Array): number {
    const held = this.#held.bytes.subarray(0, this.#toSkip);
    const pushed = chunk.subarray(0, this.#toSkip - held.length);
    this.#lookAtGap(held);
    this.#lookAtGap(pushed);
    this.#held.drop(held.length);
    this.#toSkip -= held.length + pushed.length;
    this.#offset += held.length + pushed.length;
    return pushed.length;
  }

  #lookAtGap(bytes: Uint8Array): void {
    const gap = this.#gap;
    if (gap !== undefined && !gap.holdsData) gap.holdsData = bytes.some((byte) => byte !== 0);
  }

  #endGap(): void {
    if (this.#gap === undefined) return;
    const { start, statedSize } = this.#gap;
    this.#gap = undefined;
    const why = `a buffer there states a size of ${statedSize}`;
    this.#told('ETL_BROKEN', `bytes ${start} to ${this.#offset} are no buffers: ${why}`);
  }
}

function isPossible(size: number): boolean {
  return size >= BUFFER_HEADER_SIZE && size <= LARGEST_BUFFER;
}

function statedSize(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(SIZE_AT, true);
}

/** The space that was reserved for the file begins there. */
function isZero(view: DataView, at: number): boolean {
  for (let i = 0; i < BUFFER_HEADER_SIZE; i++) if (view.getUint8(at + i) !== 0) return false;
  return true;
}
