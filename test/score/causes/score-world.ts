import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyze } from '../../../src/index.ts';
import { faultOf, refsIn } from '../../contract/reopen.ts';
import { type Cause, causeWorld } from '../../sim/causes/cause.ts';
import type { SimFile } from '../../sim/spool-files.ts';
import { writeBundle } from '../write-bundle.ts';
import { type Judged, judge } from './judge.ts';

type Report = Awaited<ReturnType<typeof analyze>>;

/** Findings without a citation that can be opened again, each with what is wrong. */
function unconfirmed(report: Report, files: readonly SimFile[]): readonly string[] {
  const bytes = new Map(files.map((file) => [file.path, file.bytes]));
  return report.findings.flatMap(({ rule, evidence }) => {
    const faults = refsIn(evidence).map((ref) => {
      const source = bytes.get(ref.source);
      return source === undefined ? `no such source: ${ref.source}` : faultOf(ref, source);
    });
    return faults.includes(undefined) ? [] : [`${rule}: ${faults[0] ?? 'no citation'}`];
  });
}

/** Makes a world, writes its bundle, analyses it, and holds what is found against what is true. `keep` leaves all of it in a folder. */
export async function scoreWorld(cause: Cause, seed: number, keep?: string): Promise<Judged> {
  const world = causeWorld(cause, seed);
  const name = `${cause.kind}-${cause.id.replaceAll(/[^\w-]+/g, '-')}-${seed}`;
  const root = keep === undefined ? await mkdtemp(join(tmpdir(), 'oimscope-causes-')) : join(keep, name);
  if (keep !== undefined) await rm(root, { recursive: true, force: true });
  try {
    const bundle = join(root, 'bundle');
    await writeBundle(bundle, world.files);
    const report = await analyze([bundle], { ...world.options, workers: 1 });
    if (keep !== undefined) {
      await writeFile(
        join(root, 'truth.json'),
        `${JSON.stringify({ synthetic: true, ...world.truth }, undefined, 2)}\n`,
      );
      await writeFile(join(root, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
    }
    return judge(report, world.truth, unconfirmed(report, world.files));
  } finally {
    if (keep === undefined) await rm(root, { recursive: true });
  }
}
