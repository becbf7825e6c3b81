import { BUFFER_HEADER_SIZE, type BufferHeader, LARGEST_BUFFER, readBufferHeader, SIZE_AT } from './buffer-header.ts';

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

/**
 * Cuts the chunks of a log into its buffers: each states its own size. Where one states a size that cannot be, those behind it
 * are looked for at multiples of the size that the log's header states. Zeros up to the end of the file are the rest of a file
 * whose space was reserved. Memory: what a buffer really has, 16 MiB at most.
 */
export class BufferSplitter {
  readonly #told: DamageListener;
  #index: number;
  /** Offset in the file of the first byte not yet used. */
  #offset: number;
  #held: Uint8Array = new Uint8Array(0);
  #heldLength = 0;
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
  *push(chunk: Uint8Array): Generator<FoundBuffer> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#toSkip > 0) {
        const count = Math.min(this.#toSkip, chunk.length - at);
        this.#lookAtGap(chunk, at, at + count);
        this.#offset += count;
        this.#toSkip -= count;
        at += count;
        continue;
      }
      const isHeld = this.#heldLength > 0;
      const size = isHeld ? this.#sizeOf(this.#held, 0, this.#heldLength) : this.#sizeOf(chunk, at, chunk.length - at);
      if (size === 'unknown') {
        at += this.#hold(chunk, at, BUFFER_HEADER_SIZE);
      } else if (size === 'impossible') {
        // What is held of it is a header, or a little more.
        this.#skipBuffer(isHeld ? this.#held : chunk.subarray(at));
      } else if (isHeld) {
        at += this.#hold(chunk, at, size);
        if (this.#heldLength < size) return;
        this.#heldLength = 0;
        yield this.#found(this.#held.subarray(0, size), size);
      } else if (at + size <= chunk.length) {
        at += size;
        yield this.#found(chunk.subarray(at - size, at), size);
      } else {
        at += this.#hold(chunk, at, size);
      }
    }
  }

  /** The file has ended: what there is of its last buffer. */
  *finish(): Generator<FoundBuffer> {
    const rest = this.#held.subarray(0, this.#heldLength);
    const size = this.#sizeOf(rest, 0, rest.length);
    if (size === 'impossible') this.#skipBuffer(rest);
    else if (size !== 'unknown') {
      const there = `${rest.length} of ${size} bytes are there`;
      this.#told('ETL_TRUNCATED', `it ends in buffer ${this.#index}, at byte ${this.#offset}: ${there}`);
      this.#heldLength = 0;
      yield this.#found(rest, size);
    } else if (this.#gap === undefined ? rest.length > 0 : rest.some((byte) => byte !== 0)) {
      this.#told('ETL_TRUNCATED', `it ends in the header of buffer ${this.#index}, at byte ${this.#offset}`);
    }
    if (this.#gap?.holdsData === true) this.#endGap();
  }

  #found(bytes: Uint8Array, size: number): FoundBuffer {
    this.#endGap();
    const header = readBufferHeader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);
    const found = { header, index: this.#index, offset: this.#offset, bytes, isCut: bytes.length < size };
    this.#index++;
    this.#offset += bytes.length;
    return found;
  }

  #sizeOf(bytes: Uint8Array, at: number, length: number): number | 'unknown' | 'impossible' {
    if (length < BUFFER_HEADER_SIZE) return 'unknown';
    const size = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(SIZE_AT, true);
    if (size < BUFFER_HEADER_SIZE || size > LARGEST_BUFFER) return 'impossible';
    // Behind damage, where bytes may be anything, only a buffer of the usual size is believed.
    return this.#gap !== undefined && size !== this.stride ? 'impossible' : size;
  }

  /** Holds bytes of the chunk until there are `wanted`; memory grows with what has come, not with what a header states. */
  #hold(chunk: Uint8Array, at: number, wanted: number): number {
    const count = Math.min(wanted - this.#heldLength, chunk.length - at);
    const needed = this.#heldLength + count;
    if (needed > this.#held.length) {
      const grown = new Uint8Array(Math.max(needed, Math.min(wanted, this.#held.length * 2)));
      grown.set(this.#held.subarray(0, this.#heldLength));
      this.#held = grown;
    }
    this.#held.set(chunk.subarray(at, at + count), this.#heldLength);
    this.#heldLength = needed;
    return count;
  }

  /** `bytes` begin with the header of a buffer that is none. */
  #skipBuffer(bytes: Uint8Array): void {
    const statedSize = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(SIZE_AT, true);
    this.#gap ??= { start: this.#offset, statedSize, holdsData: false };
    this.#toSkip = this.stride ?? Number.POSITIVE_INFINITY;
    const held = this.#heldLength;
    if (held === 0) return;
    this.#lookAtGap(this.#held, 0, held);
    this.#heldLength = 0;
    this.#offset += held;
    this.#toSkip -= held;
  }

  #lookAtGap(bytes: Uint8Array, start: number, end: number): void {
    const gap = this.#gap;
    if (gap === undefined || gap.holdsData) return;
    for (let at = start; at < end; at++) if (bytes[at] !== 0) gap.holdsData = true;
  }

  #endGap(): void {
    if (this.#gap === undefined) return;
    const { start, statedSize } = this.#gap;
    this.#gap = undefined;
    const why = `a buffer there states a size of ${statedSize}`;
    this.#told('ETL_BROKEN', `bytes ${start} to ${this.#offset} are no buffers: ${why}`);
  }
}
