import { createHash, type Hash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { byCodeUnits } from '../model/order.ts';
import { identityOf } from './disk-file.ts';

/** What can be told of a folder without opening a file of it. */
export interface FolderState {
  /** Another one for another folder of the same name; absent where there is none. */
  readonly inode?: string;
  /** Where it stands, links followed; absent where there is none. */
  readonly full?: string;
  /** Absent where there is nothing; false where a file stands in its place. */
  readonly isFolder?: boolean;
  /** Another one whenever a file was added, removed, renamed, written to or replaced, or became readable. */
  readonly print: string;
}

async function addEntry(entry: Dirent, full: string, hash: Hash): Promise<void> {
  hash.update(`${entry.name}\0`);
  if (entry.isDirectory()) return addFolder(full, hash);
  if (!entry.isFile()) return;
  // By stat, which opens the file: what NTFS keeps in the folder itself lags behind while a file is being written.
  const version = await stat(full).then(
    (stats) => identityOf(stats).version,
    () => 'closed',
  );
  hash.update(`${version}\0`);
}

async function addFolder(full: string, hash: Hash): Promise<void> {
  const entries = await readdir(full, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    hash.update('closed\0');
    return;
  }
  hash.update('folder\0');
  entries.sort((a, b) => byCodeUnits(a.name, b.name));
  for (const entry of entries) await addEntry(entry, join(full, entry.name), hash);
  hash.update('end\0');
}

/** Whether a folder stands at a path; undefined where nothing does. */
export async function isFolder(path: string): Promise<boolean | undefined> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => undefined,
  );
}

/** Looks at a folder and all below it, as `discover` would list it. */
export async function folderState(path: string): Promise<FolderState> {
  const hash = createHash('sha1');
  try {
    const full = await realpath(path);
    const stats = await stat(full);
    const { inode } = identityOf(stats);
    if (stats.isDirectory()) await addFolder(full, hash);
    else hash.update(identityOf(stats).version ?? '');
    return {
      full,
      isFolder: stats.isDirectory(),
      print: hash.digest('base64'),
      ...(inode === undefined ? {} : { inode }),
    };
  } catch {
    return { print: 'gone' };
  }
}
