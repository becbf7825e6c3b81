import type { BundleFile } from '../bundle-file.ts';
import type { ArchiveBudget } from './archive-budget.ts';
import type { Loss } from './loss.ts';

/** The bytes of an archive, wherever they come from. */
export interface ByteSource {
  /** Known for a file on disk and for bytes in memory. */
  readonly size?: number;
  /** False where a read from further on goes through all the bytes in front. */
  readonly isSeekable: boolean;
  /** Chunks from a place on, at least up to `end`; each is valid until the next one is asked for. */
  read(from: number, end?: number): AsyncIterable<Uint8Array>;
  /** Compressed bytes that the ones given out so far were made of; a restart counts on. */
  packed?(): number;
  /** Why the bytes ended early, once they did. */
  loss?(): Loss | undefined;
}

export function diskSource(file: BundleFile): ByteSource {
  return {
    size: file.bytes,
    isSeekable: true,
    // A place behind the end may be more than the system takes for one.
    read: (start, end = file.bytes) => file.chunks(start < file.bytes ? { start, end } : { start: 0, end: 0 }),
  };
}

/**
 * Bytes that can only be had in order: those of a compressed stream. A read that begins where the last one stopped, or behind,
 * goes on from there; one that begins further in front starts the stream again.
 */
export class ForwardSource implements ByteSource {
  readonly isSeekable = false;
  readonly #open: () => AsyncIterable<Uint8Array>;
  readonly #budget: ArchiveBudget;
  readonly #packed: (() => number) | undefined;
  readonly #loss: (() => Loss | undefined) | undefined;
  #iterator: AsyncIterator<Uint8Array> | undefined;
  #chunk: Uint8Array = new Uint8Array();
  /** Place of the chunk. */
  #start = 0;
  #isAtEnd = false;

  constructor(
    open: () => AsyncIterable<Uint8Array>,
    budget: ArchiveBudget,
    about: { readonly packed?: () => number; readonly loss?: () => Loss | undefined } = {},
  ) {
    this.#open = open;
    this.#budget = budget;
    this.#packed = about.packed;
    this.#loss = about.loss;
  }

  async *read(from: number): AsyncGenerator<Uint8Array> {
    for (let at = from; ; ) {
      const chunk = await this.#chunkAt(at);
      if (chunk === undefined) return;
      at += chunk.length;
      yield chunk;
    }
  }

  packed(): number {
    return this.#packed?.() ?? this.#start + this.#chunk.length;
  }

  loss(): Loss | undefined {
    return this.#loss?.();
  }

  async close(): Promise<void> {
    const iterator = this.#iterator;
    this.#iterator = undefined;
    this.#chunk = new Uint8Array();
    this.#start = 0;
    this.#isAtEnd = false;
    await iterator?.return?.();
  }

  async #chunkAt(at: number): Promise<Uint8Array | undefined> {
    if (at < this.#start) await this.close();
    if (this.#iterator === undefined) {
      await this.#budget.opened(this);
      this.#iterator = this.#open()[Symbol.asyncIterator]();
    }
    while (at >= this.#start + this.#chunk.length) {
      if (this.#isAtEnd) return undefined;
      // Closed in between, where another stream needed the place: from the start again.
      if (this.#iterator === undefined) return this.#chunkAt(at);
      const next = await this.#iterator.next();
      this.#start += this.#chunk.length;
      this.#chunk = next.done === true ? new Uint8Array() : next.value;
      this.#isAtEnd = next.done === true;
    }
    return this.#chunk.subarray(at - this.#start);
  }
}
