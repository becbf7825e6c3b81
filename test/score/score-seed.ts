import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyze } from '../../src/index.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import type { Condition } from '../sim/condition.ts';
import { type Simulated, simulate, truthJson } from '../sim/simulate.ts';
import { type SeedScore, scoreMessages } from './tally.ts';

async function writeBundle(folder: string, { files }: Simulated): Promise<void> {
  for (const { path, bytes, modifiedAt } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
    const time = new Date(ticksToIso(modifiedAt));
    await utimes(target, time, time);
  }
}

/** Simulates a world, writes its bundle, analyses it, and scores what the report says. `keep` leaves all of it in a folder. */
export async function scoreSeed(seed: number, condition: Condition, keep?: string): Promise<SeedScore> {
  const simulated = simulate(seed, condition);
  const root =
    keep === undefined ? await mkdtemp(join(tmpdir(), 'oimscope-score-')) : join(keep, `${condition.name}-${seed}`);
  if (keep !== undefined) await rm(root, { recursive: true, force: true });
  try {
    const bundle = join(root, 'bundle');
    await mkdir(bundle, { recursive: true });
    await writeBundle(bundle, simulated);
    const report = await analyze([bundle], { ...simulated.options, workers: 1 });
    if (keep !== undefined) {
      await writeFile(join(root, 'truth.json'), truthJson(simulated));
      await writeFile(join(root, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    }
    return scoreMessages(report.messages, simulated.truth);
  } finally {
    if (keep === undefined) await rm(root, { recursive: true });
  }
}
