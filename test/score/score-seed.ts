import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyze } from '../../src/index.ts';
import type { Condition } from '../sim/condition.ts';
import { simulate, truthJson } from '../sim/simulate.ts';
import { type SeedScore, scoreMessages } from './tally.ts';
import { writeBundle } from './write-bundle.ts';

/** Simulates a world, writes its bundle, analyses it, and scores what the report says. `keep` leaves all of it in a folder. */
export async function scoreSeed(seed: number, condition: Condition, keep?: string): Promise<SeedScore> {
  const simulated = simulate(seed, condition);
  const root =
    keep === undefined ? await mkdtemp(join(tmpdir(), 'oimscope-score-')) : join(keep, `${condition.name}-${seed}`);
  if (keep !== undefined) await rm(root, { recursive: true, force: true });
  try {
    const bundle = join(root, 'bundle');
    await writeBundle(bundle, simulated.files);
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
