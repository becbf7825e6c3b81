import {
  access,
  constants,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { analyze } from '../analyze.ts';
import { TraceError } from '../model/errors.ts';
import { type Ticks, ticksFromIso, ticksToIso } from '../model/ticks.ts';
import { writingFault } from '../model/writing-fault.ts';
import type { Excerpt } from './excerpt.ts';
import { byFile, contentOf } from './excerpt-file.ts';
import { excerptPage, needsNow } from './excerpt-page.ts';
import { tellsTheSame, whatStays } from './what-stays.ts';

/** Beside the files of an excerpt: what they are. */
const PAGE = 'EXCERPT.md';

function outputFailed(folder: string, cause: unknown): TraceError {
  return new TraceError('OUTPUT_FAILED', `--output ${folder} cannot be written: ${writingFault(cause)}`, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The real path of a folder that need not be there yet. */
async function realFolder(folder: string): Promise<string> {
  const full = resolve(folder);
  try {
    return await realpath(full);
  } catch (error) {
    const parent = dirname(full);
    if (codeOf(error) !== 'ENOENT' || parent === full) throw outputFailed(folder, error);
    return join(await realFolder(parent), basename(full));
  }
}

/** The folder itself is made, those above it are not: a slip in them would leave an excerpt where nobody looks for it. */
async function checkParent(folder: string, target: string): Promise<void> {
  await access(dirname(target), constants.W_OK).catch((cause: unknown) => {
    throw outputFailed(folder, cause);
  });
}

/** Throws a TraceError unless the folder is new or empty, and lies outside of what is read. `paths` exist. */
export async function checkExcerptFolder(folder: string, paths: readonly string[]): Promise<void> {
  const target = await realFolder(folder);
  for (const path of paths) {
    const input = await realpath(path);
    if (target !== input && !target.startsWith(input.endsWith(sep) ? input : input + sep)) continue;
    throw new TraceError('USAGE', `--output ${folder}: lies in what is read; choose a folder outside of it`);
  }
  let entries: readonly string[];
  try {
    entries = await readdir(target);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return checkParent(folder, target);
    if (codeOf(error) === 'ENOTDIR') throw new TraceError('USAGE', `--output ${folder}: is no folder`);
    throw outputFailed(folder, error);
  }
  if (entries.length > 0) {
    throw new TraceError('USAGE', `--output ${folder}: that folder is not empty; choose a new one`);
  }
}

async function setTime(path: string, at: Ticks | undefined): Promise<void> {
  if (at === undefined) return;
  // Kept as a fraction of seconds, a time comes back as some nanoseconds less: of the millisecond before.
  const seconds = (Date.parse(ticksToIso(at)) + 0.1) / 1000;
  await utimes(path, seconds, seconds);
}

async function writeFiles(excerpt: Excerpt, folder: string, rules: readonly string[] | undefined): Promise<void> {
  const { files, kept, report, analysis } = excerpt;
  for (const [index, pieces] of byFile(kept)) {
    analysis.signal?.throwIfAborted();
    const file = files[index];
    if (file === undefined) continue;
    const path = join(folder, ...file.path.split('/'));
    await mkdir(file.format === 'folder' ? path : dirname(path), { recursive: true });
    if (file.format === 'folder') continue;
    await writeFile(path, contentOf(file, pieces), { flag: 'wx' });
    await setTime(path, file.modifiedAt);
  }
  const page = join(folder, PAGE);
  await writeFile(page, excerptPage(excerpt, rules));
  // The newest file of a bundle tells when it was collected; that file may have been left out.
  await setTime(page, report.collectedAt === undefined ? undefined : ticksFromIso(report.collectedAt));
}

/**
 * Writes an excerpt as a folder, whole or not at all, and reads it again before it gets its name: answers whether it tells the same as it should, and
 * leaves nothing behind where it does not. `rules` as for `makeExcerpt`. Throws a TraceError for a folder that cannot be written.
 */
export async function writeExcerpt(
  excerpt: Excerpt,
  folder: string,
  rules: readonly string[] | undefined,
): Promise<boolean> {
  const target = await realFolder(folder);
  let temporary: string | undefined;
  try {
    temporary = await mkdtemp(`${target}.`);
    await writeFiles(excerpt, temporary, rules);
    const { now, ...options } = excerpt.analysis;
    const again = await analyze([temporary], needsNow(excerpt) && now !== undefined ? { ...options, now } : options);
    if (!tellsTheSame(again, whatStays(excerpt.report, rules), rules)) return false;
    excerpt.analysis.signal?.throwIfAborted();
    // Windows renames nothing to the name of a folder, be it empty.
    await rmdir(target).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    await rename(temporary, target);
    return true;
  } catch (error) {
    excerpt.analysis.signal?.throwIfAborted();
    if (codeOf(error) === '') throw error;
    throw outputFailed(folder, error);
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
}
