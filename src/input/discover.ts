import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { BROKEN_NAME, isBrokenName } from '../model/broken-name.ts';
import { TraceError } from '../model/errors.ts';
import type { Issue, IssueCode } from '../model/issue.ts';
import { byCodeUnits } from '../model/order.ts';
import { makeVisible } from '../model/visible.ts';
import { ARCHIVE_LIMITS } from './archive/archive-limits.ts';
import { Archives } from './archive/archives.ts';
import { openStandardInput } from './archive/standard-input.ts';
import type { BundleFile } from './bundle-file.ts';
import { diskFile, withSlashes } from './disk-file.ts';
import { labelsOf } from './labels.ts';

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

/** Who wants to know how far the listing is, and may end it: a large archive takes its time. `zones`: of the times in archives. */
interface ListingOptions extends Pick<AnalysisOptions, 'signal' | 'onProgress' | 'zones'> {
  /** A file that was looked into before, is no archive, and has not changed since. */
  readonly isPlain?: (file: BundleFile) => boolean;
}

interface Found {
  readonly files: BundleFile[];
  readonly folders: { path: string; place: string }[];
  readonly issues: Issue[];
  /** Real paths of the files and folders listed so far. */
  readonly seen: Set<string>;
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message.replace(/,? '.*'$/, '') : String(error);
}

/** Why an entry of a folder cannot be read. */
function whyUnread(name: string, error: unknown): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isMissing && isBrokenName(name) ? BROKEN_NAME : errorText(error);
}

function addFile(file: BundleFile, full: string, found: Found): void {
  if (!found.seen.has(full)) found.files.push(file);
  found.seen.add(full);
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
        addFile(diskFile(path, full, await stat(full)), full, found);
      } catch (error) {
        found.issues.push({
          code: 'UNREADABLE',
          source: path,
          text: `The file cannot be opened: ${whyUnread(entry.name, error)}.`,
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
  if (found.seen.has(full)) return;
  found.seen.add(full);
  let entries: Dirent[];
  try {
    entries = await readdir(full, { withFileTypes: true });
  } catch (error) {
    const text = `The folder cannot be read: ${whyUnread(basename(full), error)}.`;
    found.issues.push({ code: 'UNREADABLE', source: path, text });
    return;
  }
  found.folders.push({ path, place: withSlashes(full) });
  entries.sort((a, b) => byCodeUnits(a.name, b.name));
  for (const entry of entries) {
    const label = makeVisible(entry.name);
    await readEntry(entry, path === '' ? label : `${path}/${label}`, join(full, entry.name), found);
  }
}

/** A path of the command line and what it leads to. */
interface Given {
  /** Base name as the user gave it. */
  readonly name: string;
  /** Real path; `-` for standard input. */
  readonly full: string;
  readonly stats: Stats | undefined;
}

async function lookUp(path: string): Promise<Given> {
  if (path === '-') return { name: '-', full: '-', stats: undefined };
  // A variable of the shell that is not set must not stand for the working folder.
  if (path === '') throw new TraceError('PATH_NOT_FOUND', 'an empty path names no file or folder');
  const name = makeVisible(basename(resolve(path)));
  let given: Given;
  try {
    const full = await realpath(resolve(path));
    given = { name, full, stats: await stat(full) };
  } catch (error) {
    throw new TraceError('PATH_NOT_FOUND', `${path}: no such file or folder`, { cause: error });
  }
  if (given.stats?.isDirectory() || given.stats?.isFile()) return given;
  throw new TraceError('USAGE', `${path}: neither a file nor a folder`);
}

async function addStandardInput(
  stdin: AsyncIterable<Uint8Array> | undefined,
  archives: Archives,
  options: ListingOptions,
): Promise<void> {
  if (stdin === undefined) throw new TraceError('USAGE', '- stands for standard input, and there is none here');
  // Told before anything is awaited: what feeds it may take its time.
  options.onProgress?.({ source: '-', bytesDone: 0, bytesTotal: 0 });
  const { file, archive } = await openStandardInput(stdin, ARCHIVE_LIMITS.standardInputBytes);
  if (archive === undefined) archives.files.push(file);
  else await archives.add(file, archive);
}

/** Looks up some paths; each place once, sorted by path. */
async function lookUpAll(paths: readonly string[]): Promise<readonly Given[]> {
  const given = new Map<string, Given>();
  for (const path of [...new Set(paths)].sort(byCodeUnits)) {
    const found = await lookUp(path);
    if (!given.has(found.full)) given.set(found.full, found);
  }
  return [...given.values()];
}

/**
 * Lists the files of folders, to any depth, and single files as they are: archives are not looked into. Throws a TraceError for a path
 * that does not exist.
 */
export async function listFiles(paths: readonly string[]): Promise<readonly BundleFile[]> {
  const found: Found = { files: [], folders: [], issues: [], seen: new Set() };
  for (const { name, full, stats } of await lookUpAll(paths)) {
    if (stats?.isDirectory()) await readFolder(name, full, found);
    else if (stats !== undefined) addFile(diskFile(name, full, stats), full, found);
  }
  return found.files;
}

/**
 * Lists what the paths of one bundle hold: folders to any depth, single files, `-` for standard input, and the members of
 * archives in place of these. What several of
 * the paths lead to is listed once. Links are not followed, but for the paths themselves; what is neither file nor
 * folder is not opened. Throws a TraceError for a path that does not exist.
 */
export async function discover(
  paths: readonly string[],
  stdin?: AsyncIterable<Uint8Array>,
  options: ListingOptions = {},
): Promise<Discovery> {
  const all = await lookUpAll(paths);
  const labels = labelsOf(all.map(({ name }) => name));
  const found: Found = { files: [], folders: [], issues: [], seen: new Set() };
  for (const [index, { name, full, stats }] of all.entries()) {
    const label = all.length > 1 ? (labels[index] ?? name) : undefined;
    if (stats === undefined) continue;
    if (stats.isDirectory()) await readFolder(label ?? '', full, found);
    else addFile(diskFile(label ?? makeVisible(basename(full)), full, stats), full, found);
  }
  const onFile = (file: BundleFile): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ source: file.path, bytesDone: 0, bytesTotal: 0 });
  };
  const archives = new Archives(onFile, options.zones === undefined ? {} : { zones: options.zones });
  if (all.some(({ full }) => full === '-')) await addStandardInput(stdin, archives, options);
  for (const file of found.files) {
    if (options.isPlain?.(file) === true) archives.files.push(file);
    else await archives.add(file);
  }
  return {
    name: labels.join(' + '),
    files: archives.files.sort((a, b) => byCodeUnits(a.path, b.path)),
    folders: [...found.folders, ...archives.folders],
    issues: [...found.issues, ...archives.issues],
  };
}
