import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { listContent } from '../bundle-content.ts';

/** One file of a packed bundle, or a folder where it has no bytes. */
interface PackedEntry {
  readonly path: string;
  /** Milliseconds since 1970: when nothing else tells when the bundle was collected, its files do. */
  readonly modifiedMs: number;
  /** Base64. */
  readonly bytes?: string;
}

/** Size of the files of a bundle. */
export function bytesOf(path: string): number {
  return listContent(path).reduce((sum, { size }) => sum + Number(size), 0);
}

/** A bundle as one text; undefined where part of it cannot be read or is no file: only its own place tells that. */
export function packBundle(path: string): string | undefined {
  const entries: PackedEntry[] = [];
  try {
    for (const { path: name, full, kind, modifiedNs } of listContent(path)) {
      if (kind === 'folder') entries.push({ path: name, modifiedMs: 0 });
      else if (kind === 'file') {
        const modifiedMs = Number(modifiedNs / 1_000_000n);
        entries.push({ path: name, modifiedMs, bytes: readFileSync(full).toString('base64') });
      } else return undefined;
    }
  } catch {
    return undefined;
  }
  return gzipSync(JSON.stringify(entries)).toString('base64');
}

/** Writes a packed bundle to where it shall stand. The names in it were made by `packBundle`: nothing leaves the folder. */
export function unpackBundle(packed: string, path: string): void {
  const entries: readonly PackedEntry[] = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf-8'));
  const isFile = entries.some((entry) => entry.path === '');
  mkdirSync(isFile ? dirname(path) : path, { recursive: true });
  for (const { path: name, modifiedMs, bytes } of entries) {
    if (name.split('/').some((part) => part === '..')) throw new Error(`${name}: leaves the bundle`);
    const target = name === '' ? path : join(path, name);
    if (bytes === undefined) {
      mkdirSync(target, { recursive: true });
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, Buffer.from(bytes, 'base64'));
    // A microsecond more: 0.123 s in binary may be a little less, and would be cut to 122 ms.
    const seconds = (modifiedMs + 0.001) / 1000;
    utimesSync(target, seconds, seconds);
  }
}
