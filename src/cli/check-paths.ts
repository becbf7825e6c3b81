import type { BigIntStats } from 'node:fs';
import { access, constants, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { listPhrases } from '../index.ts';
import { type AnalysisOptions, filesOfOptions } from '../model/analysis-options.ts';
import { BROKEN_NAME, isBrokenName } from '../model/broken-name.ts';
import { TraceError } from '../model/errors.ts';

/** What the user probably meant, where a path that does not exist gives it away. `mayBeCommand`: it stands where a command may. */
function hintFor(path: string, mayBeCommand: boolean): string {
  if (/%[^%]+%/.test(path)) {
    return 'the shell left the %variable% as it is; in PowerShell write $env:LOCALAPPDATA, else the path in full';
  }
  if (/[*?]/.test(path)) {
    return 'wildcards are not expanded (cmd.exe leaves them to the program); give the folder instead';
  }
  if (isBrokenName(path)) return BROKEN_NAME;
  if (path.startsWith('~')) return 'the shell left the ~ as it is; write the path in full';
  if (mayBeCommand && /^[a-z][a-z-]*$/.test(path)) return 'nor is it a command; "oimscope --help" lists them';
  return 'check the spelling, and put quotes around a path with blanks';
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    // A path that is there but closed to us is an issue of the report, not a slip of the user's.
    return !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'));
  }
}

/** What of a command line leads to files. */
interface GivenPaths {
  /** Its files are named by options. */
  readonly analysis?: AnalysisOptions;
  /** More paths that options name. */
  readonly options?: readonly string[];
  /** The first path stands where a command may. */
  readonly mayBeCommand?: boolean;
}

/** What is wrong with the phrasebooks that are there: nobody should have to start three times to hear of three slips. */
async function phrasebookProblems(analysis: AnalysisOptions, missing: ReadonlySet<string>): Promise<readonly string[]> {
  const isGiven = (path: string): boolean => path !== '-' && !missing.has(path);
  const { phrasebooks = [], standingPhrasebooks = [] } = analysis;
  try {
    await listPhrases([], { phrasebooks: phrasebooks.filter(isGiven), standingPhrasebooks });
    return [];
  } catch (error) {
    if (error instanceof TraceError) return [error.message];
    throw error;
  }
}

/** Throws a TraceError that names all paths that do not exist, a line each, and with them what is wrong with phrasebooks; `-` always does. */
export async function checkPaths(paths: readonly string[], given: GivenPaths = {}): Promise<void> {
  const { analysis = {}, options = [], mayBeCommand = false } = given;
  const missing = new Map<string, string>();
  for (const [index, path] of [...paths, ...filesOfOptions(analysis), ...options].entries()) {
    // A variable of the shell that is not set must not stand for the working folder.
    if (path === '') missing.set(path, 'an empty path names no file or folder');
    else if (path !== '-' && !(await isThere(path))) {
      const hint = hintFor(path, mayBeCommand && index === 0);
      missing.set(path, `${path}: no such file or folder; ${hint}`);
    }
  }
  if (missing.size === 0) return;
  const problems = await phrasebookProblems(analysis, new Set(missing.keys()));
  throw new TraceError('PATH_NOT_FOUND', [...missing.values(), ...problems].join('\n'));
}

async function statsOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** Links that lead to one another are followed no longer than the system does it. */
export const MOST_LINKS = 40;

/** Where what is written to a path will stand: of a link that leads to nothing, that is where it points to. */
export async function placeOf(path: string, links: number = MOST_LINKS): Promise<string> {
  const full = resolve(path);
  const real = await realpath(full).catch(() => undefined);
  if (real !== undefined || dirname(full) === full) return real ?? full;
  const above = await placeOf(dirname(full), links);
  const link = links === 0 ? undefined : await readlink(full).catch(() => undefined);
  return link === undefined ? join(above, basename(full)) : placeOf(resolve(above, link), links - 1);
}

/** Whether a file of another name is the same one (a hard link), at a path or in its folders. */
async function holds(path: string, { dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): Promise<boolean> {
  const stats = await statsOf(path);
  if (stats?.isDirectory() !== true) return stats?.dev === dev && stats.ino === ino;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if ((entry.isDirectory() || entry.isFile()) && (await holds(join(path, entry.name), { dev, ino }))) return true;
  }
  return false;
}

/** Throws a TraceError where a file cannot be made. Before the input is read: of a large one that takes minutes. */
async function checkFolderOf(file: string, option: string): Promise<void> {
  const fault = `--${option} ${file} cannot be written: `;
  const folder = dirname(await placeOf(file));
  if ((await statsOf(folder))?.isDirectory() !== true)
    throw new TraceError('OUTPUT_FAILED', `${fault}there is no folder ${folder}`);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new TraceError('OUTPUT_FAILED', `${fault}the folder ${folder} is read-only, or closed to you`, { cause });
  });
}

/**
 * Throws a TraceError where `--output`, or another option, names a file that is part of what is read, by whatever name: the report would destroy evidence; and where no file can be made of that name.
 * `paths`: all that is read, format files too.
 */
export async function checkOutput(
  output: string | undefined,
  paths: readonly string[],
  option = 'output',
): Promise<void> {
  if (output === undefined) return;
  const target = await realpath(output).catch(() => undefined);
  const stats = target === undefined ? undefined : await statsOf(target);
  if (target === undefined || stats === undefined) return checkFolderOf(output, option);
  if (stats.isDirectory()) throw new TraceError('USAGE', `--${option} ${output}: that is a folder; name a file`);
  const fault = `--${option} ${output}: that file is part of the input; choose a name outside of it`;
  for (const path of paths) {
    const input = path === '-' ? undefined : await realpath(path).catch(() => undefined);
    if (input === undefined) continue;
    if (isWithin(target, input)) throw new TraceError('USAGE', fault);
    if (stats.nlink > 1n && (await holds(input, stats))) throw new TraceError('USAGE', fault);
  }
}

/**
 * Throws a TraceError where `--output` leads into the folder under watch, by whatever name or link: what is written there would itself be a
 * change, or destroy evidence. `beside`: format files that are read, too.
 */
export async function checkOutputBeside(
  output: string | undefined,
  folder: string,
  beside: readonly string[],
): Promise<void> {
  if (output === undefined) return;
  if (isWithin(await placeOf(output), await realpath(folder))) {
    throw new TraceError('USAGE', `--output ${output}: that is in the folder under watch; choose a file outside of it`);
  }
  await checkOutput(output, [folder, ...beside]);
}

/**
 * Throws a TraceError where a file that an option names is part of what is read, or would be: it would be a source itself, and private words would
 * lie among evidence. `paths`: as for `checkOutput`.
 */
export async function checkOutside(file: string | undefined, paths: readonly string[], option: string): Promise<void> {
  if (file === undefined) return;
  await checkOutput(file, paths, option);
  for (const path of paths) if (path !== '-') await checkNotWithin(file, path, option, 'a folder that is read');
}

/** Throws a TraceError where a file that an option names is in a folder, which need not be there yet. `what`: the folder, in words. */
export async function checkNotWithin(
  file: string | undefined,
  folder: string,
  option: string,
  what: string,
): Promise<void> {
  if (file === undefined || !isWithin(await placeOf(file), await placeOf(folder))) return;
  throw new TraceError('USAGE', `--${option} ${file}: that is in ${what}; choose a file outside of it`);
}

/** Says on standard error where a report will lie in a folder that is read: allowed, but the next run reads it with the rest. */
export async function tellOutputWithin(output: string | undefined, paths: readonly string[]): Promise<void> {
  if (output === undefined) return;
  const place = await placeOf(output);
  for (const path of paths) {
    if (path === '-' || !isWithin(place, await placeOf(path))) continue;
    process.stderr.write(
      'oimscope: the file of --output lies in what is read: the next run reads it too, and its time then counts for when the files were collected\n',
    );
    return;
  }
}

/** A path in full, its folders without links; of a file that is not there that of its folder. */
async function wholePath(path: string): Promise<string> {
  const there = await realpath(path).catch(() => undefined);
  if (there !== undefined) return there;
  const folder = resolve(dirname(path));
  return join(await realpath(folder).catch(() => folder), basename(path));
}

/** Whether two paths are one file, by whatever name; files that are not there yet are compared without regard to capitals, as Windows does. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([statsOf(one), statsOf(other)]);
  if (a !== undefined && b !== undefined) return a.dev === b.dev && a.ino === b.ino;
  const [first, second] = await Promise.all([wholePath(one), wholePath(other)]);
  return first.toLowerCase() === second.toLowerCase();
}
