import { randomBytes } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import { type Leak, type LeakForm, Redaction } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import { checkOutside, isSameFile } from './check-paths.ts';
import type { RedactArguments } from './redact-arguments.ts';

/** Characters of a key at the least: nobody is to try all of them. */
const LEAST_KEY = 16;
const OWNER_ONLY = 0o600;
const ENVIRONMENT = /^env:(.+)$/;

/** A redacted output that still holds an original. Ends a run with exit code 70; nothing of the output was written. */
export class LeakError extends Error {
  override readonly name = 'LeakError';

  constructor({ kind, form }: Leak) {
    super(
      `the redacted output still holds an original (${kind}, ${FORMS[form]}); it was not written. ` +
        'Please report it; --redact none writes the report with all it names',
    );
  }
}

const FORMS: Readonly<Record<LeakForm, string>> = {
  plain: 'as it is',
  escaped: 'behind escapes',
  encoded: 'in base64, hexadecimal digits or UTF-16',
  truncated: 'cut short',
};

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function keyIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf-8')).replace(/^\ufeff/, '').trim();
  } catch (cause) {
    if (!isMissing(cause)) throw new TraceError('USAGE', `--redact-key ${file}: ${reasonOf(cause)}`, { cause });
  }
  const key = randomBytes(32).toString('base64url');
  try {
    await writeFile(file, `${key}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  } catch (cause) {
    throw new TraceError('OUTPUT_FAILED', `--redact-key ${file} cannot be written: ${reasonOf(cause)}`, { cause });
  }
  process.stderr.write('oimscope: the file of --redact-key was not there; a new key was written to it\n');
  return key;
}

/** The key that is given, or one for this run alone. A file that is not there is made, with a key of its own. */
async function keyOf(given: string | undefined): Promise<string> {
  if (given === undefined) return randomBytes(32).toString('base64url');
  const [, name] = ENVIRONMENT.exec(given) ?? [];
  const key = name === undefined ? await keyIn(given) : (process.env[name] ?? '').trim();
  if (key.length >= LEAST_KEY) return key;
  throw new TraceError('USAGE', `--redact-key ${given}: a key has ${LEAST_KEY} characters or more`);
}

/** Refuses a map or a key file that would destroy another file of the run, or lie in what is read. */
async function checkFiles(
  { map, key }: RedactArguments,
  output: string | undefined,
  inputs: readonly string[],
): Promise<void> {
  const keyFile = key === undefined || ENVIRONMENT.test(key) ? undefined : key;
  await checkOutside(map, inputs, 'redact-map');
  await checkOutside(keyFile, inputs, 'redact-key');
  for (const [name, file] of [
    ['output', output],
    ['redact-key', keyFile],
  ] as const) {
    if (map !== undefined && file !== undefined && (await isSameFile(map, file))) {
      throw new TraceError(
        'USAGE',
        `--redact-map ${map}: that is the file of --${name}; the map is private, give it one of its own`,
      );
    }
  }
  if (keyFile !== undefined && output !== undefined && (await isSameFile(keyFile, output))) {
    throw new TraceError('USAGE', `--output ${output}: that is the file of --redact-key`);
  }
}

/** Makes a redaction ready: reads or makes its key, and checks where its map is to go. `inputs`: all paths that are read. */
export async function openRedaction(
  args: RedactArguments,
  output: string | undefined,
  inputs: readonly string[],
): Promise<Redaction> {
  await checkFiles(args, output, inputs);
  return new Redaction({ key: await keyOf(args.key), keepDomains: args.keepDomains });
}

/** Throws a LeakError where an output still holds an original. `own`: the same output without data. */
export async function checkLeak(
  redaction: Redaction,
  parts: Iterable<string>,
  own?: () => Promise<string>,
): Promise<void> {
  const leak = await redaction.leakIn(parts, own);
  if (leak !== undefined) throw new LeakError(leak);
}

const WARNING =
  'Private. This file undoes the redaction of the report it was written with: do not send it along, and delete it when it is of no more use.';

/** Writes what each token stands for, readable by its owner alone. */
export async function writeMap(file: string | undefined, { map }: Redaction): Promise<void> {
  if (file === undefined) return;
  try {
    const handle = await open(file, 'w', OWNER_ONLY);
    try {
      // A file that was there keeps its mode otherwise.
      await handle.chmod(OWNER_ONLY);
      await handle.writeFile(
        `${JSON.stringify({ schema: 'oimscope.redact-map/1', warning: WARNING, tokens: map }, undefined, 2)}\n`,
      );
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new TraceError('OUTPUT_FAILED', `--redact-map ${file} cannot be written: ${reasonOf(cause)}`, { cause });
  }
}
