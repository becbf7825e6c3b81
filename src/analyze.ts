import { withAssumedLives } from './diagnosis/assumed.ts';
import { versionsOfRecords } from './diagnosis/environment/client-version.ts';
import { diagnose } from './diagnosis/evaluate.ts';
import { type Discovery, discover } from './input/discover.ts';
import { giveTurn } from './input/turn.ts';
import { readZone } from './input/zone.ts';
import {
  answersWithoutRequest,
  answersZone,
  clockGaps,
  clockJumpGaps,
  endGaps,
  inOrderOfTime,
  type LifeContext,
  measureClocks,
  tellLives,
  unknownSpoolGaps,
  unpairedGaps,
  unplacedEventGaps,
  unplacedGaps,
  withClock,
  withClocks,
  withoutEchoes,
} from './life/index.ts';
import { withMeanings } from './meanings/index.ts';
import type { AnalysisOptions } from './model/analysis-options.ts';
import { TraceError } from './model/errors.ts';
import type { Gap } from './model/issue.ts';
import type { Life } from './model/life.ts';
import type { Observation } from './model/observation.ts';
import { byCodeUnits } from './model/order.ts';
import type { Report } from './model/report.ts';
import { type ClockSkew, type SourceSummary, TRACE_FORMATS } from './model/source.ts';
import { addSeconds, greatest, least, type Ticks } from './model/ticks.ts';
import {
  collectionOf,
  dropCopies,
  type Reading,
  type ReadingMemory,
  readSources,
  rotationGaps,
} from './reading/index.ts';
import { type Analysis, toReport } from './report/report-data.ts';
import { isSpoolPath } from './spooler/index.ts';

function missingSources(traces: readonly SourceSummary[], hasSpooler: boolean): readonly Gap[] {
  const gaps: Gap[] = [];
  if (traces.length === 0) {
    gaps.push({ kind: 'source-missing', text: 'No trace: what the client asked of Exchange is not known.' });
  }
  if (!hasSpooler) {
    gaps.push({
      kind: 'source-missing',
      text: 'No History Spooler folder: whether messages still wait there is not known.',
    });
  }
  return gaps;
}

interface Repaired {
  readonly sources: readonly SourceSummary[];
  readonly found: readonly Observation[];
  readonly skews: ReadonlyMap<string, ClockSkew>;
}

/** Measures the clocks of the traces and, unless told not to, sets their times right. */
function withRepairedClocks({ sources, observations }: Reading, areLeft: boolean): Repaired {
  const measured = measureClocks(
    observations,
    sources.filter((source) => TRACE_FORMATS.has(source.format)),
  );
  const skews = new Map([...measured].map(([path, skew]) => [path, areLeft ? { ...skew, shift: 0 } : skew] as const));
  return {
    sources: sources.map((source) => withClock(source, skews.get(source.path))),
    found: withClocks(observations, skews),
    skews,
  };
}

/** Two clocks of one organisation may differ by so much. */
const CLOCK_SECONDS = 300;

/** A trace that ends after it was collected is in another zone than was assumed: its end says nothing of the others. */
function isPossible({ to, zone }: SourceSummary, collectedAt: Ticks | undefined): boolean {
  if (zone.basis !== 'assumed' || to === undefined || collectedAt === undefined) return true;
  return to <= addSeconds(collectedAt, CLOCK_SECONDS);
}

function isWithin(life: Life, options: AnalysisOptions): boolean {
  if (options.since !== undefined && (life.sentAt === undefined || life.sentAt < options.since)) return false;
  return options.until === undefined || (life.sentAt !== undefined && life.sentAt <= options.until);
}

function spanOf({ since, until }: AnalysisOptions, leftOut: number): Pick<Analysis, 'span'> {
  if (since === undefined && until === undefined) return {};
  const span = { leftOut, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  return { span };
}

function livesWithin(lives: readonly Life[], options: AnalysisOptions): readonly Life[] {
  return lives.filter((life) => isWithin(life, options)).map((life, i) => ({ ...life, id: `m${i + 1}` }));
}

interface Sober {
  readonly observations: readonly Observation[];
  readonly lives: readonly Life[];
}

/** What is told without assumed phrases, of observations in order of time; undefined where there are none. */
function soberOf(observations: readonly Observation[], context: LifeContext): Sober | undefined {
  if (!observations.some(({ isAssumed }) => isAssumed === true)) return undefined;
  const sober = withoutEchoes(observations.filter(({ isAssumed }) => isAssumed !== true));
  return { observations: sober, lives: tellLives(sober, context).lives };
}

/** Builds the lives and finds their causes. A function of its own: what was read is let go before the report is made. */
async function understand(discovery: Discovery, reading: Reading, options: AnalysisOptions): Promise<Analysis> {
  const meant = withMeanings(reading.observations, (seen) => versionsOfRecords(seen, options.stated?.clientVersion));
  const {
    sources,
    found: all,
    skews,
  } = withRepairedClocks({ ...reading, observations: meant }, options.noSkew === true);
  // Two copies may be in two zones: only now do their times agree.
  const { observations: found, overlaps } = dropCopies(all, sources);
  const issues = [...reading.issues, ...overlaps];
  const partsOf = (paths: readonly string[]) => paths.flatMap((path) => sources.find((one) => one.path === path) ?? []);
  const readGaps = [
    ...reading.gaps.filter((gap) => !answersZone(gap, skews)),
    ...clockGaps(skews),
    ...reading.logs.flatMap((paths) => rotationGaps(partsOf(paths))),
  ];
  const traces = sources.filter((source) => TRACE_FORMATS.has(source.format));
  const lastRecord = greatest(traces.map((source) => source.to));
  const collected = options.now === undefined ? collectionOf(discovery.files, lastRecord) : { at: options.now };
  const collectedAt = collected.at;
  const horizon = greatest(traces.filter((one) => isPossible(one, collectedAt)).map(({ to }) => to)) ?? lastRecord;
  const hasSpooler =
    discovery.folders.some((folder) => isSpoolPath(`${folder.place}/`)) ||
    sources.some((source) => source.format === 'spool');
  const tracesFrom = least(traces.map((source) => source.from));
  const inTime = inOrderOfTime(found);
  const observations = withoutEchoes(inTime);
  const unpaired = answersWithoutRequest(observations);
  await giveTurn();
  options.signal?.throwIfAborted();
  const context = {
    hasSpooler,
    hasTrace: traces.length > 0,
    hasUnpaired: unpaired.length > 0,
    hasUndecoded: readGaps.some((gap) => gap.kind === 'undecoded'),
    ...(horizon === undefined ? {} : { horizon }),
    ...(collectedAt === undefined ? {} : { collectedAt }),
    ...(tracesFrom === undefined ? {} : { tracesFrom }),
  };
  const { lives: told, unplaced, unplacedEvents } = tellLives(observations, context);
  const sober = soberOf(inTime, context);
  const allLives = sober === undefined ? told : withAssumedLives(told, sober.lives);
  const lives = livesWithin(allLives, options);
  const gaps = [
    ...readGaps,
    ...clockJumpGaps(found, sources, collectedAt),
    ...(collected.gap === undefined ? [] : [collected.gap]),
    ...missingSources(traces, hasSpooler),
    ...unpairedGaps(unpaired),
    ...unplacedGaps(unplaced),
    ...unplacedEventGaps(unplacedEvents),
    ...endGaps(lives),
    ...unknownSpoolGaps(observations, allLives),
  ];
  const moments = {
    ...(horizon === undefined ? {} : { horizon }),
    ...(collectedAt === undefined ? {} : { collectedAt }),
  };
  const input = { lives, observations, sources, gaps, stated: options.stated ?? {}, ...moments };
  const diagnosis = diagnose(
    input,
    sober && { ...input, observations: sober.observations, lives: livesWithin(sober.lives, options) },
  );
  return {
    name: discovery.name,
    sources: sources.toSorted((a, b) => byCodeUnits(a.path, b.path)),
    lives,
    ...moments,
    ...spanOf(options, allLives.length - lives.length),
    ...diagnosis,
    gaps: [...gaps, ...diagnosis.gaps],
    issues: [...discovery.issues, ...issues, ...diagnosis.issues],
  };
}

/**
 * Analyses one bundle: folders, files or `-`, all paths together. Throws a TraceError for a path that does not exist;
 * whatever else is wrong with the input becomes an issue of the report.
 */
export async function analyze(paths: readonly string[], options: AnalysisOptions = {}): Promise<Report> {
  return reportOn(await discoverBundle(paths, options), options);
}

/** Lists what the paths hold. Throws as `analyze` does. */
export async function discoverBundle(paths: readonly string[], options: AnalysisOptions): Promise<Discovery> {
  for (const { zone } of options.zones ?? []) {
    if (readZone(zone) === undefined) throw new TraceError('USAGE', `${zone}: no time zone of that name`);
  }
  return discover(paths, options.stdin, options);
}

/** The report on what was found; `memory`: as `readSources` takes it. */
export async function reportOn(
  discovery: Discovery,
  options: AnalysisOptions,
  memory?: ReadingMemory,
): Promise<Report> {
  return reportOfReading(discovery, await readSources(discovery, options, memory), options);
}

function personsOf(observations: readonly Observation[]): readonly string[] {
  const names = new Set<string>();
  for (const { persons = [] } of observations) for (const name of persons) names.add(name);
  return [...names].sort(byCodeUnits);
}

/** The report on what was read. */
export async function reportOfReading(
  discovery: Discovery,
  reading: Reading,
  options: AnalysisOptions,
): Promise<Report> {
  options.onPersons?.(personsOf(reading.observations), [...new Set(reading.machines)].sort(byCodeUnits));
  const analysis = await understand(discovery, reading, options);
  await giveTurn();
  options.signal?.throwIfAborted();
  return toReport(analysis);
}
