import { open } from 'node:fs/promises';
import type { RenderOptions } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import { openWhole, writeOn, writeWhole, writingFailed } from './whole-file.ts';

/** When a thing is wanted that suits a terminal only. */
export type When = 'auto' | 'always' | 'never';

export interface Display {
  readonly output?: string;
  readonly width?: number;
  readonly color: When;
  readonly verbose: boolean;
}

/** What of the process decides how a report is shown. */
export interface Surroundings {
  readonly isTerminal: boolean;
  readonly columns?: number;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Columns of a page that is no terminal: fits an A4 page and a ticket. */
const PAGE_WIDTH = 100;
const LEAST_WIDTH = 40;

export function surroundings(): Surroundings {
  const { isTTY, columns } = process.stdout;
  const { platform, env } = process;
  return { isTerminal: isTTY === true, platform, env, ...(columns > 0 ? { columns } : {}) };
}

/** `--color` first, then FORCE_COLOR, then NO_COLOR (no-color.org), as Node itself ranks them; else a terminal has colour. */
function wantsColor(when: When, onTerminal: boolean, env: Surroundings['env']): boolean {
  if (when !== 'auto') return when === 'always';
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return onTerminal && env.TERM !== 'dumb';
}

/** Windows Terminal and UTF-8 locales draw box characters; the old console and a C locale may not. */
function drawsUnicode({ platform, env }: Surroundings): boolean {
  if (platform === 'win32') return env.WT_SESSION !== undefined || env.TERM_PROGRAM !== undefined;
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}

export function renderOptions(display: Display, around: Surroundings): RenderOptions {
  const onTerminal = around.isTerminal && display.output === undefined;
  const terminalWidth = onTerminal ? Math.max(LEAST_WIDTH, around.columns ?? PAGE_WIDTH) : PAGE_WIDTH;
  return {
    width: display.width ?? terminalWidth,
    color: wantsColor(display.color, onTerminal, around.env),
    verbose: display.verbose,
    unicode: onTerminal && drawsUnicode(around),
  };
}

/** Settles when the text is out; false where the reader has gone away (EPIPE; EIO of a terminal that was closed), which is no error. */
async function writeStandardOutput(text: string): Promise<boolean> {
  const error = await new Promise<Error | undefined>((resolve) => {
    process.stdout.once('error', resolve);
    process.stdout.write(text, (failure) => {
      process.stdout.off('error', resolve);
      resolve(failure ?? undefined);
    });
  });
  if (error === undefined) return true;
  if ('code' in error && (error.code === 'EPIPE' || (error.code === 'EIO' && process.stdout.isTTY))) return false;
  throw new TraceError('OUTPUT_FAILED', `standard output cannot be written: ${error.message}`, { cause: error });
}

/** Characters written at once. */
const PIECE = 1 << 16;

/** The same text in pieces of some size. */
function* inPieces(parts: Iterable<string>): Generator<string> {
  let held = '';
  for (const part of parts) {
    held += part;
    if (held.length < PIECE) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}

/** Where a text goes that is made while it is written. */
export interface Output {
  /** Settles when the text is out; false where nobody reads on. */
  write(text: string): Promise<boolean>;
  /** Ends a text that is whole. */
  close(): Promise<void>;
  /** Takes back what was not closed, where it can be. */
  discard(): Promise<void>;
}

const STANDARD_OUTPUT: Output = {
  write: writeStandardOutput,
  close: async () => undefined,
  discard: async () => undefined,
};

/** Opens a file that is there under its name when it is whole, or standard output without one. */
export async function openOutput(file?: string): Promise<Output> {
  if (file === undefined) return STANDARD_OUTPUT;
  const output = await openWhole({ file, option: 'output' });
  return {
    write: (text) => output.write(text),
    close: () => output.finish(),
    discard: () => output.discard(),
  };
}

/** Opens a file that others can follow while it grows, or standard output without one. */
export async function openLiveOutput(file?: string): Promise<Output> {
  if (file === undefined) return STANDARD_OUTPUT;
  const named = { file, option: 'output' };
  const handle = await open(file, 'w').catch(async (cause: unknown) => {
    throw await writingFailed(named, cause);
  });
  return {
    write: (text) =>
      writeOn(handle, text).catch(async (cause: unknown) => {
        throw await writingFailed(named, cause);
      }),
    close: () => handle.close(),
    discard: () => handle.close(),
  };
}

/** Writes a text, given in parts, to a file, whole or not at all, or to standard output without one. */
export async function writeOutput(parts: Iterable<string>, file?: string): Promise<void> {
  if (file !== undefined) return writeWhole({ file, option: 'output' }, inPieces(parts));
  for (const piece of inPieces(parts)) if (!(await writeStandardOutput(piece))) return;
}
