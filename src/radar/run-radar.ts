import { discoverBundle, reportOfReading } from '../analyze.ts';
import type { Discovery } from '../input/discover.ts';
import { readZone } from '../input/zone.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';
import type { KnownMessage, RadarReport } from '../model/radar-report.ts';
import type { Report } from '../model/report.ts';
import { TRACE_FORMATS } from '../model/source.ts';
import { greatest, least, ticksFromIso } from '../model/ticks.ts';
import type { UnmatchedSink } from '../model/unmatched-line.ts';
import { readSources } from '../reading/index.ts';
import { shapesOf } from './build-shapes.ts';
import { idsOfMessages, literalsOfIds } from './known-ids.ts';
import { type KnownEntry, readKnownList } from './known-list.ts';
import type { KnownLife } from './known-window.ts';
import { LineMiner } from './line-miner.ts';
import { withoutAddresses } from './mask-text.ts';
import { MENTION_LITERALS } from './mentions.ts';
import { reportShapes } from './report-shapes.ts';
import { type Resolved, resolveKnown, type TraceSpan } from './resolve-known.ts';

/** A list of messages whose fate somebody knows: its name and what stands in it. */
export interface KnownList {
  readonly file: string;
  readonly content: string;
}

export interface RadarOptions extends AnalysisOptions {
  readonly known?: KnownList;
}

interface Mined {
  readonly report: Report;
  readonly miner: LineMiner;
  readonly known: readonly Resolved[];
}

/** Gaps that say why lines may be missing. */
const SILENT: ReadonlySet<string> = new Set(['undecoded', 'capped', 'damaged']);

/** Lines of another time than was asked for are not looked at. */
function sinkOf(miner: LineMiner, literals: readonly string[], { since, until }: AnalysisOptions): UnmatchedSink {
  return {
    literals: [...new Set(literals)],
    onLine: (line) => {
      if (since !== undefined && (line.at === undefined || line.at < since)) return;
      if (until !== undefined && (line.at === undefined || line.at > until)) return;
      miner.add(line);
    },
  };
}

/** Standard input can be read but once. */
function isReadAgain({ files }: Discovery): boolean {
  return !files.some(({ isReadOnce }) => isReadOnce === true);
}

function spanOf({ bundle }: Report): TraceSpan {
  const traces = bundle.sources.filter(({ format }) => TRACE_FORMATS.has(format));
  const moments = (of: 'from' | 'to') => traces.map((source) => ticksFromIso(source[of] ?? ''));
  return { from: least(moments('from')), to: greatest(moments('to')) };
}

/** Addresses that are searched for; lines with any other are found by their words. */
const MOST_ADDRESSES = 50;

/** Addresses as they may be written: Bob@contoso.com, as somebody's directory has it. */
function literalsOfAddresses(lives: readonly KnownLife[]): readonly string[] {
  const addresses = new Set(lives.flatMap(({ recipients }) => [...recipients]));
  return [...addresses]
    .filter((one) => /^[\x20-\x7e]{3,}$/.test(one))
    .sort()
    .slice(0, MOST_ADDRESSES)
    .flatMap((one) => [one, one.charAt(0).toUpperCase() + one.slice(1)]);
}

function resolveAll(
  entries: readonly KnownEntry[],
  list: KnownList,
  report: Report,
  options: AnalysisOptions,
): readonly Resolved[] {
  const span = spanOf(report);
  return entries.map((entry) => {
    const resolved = resolveKnown(entry, report, span, options.zones ?? [], readZone);
    if (resolved !== undefined) return resolved;
    throw new TraceError(
      'USAGE',
      `${list.file}: line ${entry.line}: no trace tells of which day it is; write the date`,
    );
  });
}

/** Reads the bundle once, and a second time where ids of messages were found: only bytes that are searched for are looked at, so ids must be known before. */
async function mineWords(discovery: Discovery, options: RadarOptions): Promise<Mined> {
  const miner = new LineMiner();
  const reading = await readSources(discovery, options, undefined, sinkOf(miner, MENTION_LITERALS, options));
  const ids = idsOfMessages(reading.observations);
  const report = await reportOfReading(discovery, reading, options);
  if (ids.length > 0 && isReadAgain(discovery)) {
    miner.seekIds(new Set(ids.map((id) => id.toLowerCase())));
    await readSources(discovery, options, undefined, sinkOf(miner, literalsOfIds(ids), options));
  }
  return { report, miner, known: [] };
}

/** Reads the bundle to know when the messages of the list lived, and a second time for the lines. */
async function mineKnown(discovery: Discovery, options: RadarOptions, list: KnownList): Promise<Mined> {
  const entries = readKnownList(list.file, list.content);
  if (!isReadAgain(discovery))
    throw new TraceError(
      'USAGE',
      '--known reads the input twice, and standard input can be read but once; give a file',
    );
  const reading = await readSources(discovery, options);
  const ids = idsOfMessages(reading.observations);
  const report = await reportOfReading(discovery, reading, options);
  const known = resolveAll(entries, list, report, options);
  const lives = known.map(({ life }) => life);
  const user = report.environment.user?.value.toLowerCase();
  const miner = new LineMiner({
    ids: new Set(ids.map((id) => id.toLowerCase())),
    known: lives,
    own: new Set(user === undefined ? [] : [user]),
  });
  const literals = [...MENTION_LITERALS, ...literalsOfIds(ids), ...literalsOfAddresses(lives)];
  await readSources(discovery, options, undefined, sinkOf(miner, literals, options));
  return { report, miner, known };
}

function toldOf(known: readonly Resolved[]): { readonly known?: readonly KnownMessage[] } {
  return known.length === 0 ? {} : { known: known.map(({ told }) => told) };
}

/**
 * Finds the lines of a bundle that speak of offline messages and say nothing to the tool, in shapes, each with a phrase that would have it understand them.
 * Throws as `analyze` does, and for a list of known messages that cannot be read. Nothing in the report tells who wrote what to whom.
 */
export async function radar(paths: readonly string[], options: RadarOptions = {}): Promise<RadarReport> {
  const discovery = await discoverBundle(paths, options);
  const list = options.known;
  const mined = list === undefined ? mineWords(discovery, options) : mineKnown(discovery, options, list);
  const { report, miner, known } = await mined;
  const shapes = shapesOf(miner.skeletons());
  const counted = shapes.reduce((sum, { count }) => sum + count, 0);
  const lives = known.map(({ life }) => life);
  const { bundle, gaps, issues } = report;
  const masked = <One extends { readonly source?: string; readonly text: string }>(one: One): One => ({
    ...one,
    ...(one.source === undefined ? {} : { source: withoutAddresses(one.source) }),
    text: withoutAddresses(one.text),
  });
  return {
    schema: 'oimscope.radar/1',
    tool: report.tool,
    bundle: {
      name: withoutAddresses(bundle.name),
      sources: bundle.sources.map((source) => ({ ...source, path: withoutAddresses(source.path) })),
    },
    lines: { unmatched: miner.count, left: miner.count - counted },
    shapes: reportShapes(shapes, options.known === undefined ? undefined : lives),
    ...toldOf(known),
    gaps: gaps.filter(({ kind }) => SILENT.has(kind)).map(masked),
    issues: issues.map(masked),
  };
}
