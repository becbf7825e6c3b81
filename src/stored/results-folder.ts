import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TraceError } from '../model/errors.ts';

/** Folder of a results folder that holds its reports, `<name>.json` or `<root>/<name>.json`. */
const REPORTS = 'reports';
const EXTENSION = '.json';

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TraceError('USAGE', `${folder}: cannot be listed: ${reason}`, { cause });
  }
}

async function addReports(folder: string, prefix: string, found: Map<string, string>): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const { name } = entry;
    if (entry.isFile() && name.endsWith(EXTENSION)) {
      found.set(`${prefix}${name.slice(0, -EXTENSION.length)}`, join(folder, name));
    } else if (entry.isDirectory() && prefix === '') await addReports(join(folder, name), `${name}/`, found);
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/**
 * Files of the reports in a results folder of `batch`, by bundle. Links are not followed. Throws a TraceError for a folder that is
 * none.
 */
export async function listReports(folder: string): Promise<ReadonlyMap<string, string>> {
  const reports = join(folder, REPORTS);
  if (!(await isFolder(reports))) {
    throw new TraceError('USAGE', `${folder}: not a results folder of "batch": it has no folder "${REPORTS}"`);
  }
  const found = new Map<string, string>();
  await addReports(reports, '', found);
  return found;
}
