import type { BundleFile } from '../../src/input/bundle-file.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? wide.swap16() : wide;
}

/** A file that comes in chunks of these sizes, over and over. */
export function fileOf(bytes: Buffer, sizes: readonly number[]): BundleFile {
  return {
    path: 'a',
    place: 'a',
    bytes: bytes.length,
    async *chunks() {
      let at = 0;
      for (let i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        // A chunk is valid until the next one is asked for.
        const chunk = Buffer.from(bytes.subarray(at, at + size));
        yield chunk;
        chunk.fill(0);
        at += size;
      }
    },
  };
}
