import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { copyFile, type FileHandle, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { TraceError } from '../model/errors.ts';
import { writingFault } from '../model/writing-fault.ts';
import { MOST_LINKS, placeOf } from './check-paths.ts';

const NEW_FILE = 0o666;
const MODE_BITS = 0o7777;

/** A file that an option names. */
export interface NamedFile {
  readonly file: string;
  /** The option, without its dashes. */
  readonly option: string;
  /** Who may read and write it, whoever might before; else as it was, or as files are made here. */
  readonly mode?: number;
}

/** A file that is written beside its place, and put there when it is whole. All of it throws a TraceError where the disk is full or closed to us. */
export interface WholeFile {
  /** Settles when the text is out; false where nobody reads on, which is no error. */
  write(text: string): Promise<boolean>;
  /** Puts it in its place. */
  finish(): Promise<void>;
  /** Leaves everything as it was, where it has not been finished. */
  discard(): Promise<void>;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Writes on; false where what reads a pipe has gone away. */
export async function writeOn(handle: FileHandle, text: string): Promise<boolean> {
  try {
    await handle.writeFile(text);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return false;
    throw error;
  }
}

/** Tells what went wrong with a file that an option names. */
export async function writingFailed({ file, option }: NamedFile, cause: unknown): Promise<TraceError> {
  const isNoFolderMissing =
    codeOf(cause) === 'ENOENT' && (await stat(dirname(await placeOf(file))).catch(() => undefined))?.isDirectory();
  const fault = isNoFolderMissing === true ? 'no file can be made in that folder' : writingFault(cause);
  return new TraceError('OUTPUT_FAILED', `--${option} ${file} cannot be written: ${fault}`, { cause });
}

/** Whether a path leads to what a process has open, as /dev/stdout does: a shell goes on writing there, so that very file has to stay. */
async function isOpenFile(file: string): Promise<boolean> {
  let at = resolve(file);
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const folder = await realpath(dirname(at)).catch(() => dirname(at));
    if (/^\/(?:proc|dev\/fd)(?:\/|$)/.test(folder)) return true;
    const link = await readlink(join(folder, basename(at))).catch(() => undefined);
    if (link === undefined) return false;
    at = resolve(folder, link);
  }
  return false;
}

/** Throws what a file says that is there and must not be written; on Windows that it is open elsewhere, too. */
async function checkWritable(file: string): Promise<void> {
  await (await open(file, 'r+')).close();
}

async function openInPlace(file: string, mode: number | undefined, flags: 'w' | 'a' = 'w'): Promise<WholeFile> {
  const handle = await open(file, flags, mode);
  // A file that was there keeps its mode otherwise; a device is not ours to close to others.
  if (mode !== undefined && (await handle.stat()).isFile()) await handle.chmod(mode);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  return { write: (text) => writeOn(handle, text), finish: close, discard: close };
}

/** Gives a new file the owner, the group and the mode of the one that it is to replace; false where we may not. */
async function takesAfter(handle: FileHandle, old: Stats, mode: number | undefined): Promise<boolean> {
  const own = await handle.stat();
  try {
    if (own.uid !== old.uid || own.gid !== old.gid) await handle.chown(old.uid, old.gid);
    await handle.chmod(mode ?? old.mode & MODE_BITS);
    return true;
  } catch {
    return false;
  }
}

async function putInPlace(temporary: string, place: string): Promise<void> {
  try {
    await rename(temporary, place);
  } catch (error) {
    const isWindows = process.platform === 'win32';
    // Windows says of a file that is open elsewhere that replacing it is not allowed.
    if (isWindows && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error)))
      throw new Error('another program has it open, or you are not allowed to replace it', { cause: error });
    // A file that is mounted by itself, as into a container, can be written, yet not replaced.
    if (isWindows || !['EBUSY', 'EXDEV'].includes(codeOf(error))) throw error;
    await copyFile(temporary, place);
    await rm(temporary, { force: true });
  }
}

/** `old`: the file that is there. Undefined where its folder takes no new file, or the new one could not take after it. */
async function openBeside(
  place: string,
  old: Stats | undefined,
  mode: number | undefined,
): Promise<WholeFile | undefined> {
  // Not made of the name of the file, which may be as long as names can be.
  const temporary = join(dirname(place), `oimscope-${randomBytes(6).toString('hex')}.part`);
  let handle: FileHandle;
  try {
    handle = await open(temporary, 'wx', mode ?? (old === undefined ? NEW_FILE : old.mode & NEW_FILE));
  } catch (error) {
    if (old !== undefined && ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return undefined;
    throw error;
  }
  let isOpen = true;
  let isPlaced = false;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  const discard = async (): Promise<void> => {
    if (isPlaced) return;
    await close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
  };
  if (old !== undefined && !(await takesAfter(handle, old, mode))) {
    await discard();
    return undefined;
  }
  return {
    write: (text) => writeOn(handle, text),
    async finish() {
      // Some disks tell only now that they are full.
      await close();
      await putInPlace(temporary, place);
      isPlaced = true;
    },
    discard,
  };
}

async function openFor({ file, mode }: NamedFile): Promise<WholeFile> {
  const old = await stat(file).catch(() => undefined);
  // Other names of a file (hard links) are to have the new text, too.
  const isReplaceable = old === undefined || (old.isFile() && old.nlink === 1);
  // Of `-o /dev/stdout >> file` the file keeps what it has.
  if (await isOpenFile(file)) return openInPlace(file, mode, 'a');
  if (!isReplaceable) return openInPlace(file, mode);
  if (old !== undefined) await checkWritable(file);
  return (await openBeside(await placeOf(file), old, mode)) ?? openInPlace(file, mode);
}

/**
 * Opens a file for writing, whole or not at all: until it is finished, what stood there stays. Links to it stay links, and its owner and mode stay. What
 * cannot be replaced is written in its place: a device, a pipe, a file in a folder that is closed to us.
 */
export async function openWhole(named: NamedFile): Promise<WholeFile> {
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      throw await writingFailed(named, cause);
    }
  };
  const opened = await told(openFor(named));
  return {
    write: (text) => told(opened.write(text)),
    finish: () => told(opened.finish()),
    discard: () => opened.discard(),
  };
}

/** Writes a file, whole or not at all. Throws a TraceError where the disk is full or closed to us. */
export async function writeWhole(named: NamedFile, parts: Iterable<string>): Promise<void> {
  const output = await openWhole(named);
  try {
    for (const part of parts) if (!(await output.write(part))) return;
    await output.finish();
  } finally {
    await output.discard();
  }
}

/** Writes a file that is not there yet, whole or not at all. Throws a TraceError where one of its name is there, or the disk is full or closed to us. */
export async function writeNew(named: NamedFile, text: string): Promise<void> {
  let isOurs = false;
  try {
    const handle = await open(named.file, 'wx', named.mode ?? NEW_FILE);
    isOurs = true;
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    // A stump would pass for the whole at the next run.
    if (isOurs) await rm(named.file, { force: true }).catch(() => undefined);
    throw await writingFailed(named, cause);
  }
}
