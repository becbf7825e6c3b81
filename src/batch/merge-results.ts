import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { giveTurn } from '../input/turn.ts';
import { TraceError } from '../model/errors.ts';
import type { FailOn } from '../model/exit-code.ts';
import type { Fleet } from '../model/fleet.ts';
import { removeFleet, writeFleet } from './fleet/write-fleet.ts';
import { gatherResults, type Merged, namedResults, type Parts } from './gather-results.ts';
import { JournalReader } from './journal.ts';
import { type AnyLine, JOURNAL_VERSION } from './journal-line.ts';
import type { Worker } from './lock.ts';
import { openResults } from './results-folder.ts';
import { writingFailed } from './whole-file.ts';

/** Lines of the journal written at once. */
const LINES_AT_ONCE = 256;

export interface MergeOptions {
  readonly me: Worker;
  readonly failOn?: FailOn;
  readonly signal?: AbortSignal;
}

export interface MergeResult {
  readonly fleet: Fleet;
  /** Why the summary may not be what was meant: parts that are missing or unfinished, results that were made in different ways. */
  readonly warnings: readonly string[];
  /** Some of it is missing. */
  readonly isPartial: boolean;
}

/** Of an earlier merge every bundle is among these: then it is made anew. */
function refuseOthersResults(output: string, earlier: JournalReader | undefined, parts: Parts): void {
  for (const name of earlier?.names ?? []) {
    if (parts.byName.has(name.replace(/~[0-9a-f]{8}$/, '')) || parts.byName.has(name)) continue;
    const fault = `-o ${output}: holds results that are not among these (${name})`;
    throw new TraceError('USAGE', `${fault}; name a new or an empty folder`);
  }
}

/** A second name for the same file where the disk can, else a copy. */
function bring(from: string, to: string): void {
  if (!existsSync(from))
    throw new TraceError('USAGE', `${from}: is not there, though the journal beside it names it; run that batch again`);
  try {
    mkdirSync(dirname(to), { recursive: true });
    rmSync(to, { force: true });
    try {
      linkSync(from, to);
    } catch {
      copyFileSync(from, to);
    }
  } catch (error) {
    throw writingFailed(to, error);
  }
}

/** Takes away what an earlier merge brought, and its lines: what is left is as if it had not been. */
function* removals(output: string, earlier: JournalReader | undefined): Generator<AnyLine> {
  for (const name of earlier?.names ?? []) {
    const report = earlier?.line(name)?.report;
    if (report !== undefined) rmSync(join(output, report.path), { force: true });
    yield { journal: JOURNAL_VERSION, name, isGone: true };
  }
}

function* linesOf(all: readonly Merged[], parts: Parts, output: string): Generator<AnyLine> {
  for (const key of [...parts.keys].toSorted()) yield { journal: JOURNAL_VERSION, redacted: { by: 'ticket', key } };
  for (const shard of [...parts.shards].toSorted()) yield { journal: JOURNAL_VERSION, shard };
  for (const { line, folder, from } of all) {
    if (from !== undefined && line.report !== undefined) bring(join(folder, from), join(output, line.report.path));
    yield line;
  }
}

/**
 * Joins several results folders to one. Which folders come first, and in how many steps they are joined, changes no byte of the summary. Throws a
 * TraceError for a folder that holds no results, and for one that cannot be written.
 */
export async function mergeResults(
  folders: readonly string[],
  output: string,
  { me, failOn = 'none', signal }: MergeOptions,
): Promise<MergeResult> {
  const parts = await gatherResults(folders, output, me);
  const results = await openResults(output, me);
  try {
    refuseOthersResults(output, results.earlier, parts);
    removeFleet(output);
    await results.journal.addAll([...removals(output, results.earlier)]);
    const all = namedResults(parts);
    const waiting: AnyLine[] = [];
    for (const line of linesOf(all, parts, output)) {
      signal?.throwIfAborted();
      waiting.push(line);
      if (waiting.length < LINES_AT_ONCE) continue;
      await results.journal.addAll(waiting.splice(0));
      await giveTurn();
    }
    await results.journal.addAll(waiting);
    const reader = new JournalReader(output);
    try {
      const names = all.map(({ line }) => line.name).toSorted();
      const fleet = await writeFleet(output, () => reader.lines(names), {
        failOn,
        ...(parts.keys.size > 0 && { redacted: { by: 'ticket' } }),
      });
      return { fleet, warnings: parts.warnings, isPartial: parts.isPartial };
    } finally {
      reader.close();
    }
  } finally {
    await results.close();
  }
}
