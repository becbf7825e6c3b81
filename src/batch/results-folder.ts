import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TraceError } from '../model/errors.ts';
import { removeFleet } from './fleet/write-fleet.ts';
import { JOURNAL_NAME, JournalReader, JournalWriter } from './journal.ts';
import type { JournalLine } from './journal-line.ts';
import { LOCK_NAME, lockFolder, type Worker } from './lock.ts';
import { WORK_FOLDER, writingFailed } from './whole-file.ts';

/** A results folder that is this process's until it is closed. */
export interface ResultsFolder {
  readonly path: string;
  /** What an earlier run finished. */
  readonly earlier: JournalReader | undefined;
  readonly journal: JournalWriter;
  close(): Promise<void>;
}

/** Nothing of anybody else's may be among the results. */
function refuseOthersFiles(path: string): void {
  if (existsSync(join(path, JOURNAL_NAME))) return;
  const other = readdirSync(path).find((name) => name !== WORK_FOLDER && !name.startsWith(LOCK_NAME));
  if (other === undefined) return;
  throw new TraceError(
    'USAGE',
    `-o ${path}: holds other files (${other}) and no ${JOURNAL_NAME}; name a new or an empty folder`,
  );
}

/** Folder of the results folder that holds the reports, in one folder a root where there are several. */
const REPORTS = 'reports';

function removeReports(folder: string, levels = 2): void {
  if (!existsSync(folder)) return;
  for (const one of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, one.name);
    if (one.isFile() && one.name.endsWith('.json')) rmSync(path);
    else if (one.isDirectory() && levels > 1) removeReports(path, levels - 1);
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/**
 * Takes away results with other names than those to come: of a report that a killed process left behind no journal tells, so all that lie there go. The
 * journal itself is emptied last, when it is opened.
 */
function startOver(folder: string): void {
  removeReports(join(folder, REPORTS));
  removeFleet(folder);
}

/** What of earlier results can be gone on with: only what has names by the same key, or plain ones as these. */
function isAlike({ keys }: JournalReader, key: string | undefined): boolean {
  return key === undefined ? keys.size === 0 : keys.size === 1 && keys.has(key);
}

function journalOf(path: string): JournalReader | undefined {
  return existsSync(join(path, JOURNAL_NAME)) ? new JournalReader(path) : undefined;
}

export interface OpenOptions {
  /** Fingerprint of the key that names are redacted with. */
  readonly key?: string;
  /** Told where there are results that cannot be gone on with, which are taken away. */
  readonly onStartOver?: () => void;
}

function journalToGoOnWith(path: string, { key, onStartOver }: OpenOptions): JournalReader | undefined {
  const earlier = journalOf(path);
  if (earlier === undefined || isAlike(earlier, key)) return earlier;
  earlier.close();
  if (earlier.count > 0) onStartOver?.();
  startOver(path);
  return undefined;
}

/**
 * Makes a results folder, or goes on with one. Throws a TraceError where another process works on it, where it holds anything else, and where it
 * cannot be written.
 */
export async function openResults(path: string, me: Worker, options?: OpenOptions): Promise<ResultsFolder> {
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(path, { recursive: true });
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    refuseOthersFiles(path);
    unlock = await lockFolder(path, me);
    rmSync(join(path, WORK_FOLDER), { recursive: true, force: true });
    const earlier = options === undefined ? journalOf(path) : journalToGoOnWith(path, options);
    const journal = await JournalWriter.open(path, earlier?.wholeBytes ?? 0);
    return {
      path,
      earlier,
      journal,
      async close() {
        await journal.close();
        earlier?.close();
        rmSync(join(path, WORK_FOLDER), { recursive: true, force: true });
        unlock?.();
      },
    };
  } catch (error) {
    unlock?.();
    throw error instanceof TraceError ? error : writingFailed(`-o ${path}`, error);
  }
}

/** Whether the report of a line stands where it was written, whole. */
export function hasReport(folder: string, { report }: JournalLine): boolean {
  if (report === undefined) return true;
  try {
    return statSync(join(folder, report.path)).size === report.bytes;
  } catch {
    return false;
  }
}
