import { formatOfId } from '../formats/index.ts';
import type { Stretch } from '../input/bundle-file.ts';
import { diskFile } from '../input/disk-file.ts';
import { openStretch, readHead } from '../input/text-source.ts';
import type { FormatId } from '../model/source.ts';
import { type Scan, type ScanOptions, scanStretch } from './scan-stretch.ts';

/** A stretch to scan, as plain data: a worker may do it. */
export interface ScanTask {
  readonly path: string;
  readonly disk: string;
  readonly size: number;
  readonly format: FormatId;
  readonly cut: Stretch;
}

/** Scans a stretch; lines count from 1 at its start. Errors of the system are thrown as they are. */
export async function runTask(task: ScanTask, options: ScanOptions, onBytes?: (bytes: number) => void): Promise<Scan> {
  const { cut } = task;
  const file = diskFile(task.path, task.disk, { size: task.size, mtimeMs: 0 });
  const source = openStretch(file, await readHead(file), { from: { offset: cut.start, line: 1 }, end: cut.end });
  return scanStretch(source, formatOfId(task.format), options, onBytes);
}
