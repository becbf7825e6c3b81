import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { giveTurn } from '../input/turn.ts';
import { TraceError } from '../model/errors.ts';
import { isWithin, placeOf } from './bundle-places.ts';
import { JOURNAL_NAME, JournalReader } from './journal.ts';
import type { JournalLine } from './journal-line.ts';
import { isLocked, type Worker } from './lock.ts';

/** Two bundles of one name, from two folders, are told apart by so much of the hash of their content. */
const HASH_DIGITS = 8;

/** A result with where it is from. */
export interface Merged {
  readonly line: JournalLine;
  /** Results folder that it is from. */
  readonly folder: string;
  /** Where its report stands there. */
  readonly from: string | undefined;
}

/** What several results folders hold. */
export interface Parts {
  /** Every result once: by plain name, then by what the bundle held. */
  readonly byName: ReadonlyMap<string, ReadonlyMap<string, Merged>>;
  readonly shards: ReadonlySet<string>;
  /** Fingerprints of the keys by which names were replaced; none where nothing is redacted. */
  readonly keys: ReadonlySet<string>;
  readonly warnings: readonly string[];
  /** Some of it is missing. */
  readonly isPartial: boolean;
}

/** What a bundle held; of one that could not be read to its end, how it looked. */
function identityOf({ key, signature }: JournalLine): string {
  return key.content === '' ? signature : key.content;
}

function markOf(line: JournalLine): string {
  return `~${identityOf(line).slice(0, HASH_DIGITS)}`;
}

/** The name that a bundle had before merging told it apart. */
function plainName(line: JournalLine): string {
  const mark = markOf(line);
  return mark.length > 1 && line.name.endsWith(mark) ? line.name.slice(0, -mark.length) : line.name;
}

/** What decides between two results of the same bundle: one that is final, a later version of the tool, then anything that is the same in any order. */
function isBetter(line: JournalLine, other: JournalLine): boolean {
  if (line.isFinal !== other.isFinal) return line.isFinal === true;
  const [mine = '', theirs = ''] = [line, other].map(({ key: { tool, options } }) => {
    const version = tool.split('.').map((part) => part.padStart(6, '0'));
    return `${version.join('.')} ${options}`;
  });
  if (mine !== theirs) return mine > theirs;
  return JSON.stringify(line.digest) > JSON.stringify(other.digest);
}

function openJournal(folder: string): JournalReader {
  try {
    return new JournalReader(folder);
  } catch (cause) {
    if (cause instanceof TraceError) throw cause;
    const fault = `${folder}: no results folder, as it holds no ${JOURNAL_NAME} that can be read`;
    throw new TraceError('USAGE', fault, { cause });
  }
}

/** A try that was given up says nothing where the same bundle was analysed elsewhere. */
function withoutGivenUp(contents: ReadonlyMap<string, Merged>): ReadonlyMap<string, Merged> {
  const final = [...contents.values()].filter(({ line }) => line.isFinal === true);
  const looks = new Set(final.map(({ line }) => line.signature));
  return new Map([...contents].filter(([, { line }]) => line.isFinal === true || !looks.has(line.signature)));
}

/** Parts of a batch that nobody brought: of `1/3` and `3/3` that is `2/3`. */
function missingShards(shards: ReadonlySet<string>): readonly string[] {
  const counts = new Set([...shards].map((shard) => Number(shard.split('/')[1])));
  return [...counts].flatMap((count) =>
    Array.from({ length: count }, (_, index) => `${index + 1}/${count}`).filter((shard) => !shards.has(shard)),
  );
}

function innerSet(map: Map<string, Set<string>>, key: string): Set<string> {
  const inner = map.get(key) ?? new Set<string>();
  map.set(key, inner);
  return inner;
}

/** Together with plain ones, tokens would hide nobody, and whoever is in both would count as two. */
function refuseMixed([redacted]: readonly string[], [plain]: readonly string[]): void {
  if (redacted === undefined || plain === undefined) return;
  throw new TraceError(
    'USAGE',
    `${redacted} is redacted and ${plain} is not; redact all parts with one --redact-key, or none of them`,
  );
}

/** Reads the journals of results folders. Throws a TraceError for a folder that holds none, and where one is to be written to itself. */
export async function gatherResults(folders: readonly string[], output: string, me: Worker): Promise<Parts> {
  const out = placeOf(output);
  const byName = new Map<string, Map<string, Merged>>();
  const shards = new Set<string>();
  const keys = new Set<string>();
  const [redacted, plain]: [string[], string[]] = [[], []];
  const unfinished: string[] = [];
  const versions = new Set<string>();
  /** By the keys of the folder: those of a redacted one are in its options. */
  const options = new Map<string, Set<string>>();
  for (const folder of folders) {
    if (isWithin(out, placeOf(folder))) {
      throw new TraceError(
        'USAGE',
        `-o ${output}: that is one of the folders to be merged, or in one; name another one`,
      );
    }
    const reader = openJournal(folder);
    try {
      if (!existsSync(join(folder, 'fleet.json')) || isLocked(folder, me)) unfinished.push(folder);
      for (const shard of reader.shards) shards.add(shard);
      for (const key of reader.keys) keys.add(key);
      (reader.keys.size > 0 ? redacted : plain).push(folder);
      const ownOptions = innerSet(options, [...reader.keys].toSorted().join(' '));
      for (const line of reader.lines(reader.names)) {
        versions.add(line.key.tool);
        ownOptions.add(line.key.options);
        const contents = byName.get(plainName(line)) ?? new Map<string, Merged>();
        byName.set(plainName(line), contents);
        const known = contents.get(identityOf(line));
        if (known === undefined || isBetter(line, known.line))
          contents.set(identityOf(line), { line, folder, from: line.report?.path });
      }
    } finally {
      reader.close();
    }
    await giveTurn();
  }
  refuseMixed(redacted, plain);
  const missing = missingShards(shards);
  const warnings = [
    ...unfinished.map((folder) => `${folder}: the batch on it is not finished; give its command again, then merge`),
    ...(missing.length === 0 ? [] : [`part ${missing.join(', ')} is missing`]),
    ...(versions.size > 1
      ? [`the results are of several versions of oimscope (${[...versions].toSorted().join(', ')})`]
      : []),
    ...(keys.size > 1
      ? [
          'the results were redacted with different keys: somebody who is in two of them counts as two, and so does a bundle; ' +
            'give all parts one --redact-key',
        ]
      : []),
    ...([...options.values()].some((same) => same.size > 1)
      ? ['the results were made with different options; of the same bundle one of them is taken']
      : []),
  ];
  return {
    byName: new Map([...byName].map(([name, contents]) => [name, withoutGivenUp(contents)] as const)),
    shards,
    keys,
    warnings,
    isPartial: unfinished.length > 0 || missing.length > 0,
  };
}

/** The name and the place of the report that a result has among all: its plain name, where it is the only one. */
function renamed({ line, folder, from }: Merged, plain: string, isOnly: boolean): Merged {
  const mark = isOnly ? '' : markOf(line);
  const own = plainName(line) === line.name ? '' : markOf(line);
  const path = line.report?.path.replace(/\.json$/, '');
  const bare = path?.endsWith(own) ? path.slice(0, path.length - own.length) : path;
  const report = line.report && { ...line.report, path: `${bare}${mark}.json` };
  return { folder, from, line: { ...line, name: `${plain}${mark}`, ...(report && { report }) } };
}

/** All results with the names that they have among each other. */
export function namedResults({ byName }: Parts): readonly Merged[] {
  return [...byName].flatMap(([plain, contents]) =>
    [...contents.values()].map((merged) => renamed(merged, plain, contents.size === 1)),
  );
}
