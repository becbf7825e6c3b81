import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TraceError } from '../model/errors.ts';
import { writingFault } from '../model/writing-fault.ts';

/** Folder of the results folder in which files are written before they get their names. */
export const WORK_FOLDER = '.work';

/** Characters written at once. */
const PIECE = 1 << 16;

export interface WrittenFile {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What went wrong with a results folder, as the user can put it right. */
export function writingFailed(path: string, cause: unknown): TraceError {
  return new TraceError('OUTPUT_FAILED', `${path} cannot be written: ${writingFault(cause)}`, { cause });
}

function writeParts(handle: number, parts: Iterable<string>, isForced: boolean): WrittenFile {
  const hash = createHash('sha256');
  let bytes = 0;
  const write = (text: string): void => {
    const data = Buffer.from(text);
    hash.update(data);
    for (let done = 0; done < data.length; ) done += writeSync(handle, data, done);
    bytes += data.length;
  };
  let held = '';
  for (const part of parts) {
    held += part;
    if (held.length < PIECE) continue;
    write(held);
    held = '';
  }
  write(held);
  if (isForced) fdatasyncSync(handle);
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Writes a file of the results folder that is whole under its name, or not there at all, and forced to the disk unless told otherwise. `path` is
 * relative to the folder, with `/`. Throws a TraceError where the disk is full or closed to us.
 */
export function writeWhole(folder: string, path: string, parts: Iterable<string>, isForced = true): WrittenFile {
  const target = join(folder, path);
  const temporary = join(folder, WORK_FOLDER, createHash('sha256').update(path).digest('hex').slice(0, 32));
  try {
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(dirname(temporary), { recursive: true });
    const handle = openSync(temporary, 'w');
    let written: WrittenFile;
    try {
      written = writeParts(handle, parts, isForced);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, target);
    return written;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw writingFailed(target, error);
  }
}

/**
 * Forces a written file to the disk, while this thread goes on: a report took an eighth of a worker's time to be forced. `path` as in `writeWhole`.
 * Rejects with a TraceError where the disk is full or the file has gone.
 */
export async function forceToDisk(folder: string, path: string): Promise<void> {
  const target = join(folder, path);
  try {
    // For writing, or Windows refuses.
    const handle = await open(target, 'r+');
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw writingFailed(target, error);
  }
}
