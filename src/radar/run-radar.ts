import { discoverBundle } from '../analyze.ts';
import type { Discovery } from '../input/discover.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { KnownMessage, RadarReport, RadarShape } from '../model/radar-report.ts';
import { ScanThreads } from '../reading/index.ts';
import { shapesOf } from './build-shapes.ts';
import { withoutPeople, withoutPeopleIn } from './mask-path.ts';
import { type KnownList, mineLines } from './mine-lines.ts';
import { type Beside, reportShapes } from './report-shapes.ts';
import type { Resolved } from './resolve-known.ts';
import { refutedSendings } from './try-sendings.ts';
import { unmetGaps, unmetKnown } from './unmet-known.ts';

export interface RadarOptions extends AnalysisOptions {
  readonly known?: KnownList;
}

/** Gaps that say why lines may be missing. */
const SILENT: ReadonlySet<string> = new Set(['undecoded', 'capped', 'damaged']);

function toldOf(known: readonly Resolved[]): { readonly known?: readonly KnownMessage[] } {
  return known.length === 0 ? {} : { known: known.map(({ told }) => told) };
}

/**
 * Finds the lines of a bundle that speak of offline messages and say nothing to the tool, in shapes, each with a phrase that would have it understand them.
 * Throws as `analyze` does, and for a list of known messages that cannot be read. Nothing in the report tells who wrote what to whom.
 */
export async function radar(paths: readonly string[], options: RadarOptions = {}): Promise<RadarReport> {
  const discovery = await discoverBundle(paths, options);
  const threads = new ScanThreads();
  try {
    return await radarOf(discovery, options, threads);
  } finally {
    await threads.close();
  }
}

async function radarOf(discovery: Discovery, options: RadarOptions, threads: ScanThreads): Promise<RadarReport> {
  const mined = await mineLines(discovery, options, threads, options.known);
  const { report, miner, known } = mined;
  const shapes = shapesOf(miner.skeletons());
  const counted = shapes.reduce((sum, { count }) => sum + count, 0);
  const lives = known.map(({ life }) => life);
  const unmet = unmetKnown(known, shapes);
  const reported = (more: Pick<Beside, 'refuted'>): readonly RadarShape[] =>
    reportShapes(shapes, mined.told, options.known === undefined ? undefined : lives, {
      unmet: unmet.length,
      crowded: miner.crowded(),
      failures: miner.contestingLines(),
      ...more,
    });
  const guessed = reported({});
  const refuted = await refutedSendings(guessed, mined.reading, { discovery, options, threads });
  const { bundle, issues } = report;
  const gaps = [...report.gaps.filter(({ kind }) => SILENT.has(kind)), ...mined.gaps, ...unmetGaps(unmet)];
  const told = [bundle.name, ...bundle.sources.map(({ path }) => path)];
  const masked = <One extends { readonly source?: string; readonly text: string }>(one: One): One => ({
    ...one,
    ...(one.source === undefined ? {} : { source: withoutPeople(one.source) }),
    text: withoutPeopleIn(one.text, told),
  });
  return {
    schema: 'oimscope.radar/1',
    tool: report.tool,
    bundle: {
      name: withoutPeople(bundle.name),
      sources: bundle.sources.map((source) => ({ ...source, path: withoutPeople(source.path) })),
    },
    lines: { unmatched: miner.count, left: miner.count - counted },
    shapes: refuted.size === 0 ? guessed : reported({ refuted }),
    ...toldOf(known),
    gaps: gaps.map(masked),
    issues: issues.map(masked),
  };
}
