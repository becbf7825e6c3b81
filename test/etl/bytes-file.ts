import type { BundleFile } from '../../src/input/bundle-file.ts';

interface FileOptions {
  /** Bytes of a chunk. */
  readonly chunk?: number;
  /** It stands on disk, so parts of it can be read by themselves. */
  readonly onDisk?: boolean;
  readonly isReadOnce?: boolean;
}

/** A file of the bundle over bytes in memory. As a real one, it uses a chunk's memory again: what was kept of it is overwritten. */
export function bytesFile(
  bytes: Uint8Array,
  { chunk = 1 << 18, onDisk = false, isReadOnce }: FileOptions = {},
): BundleFile {
  let isRead = false;
  return {
    path: 'a.etl',
    place: 'a.etl',
    bytes: isReadOnce === true ? 0 : bytes.length,
    ...(onDisk ? { disk: 'a.etl' } : {}),
    ...(isReadOnce === undefined ? {} : { isReadOnce }),
    chunks: async function* (stretch) {
      if (stretch !== undefined && !onDisk) throw new Error('a part is asked of a file that is not on disk');
      if (isRead && isReadOnce === true) throw new Error('asked for its bytes twice');
      isRead = true;
      const { start, end } = stretch ?? { start: 0, end: bytes.length };
      const memory = new Uint8Array(Math.min(chunk, stretch?.step ?? chunk));
      for (let at = start; at < Math.min(end, bytes.length); at += memory.length) {
        const part = bytes.subarray(at, Math.min(at + memory.length, end));
        memory.fill(0xaa);
        memory.set(part);
        yield memory.subarray(0, part.length);
      }
    },
  };
}
