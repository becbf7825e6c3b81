import type { ByteSource } from './byte-source.ts';
import type { Loss } from './loss.ts';

const BLOCK = 1 << 20;

/** Bytes kept in memory, in blocks: one piece that grows would be there twice while it does. */
export class HeldBytes {
  readonly #blocks: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Keeps a copy. */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const used = this.#length % BLOCK;
      if (used === 0) this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      const part = bytes.subarray(at, at + BLOCK - used);
      this.#blocks.at(-1)?.set(part, used);
      this.#length += part.length;
      at += part.length;
    }
  }

  /** The first `count` bytes. */
  start(count: number): Uint8Array {
    const length = Math.min(count, this.#length);
    const blocks = this.#blocks.slice(0, Math.ceil(length / BLOCK));
    return (blocks.length === 1 && blocks[0] !== undefined ? blocks[0] : Buffer.concat(blocks)).subarray(0, length);
  }

  /** `loss`: why they are not all there. */
  source(loss?: Loss): ByteSource {
    return heldSource(this.#blocks, this.#length, loss);
  }
}

function heldSource(blocks: readonly Buffer[], size: number, loss: Loss | undefined): ByteSource {
  return {
    size,
    isSeekable: true,
    read: async function* (from, end = size) {
      for (let at = from; at < Math.min(end, size); at += BLOCK - (at % BLOCK)) {
        const start = at - (at % BLOCK);
        yield blocks[start / BLOCK]?.subarray(at - start, Math.min(end, size) - start) ?? new Uint8Array();
      }
    },
    loss: () => loss,
  };
}

/** Bytes that are in memory anyhow. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  const held = new HeldBytes();
  held.add(bytes);
  return held.source();
}
