import { createHash } from 'node:crypto';
import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that stands in a bundle on disk. */
interface Entry {
  /** Relative to the bundle, with `/`; empty for a bundle that is a single file. */
  readonly path: string;
  readonly full: string;
  readonly kind: 'file' | 'folder' | 'other' | 'unreadable';
  readonly size: bigint;
  readonly modifiedNs: bigint;
}

function entryOf(path: string, full: string, kind: 'file' | 'other'): Entry {
  try {
    const stats = lstatSync(full, { bigint: true });
    return { path, full, kind, size: stats.size, modifiedNs: stats.mtimeNs };
  } catch {
    return { path, full, kind: 'unreadable', size: 0n, modifiedNs: 0n };
  }
}

function readEntries(path: string, full: string): readonly Entry[] {
  let listed: Dirent[];
  try {
    listed = readdirSync(full, { withFileTypes: true });
  } catch {
    return [{ path, full, kind: 'unreadable', size: 0n, modifiedNs: 0n }];
  }
  return listed.flatMap((one) => {
    const [at, place] = [path === '' ? one.name : `${path}/${one.name}`, join(full, one.name)];
    // A folder is an entry of its own: an empty spooler folder tells something, too.
    if (one.isDirectory())
      return [{ path: at, full: place, kind: 'folder', size: 0n, modifiedNs: 0n }, ...readEntries(at, place)];
    return [entryOf(at, place, one.isFile() ? 'file' : 'other')];
  });
}

/** All that stands in a bundle, sorted by path. Synchronously: a detour over the thread pool takes longer than the call itself. */
export function listContent(full: string): readonly Entry[] {
  const isFolder = statSync(full).isDirectory();
  const entries = isFolder ? readEntries('', full) : [entryOf('', full, 'file')];
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * Tells cheaply whether a bundle is as it was: names, sizes and times of its files. Where it is another, only the content tells.
 * In hexadecimal.
 */
export function signatureOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256');
  for (const { path, kind, size, modifiedNs } of entries) hash.update(`${path}\0${kind}\0${size}\0${modifiedNs}\0`);
  return hash.digest('hex').slice(0, 32);
}

/** Large enough that the calls cost nothing. */
const READ_SIZE = 1 << 18;
/** One for all bundles: a buffer of its own for each drove the collector to look through the whole heap after every seven bundles. */
let shared: Buffer | undefined;

/**
 * SHA-256 of names and bytes, and of the newest file time in milliseconds, by which a bundle is judged where nothing else tells when it was
 * collected. In hexadecimal. A file that cannot be read counts as one.
 */
export function contentHashOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256');
  shared ??= Buffer.allocUnsafe(READ_SIZE);
  const buffer = shared;
  const newest = entries.reduce((latest, { modifiedNs }) => (modifiedNs > latest ? modifiedNs : latest), 0n);
  hash.update(`${newest / 1_000_000n}\0`);
  for (const { path, full, kind } of entries) {
    hash.update(`${path}\0${kind}\0`);
    if (kind !== 'file') continue;
    // Of the bytes themselves, so that no file can be taken for two.
    const content = createHash('sha256');
    try {
      const handle = openSync(full, 'r');
      try {
        for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
          content.update(buffer.subarray(0, read));
        }
      } finally {
        closeSync(handle);
      }
      hash.update(content.digest());
    } catch {
      hash.update('unreadable');
    }
  }
  return hash.digest('hex');
}
