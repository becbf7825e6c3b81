import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ticksToIso } from '../../src/model/ticks.ts';
import type { SimFile } from '../sim/spool-files.ts';

/** Writes the files of a simulated bundle into a folder. */
export async function writeBundle(folder: string, files: readonly SimFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { path, bytes, modifiedAt } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
    const time = new Date(ticksToIso(modifiedAt));
    await utimes(target, time, time);
  }
}
