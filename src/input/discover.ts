import { createReadStream, type Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { TraceError } from '../model/errors.ts';
import type { Issue, IssueCode } from '../model/issue.ts';
import { ticksFromUnixMs } from '../model/ticks.ts';
import type { BundleFile } from './bundle-file.ts';

/** 1 MiB reads: large enough that the calls cost nothing, small enough for the cache (4 MiB was no faster). */
const READ_SIZE = 1 << 20;

/** What a path on the command line holds. */
export interface Discovery {
  /** Base name of the folder or file; several paths are joined by ` + `. */
  readonly name: string;
  /** Sorted by path. */
  readonly files: readonly BundleFile[];
  /** Paths of folders, relative to the bundle, and with those above it: an empty spooler folder tells something, too. */
  readonly folders: readonly { readonly path: string; readonly place: string }[];
  readonly issues: readonly Issue[];
}

interface Found {
  readonly files: BundleFile[];
  readonly folders: { path: string; place: string }[];
  readonly issues: Issue[];
}

/** Order of the characters' code units: the same on every system and in every language. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `C:\Logs\a` and `/logs/a` alike as a path with `/`. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message.replace(/,? '.*'$/, '') : String(error);
}

function fileOf(path: string, full: string, stats: { size: number; mtimeMs: number }): BundleFile {
  return {
    path,
    place: withSlashes(full),
    bytes: stats.size,
    modifiedAt: ticksFromUnixMs(Math.floor(stats.mtimeMs)),
    chunks: () => createReadStream(full, { highWaterMark: READ_SIZE }),
  };
}

function standardInput(stdin: AsyncIterable<Uint8Array> | undefined): BundleFile {
  if (stdin === undefined) throw new TraceError('USAGE', '- stands for standard input, and there is none here');
  return { path: '-', place: '-', bytes: 0, chunks: () => stdin };
}

function kindOf(entry: Dirent): IssueCode | 'folder' | 'file' {
  if (entry.isSymbolicLink()) return 'LINK_NOT_FOLLOWED';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'NOT_A_FILE';
}

async function readEntry(entry: Dirent, path: string, full: string, found: Found): Promise<void> {
  const kind = kindOf(entry);
  switch (kind) {
    case 'folder':
      return readFolder(path, full, found);
    case 'file':
      try {
        found.files.push(fileOf(path, full, await stat(full)));
      } catch (error) {
        found.issues.push({
          code: 'UNREADABLE',
          source: path,
          text: `The file cannot be opened: ${errorText(error)}.`,
        });
      }
      return;
    default: {
      const what = kind === 'LINK_NOT_FOLLOWED' ? 'A link is not followed' : 'Neither a file nor a folder; not opened';
      found.issues.push({ code: kind, source: path, text: `${what}.` });
    }
  }
}

async function readFolder(path: string, full: string, found: Found): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(full, { withFileTypes: true });
  } catch (error) {
    found.issues.push({ code: 'UNREADABLE', source: path, text: `The folder cannot be read: ${errorText(error)}.` });
    return;
  }
  found.folders.push({ path, place: withSlashes(full) });
  entries.sort((a, b) => byCodeUnits(a.name, b.name));
  for (const entry of entries) {
    await readEntry(entry, path === '' ? entry.name : `${path}/${entry.name}`, join(full, entry.name), found);
  }
}

/** Why a path may not exist although the user sees it: cmd.exe expands neither globs nor, in quotes of another shell, variables. */
function hintFor(path: string): string {
  if (/%\w+%/.test(path)) return ' (the %variable% in it was not expanded by the shell: give the full path)';
  if (/[*?]/.test(path)) return ' (patterns are not expanded here: give the folder that holds the files)';
  return '';
}

async function addPath(path: string, label: string | undefined, found: Found): Promise<void> {
  let full: string;
  let stats: Awaited<ReturnType<typeof stat>>;
  try {
    full = await realpath(resolve(path));
    stats = await stat(full);
  } catch (error) {
    throw new TraceError('PATH_NOT_FOUND', `${path}: no such file or folder${hintFor(path)}`, { cause: error });
  }
  if (stats.isDirectory()) return readFolder(label ?? '', full, found);
  if (!stats.isFile()) throw new TraceError('USAGE', `${path}: neither a file nor a folder`);
  found.files.push(fileOf(label ?? basename(full), full, stats));
}

/** Names for several paths of one bundle: base names, with `#2`, `#3` where two are alike. */
function labelsOf(paths: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return paths.map((path) => {
    const name = path === '-' ? '-' : basename(resolve(path));
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

/**
 * Lists what the paths of one bundle hold: folders to any depth, single files, `-` for standard input.
 * Links are not followed, but for the paths themselves; what is neither file nor folder is not opened.
 * Throws a TraceError for a path that does not exist.
 */
export async function discover(paths: readonly string[], stdin?: AsyncIterable<Uint8Array>): Promise<Discovery> {
  const sorted = [...new Set(paths)].sort(byCodeUnits);
  const labels = labelsOf(sorted);
  const found: Found = { files: [], folders: [], issues: [] };
  for (const [index, path] of sorted.entries()) {
    if (path === '-') found.files.push(standardInput(stdin));
    else await addPath(path, sorted.length > 1 ? labels[index] : undefined, found);
  }
  found.files.sort((a, b) => byCodeUnits(a.path, b.path));
  return { name: labels.join(' + '), ...found };
}
