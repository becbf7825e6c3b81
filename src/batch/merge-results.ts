import { copyFileSync, linkSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { giveTurn } from '../input/turn.ts';
import { TraceError } from '../model/errors.ts';
import type { FailOn } from '../model/exit-code.ts';
import type { Fleet } from '../model/fleet.ts';
import { removeFleet, writeFleet } from './fleet/write-fleet.ts';
import { JOURNAL_NAME, JournalReader } from './journal.ts';
import type { JournalLine } from './journal-line.ts';
import type { Worker } from './lock.ts';
import { openResults } from './results-folder.ts';
import { writingFailed } from './whole-file.ts';

/** Two bundles of one name, from two folders, are told apart by so much of the hash of their content. */
const HASH_DIGITS = 8;

/** Lines of the journal written at once. */
const LINES_AT_ONCE = 256;

interface Merged {
  readonly line: JournalLine;
  /** Results folder that it is from. */
  readonly folder: string;
}

/** What decides between two results of the same content: a later version of the tool, then anything that is the same in any order. */
function isBetter({ key, digest }: JournalLine, other: JournalLine): boolean {
  const [mine, theirs] = [key, other.key].map(
    ({ tool, options }) =>
      `${tool
        .split('.')
        .map((part) => part.padStart(6, '0'))
        .join('.')} ${options}`,
  );
  if (mine !== theirs) return (mine ?? '') > (theirs ?? '');
  return JSON.stringify(digest) > JSON.stringify(other.digest);
}

/** The name that a bundle had before merging told it apart. */
function plainName({ name, key }: JournalLine): string {
  const mark = `~${key.content.slice(0, HASH_DIGITS)}`;
  return name.endsWith(mark) ? name.slice(0, -mark.length) : name;
}

function openJournal(folder: string): JournalReader {
  try {
    return new JournalReader(folder);
  } catch (cause) {
    if (cause instanceof TraceError) throw cause;
    throw new TraceError('USAGE', `${folder}: no results folder, as it holds no ${JOURNAL_NAME} that can be read`, {
      cause,
    });
  }
}

/** Every result once, by plain name and content. */
async function gather(folders: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Merged>>> {
  const byName = new Map<string, Map<string, Merged>>();
  for (const folder of folders) {
    const reader = openJournal(folder);
    try {
      for (const name of reader.names) {
        const line = reader.line(name);
        if (line === undefined) continue;
        const contents = byName.get(plainName(line)) ?? new Map<string, Merged>();
        byName.set(plainName(line), contents);
        const known = contents.get(line.key.content);
        if (known === undefined || isBetter(line, known.line)) contents.set(line.key.content, { line, folder });
      }
    } finally {
      reader.close();
    }
    await giveTurn();
  }
  return byName;
}

/** The name and the place of the report that a result has among all: its plain name, where it is the only one. */
function renamed({ line, folder }: Merged, plain: string, isOnly: boolean): Merged {
  const mark = isOnly ? '' : `~${line.key.content.slice(0, HASH_DIGITS)}`;
  const own = plainName(line) === line.name ? '' : `~${line.key.content.slice(0, HASH_DIGITS)}`;
  const path = line.report?.path.replace(/\.json$/, '');
  const bare = path?.endsWith(own) ? path.slice(0, path.length - own.length) : path;
  const report = line.report && { ...line.report, path: `${bare}${mark}.json` };
  return { folder, line: { ...line, name: `${plain}${mark}`, ...(report && { report }) } };
}

/** Of an earlier merge every bundle is among these: then it is gone on with. */
function refuseOthersResults(output: string, earlier: Iterable<string>, byName: ReadonlyMap<string, unknown>): void {
  for (const name of earlier) {
    if (byName.has(name.replace(/~[0-9a-f]{8}$/, '')) || byName.has(name)) continue;
    throw new TraceError(
      'USAGE',
      `-o ${output}: holds results that are not among these (${name}); name a new or an empty folder`,
    );
  }
}

/** A second name for the same file where the disk can, else a copy. */
function bring(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

export interface MergeOptions {
  readonly me: Worker;
  readonly failOn?: FailOn;
  readonly signal?: AbortSignal;
}

/**
 * Joins several results folders to one. Which folders come first, and in how many steps they are joined, changes no byte of the summary. Throws a
 * TraceError for a folder that holds no results, and for one that cannot be written.
 */
export async function mergeResults(
  folders: readonly string[],
  output: string,
  { me, failOn = 'none', signal }: MergeOptions,
): Promise<Fleet> {
  const byName = await gather(folders);
  const results = await openResults(output, me);
  try {
    const out = realpathSync(output);
    if (folders.some((folder) => realpathSync(folder) === out)) {
      throw new TraceError('USAGE', `-o ${output}: that is one of the folders to be merged; name another one`);
    }
    refuseOthersResults(output, results.earlier?.names ?? [], byName);
    removeFleet(output);
    const names: string[] = [];
    const lines: JournalLine[] = [];
    for (const [plain, contents] of byName) {
      for (const merged of contents.values()) {
        signal?.throwIfAborted();
        const { line } = renamed(merged, plain, contents.size === 1);
        const { report } = merged.line;
        try {
          if (report !== undefined && line.report !== undefined)
            bring(join(merged.folder, report.path), join(output, line.report.path));
        } catch (error) {
          throw writingFailed(join(output, line.report?.path ?? ''), error);
        }
        names.push(line.name);
        lines.push(line);
      }
      if (lines.length < LINES_AT_ONCE) continue;
      await results.journal.addAll(lines.splice(0));
    }
    await results.journal.addAll(lines);
    const reader = new JournalReader(output);
    try {
      const sorted = names.toSorted();
      return writeFleet(output, () => reader.lines(sorted), failOn);
    } finally {
      reader.close();
    }
  } finally {
    await results.close();
  }
}
