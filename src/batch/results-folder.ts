import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TraceError } from '../model/errors.ts';
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

/**
 * Makes a results folder, or goes on with one. Throws a TraceError where another process works on it, where it holds anything else, and where it
 * cannot be written.
 */
export async function openResults(path: string, me: Worker): Promise<ResultsFolder> {
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(path, { recursive: true });
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    refuseOthersFiles(path);
    unlock = await lockFolder(path, me);
    rmSync(join(path, WORK_FOLDER), { recursive: true, force: true });
    const earlier = existsSync(join(path, JOURNAL_NAME)) ? new JournalReader(path) : undefined;
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
