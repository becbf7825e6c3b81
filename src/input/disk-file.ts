import { closeSync, openSync, readSync } from 'node:fs';
import { ticksFromUnixMs } from '../model/ticks.ts';
import type { BundleFile, Stretch } from './bundle-file.ts';
import { giveTurn } from './turn.ts';

/** Large enough that the calls cost nothing, small enough for the processor's cache. */
const READ_SIZE = 1 << 18;
/** Of a file that grew meanwhile no fewer bytes are read at once. */
const LEAST_READ = 1 << 12;
/** Reads between two turns of the event loop: 8 MiB. */
const READS_A_TURN = 32;

/** `C:\Logs\a` and `/logs/a` alike as a path with `/`. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/**
 * Reads a file into one buffer again and again. Synchronously: from the system's cache a read of this size takes a tenth of a
 * millisecond, and a detour over the thread pool as long again. Between batches the event loop has its turn, so that an
 * interruption is heard.
 */
async function* diskChunks(full: string, size: number, stretch?: Stretch): AsyncGenerator<Uint8Array> {
  // Without a stretch up to its end, wherever that now is: the client may still be writing.
  const { start, end, step = READ_SIZE } = stretch ?? { start: 0, end: Number.POSITIVE_INFINITY };
  const handle = openSync(full, 'r');
  try {
    const buffer = Buffer.allocUnsafe(Math.min(step, Math.max(size + 1, LEAST_READ), end - start));
    let position = start;
    for (let turn = 1; position < end; turn++) {
      const bytesRead = readSync(handle, buffer, 0, Math.min(buffer.length, end - position), position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
      if (turn % READS_A_TURN === 0) await giveTurn();
    }
  } finally {
    closeSync(handle);
  }
}

/** What the system tells of a file. */
export interface FileStats {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs?: number;
  readonly dev?: number;
  readonly ino?: number;
}

/** Which file it is, and which state of it. */
export function identityOf({ size, mtimeMs, ctimeMs, dev, ino }: FileStats): Pick<BundleFile, 'inode' | 'version'> {
  if (ctimeMs === undefined || ino === undefined) return {};
  const inode = `${dev}:${ino}`;
  return { inode, version: `${inode} ${size} ${mtimeMs} ${ctimeMs}` };
}

/** A file on disk. `path`: how the report names it; `full`: where it stands. */
export function diskFile(path: string, full: string, stats: FileStats): BundleFile {
  return {
    ...identityOf(stats),
    path,
    place: withSlashes(full),
    bytes: stats.size,
    modifiedAt: ticksFromUnixMs(Math.floor(stats.mtimeMs)),
    disk: full,
    chunks: (stretch) => diskChunks(full, stats.size, stretch),
  };
}
