import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Redaction, type RedactOptions } from '../index.ts';
import { TraceError } from '../model/errors.ts';
import { checkNotWithin, checkOutside, isSameFile } from './check-paths.ts';
import type { RedactArguments } from './redact-arguments.ts';
import { writeNew, writeWhole } from './whole-file.ts';

/** Characters of a key at the least: nobody is to try all of them. */
const LEAST_KEY = 16;
const OWNER_ONLY = 0o600;
const ENVIRONMENT = /^env:(.*)$/;

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
  await writeNew({ file, option: 'redact-key', mode: OWNER_ONLY }, `${key}\n`);
  process.stderr.write('oimscope: the file of --redact-key was not there; a new key was written to it\n');
  return key;
}

/** The environment variable that is named; undefined where a file is. */
function variableOf(given: string): string | undefined {
  return ENVIRONMENT.exec(given)?.[1];
}

function keyInVariable(name: string): string {
  const key = process.env[name];
  if (key !== undefined) return key.trim();
  const fault = name === '' ? 'write env: and the name of a variable' : `the variable ${name} is not set`;
  throw new TraceError('USAGE', `--redact-key env:${name}: ${fault}`);
}

/** The key that is given, or one for this run alone. A file that is not there is made, with a key of its own. */
async function keyOf(given: string | undefined): Promise<string> {
  if (given === undefined) return randomBytes(32).toString('base64url');
  const name = variableOf(given);
  const key = name === undefined ? await keyIn(given) : keyInVariable(name);
  if (key.length >= LEAST_KEY) return key;
  throw new TraceError('USAGE', `--redact-key ${given}: a key has ${LEAST_KEY} characters or more`);
}

/** The file with the key; undefined where there is none. */
function keyFileOf(key: string | undefined): string | undefined {
  return key === undefined || variableOf(key) !== undefined ? undefined : key;
}

/** Throws a TraceError where a file of its own would be among the results of a batch. */
export async function checkBesideResults({ map, key }: RedactArguments, results: string): Promise<void> {
  await checkNotWithin(map, results, 'redact-map', 'the results folder');
  await checkNotWithin(keyFileOf(key), results, 'redact-key', 'the results folder');
}

/** Refuses a map or a key file that would destroy another file of the run, or lie in what is read. */
async function checkFiles(
  { map, key }: RedactArguments,
  output: string | undefined,
  inputs: readonly string[],
): Promise<void> {
  const keyFile = keyFileOf(key);
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

/** Reads the key of a redaction, or makes it, and checks where its map is to go. `inputs`: all paths that are read. */
export async function openKey(
  args: RedactArguments,
  output: string | undefined,
  inputs: readonly string[],
): Promise<RedactOptions> {
  await checkFiles(args, output, inputs);
  return { key: await keyOf(args.key), keepDomains: args.keepDomains };
}

/** Makes a redaction ready, as `openKey`. */
export async function openRedaction(
  args: RedactArguments,
  output: string | undefined,
  inputs: readonly string[],
): Promise<Redaction> {
  return new Redaction(await openKey(args, output, inputs));
}

const WARNING =
  'Private. This file undoes the redaction of the report it was written with: do not send it along, and delete it when it is of no more use.';

/** Writes what each token stands for, readable by its owner alone. */
export async function writeMap(
  file: string | undefined,
  { map }: { readonly map: Readonly<Record<string, string>> },
): Promise<void> {
  if (file === undefined) return;
  const text = JSON.stringify({ schema: 'oimscope.redact-map/1', warning: WARNING, tokens: map }, undefined, 2);
  await writeWhole({ file, option: 'redact-map', mode: OWNER_ONLY }, [`${text}\n`]);
}
