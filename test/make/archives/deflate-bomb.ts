import { constants, deflateRawSync } from 'node:zlib';

const PIECE = 1 << 24;
/** An empty last block. */
const END = Buffer.from([3, 0]);

/** Deflate data of a text repeated to so many MiB, made without that much memory: one compressed piece again and again. */
export function deflatedRepeat(text: string, mib: number): { readonly packed: Buffer; readonly size: number } {
  const bytes = Buffer.alloc(PIECE - (PIECE % text.length), text);
  // Flushed whole: a piece refers to none in front of it, and ends with a byte.
  const piece = deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const count = Math.ceil((mib * 2 ** 20) / bytes.length);
  return { packed: Buffer.concat([...Array.from({ length: count }, () => piece), END]), size: count * bytes.length };
}

/** gzip data of the same. */
export function gzipRepeat(text: string, mib: number): Buffer {
  const { packed } = deflatedRepeat(text, mib);
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), packed, Buffer.alloc(8)]);
}
