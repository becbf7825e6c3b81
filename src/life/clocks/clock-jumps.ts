import type { Gap } from '../../model/issue.ts';
import type { Observation } from '../../model/observation.ts';
import { type SourceSummary, TRACE_FORMATS } from '../../model/source.ts';
import { TICKS_PER_SECOND, type Ticks, ticksToIso } from '../../model/ticks.ts';

/** Threads and processors write somewhat out of order, by far less than this. */
const TOLD_FROM = 600 * TICKS_PER_SECOND;
/** A zone that is not known moves a trace by less. */
const DAY = 86_400 * TICKS_PER_SECOND;

interface Jump {
  readonly line: number;
  readonly from: Ticks;
  readonly to: Ticks;
}

/** Where the times of a source go back furthest; its observations in the order of their records. */
function jumpIn(observations: readonly Observation[]): Jump | undefined {
  let [latest, jump]: [Ticks | undefined, Jump | undefined] = [undefined, undefined];
  for (const { at, evidence } of observations) {
    const [ref] = evidence;
    if (at === undefined || ref === undefined) continue;
    if (latest === undefined || at > latest) latest = at;
    else if (latest - at >= TOLD_FROM && (jump === undefined || jump.from - jump.to < latest - at))
      jump = { line: ref.line, from: latest, to: at };
  }
  return jump;
}

/** The observations of each trace in the order of its records: they come when they are complete, nearly so. */
function inOrderOfRecords(
  observations: readonly Observation[],
  traces: readonly SourceSummary[],
): ReadonlyMap<string, readonly Observation[]> {
  const bySource = new Map<string, Observation[]>(traces.map(({ path }) => [path, []]));
  for (const one of observations) bySource.get(one.source)?.push(one);
  for (const own of bySource.values()) own.sort((a, b) => a.offset - b.offset);
  return bySource;
}

function toSecond(at: Ticks): string {
  return ticksToIso(at).slice(0, 19).replace('T', ' ');
}

/**
 * Traces whose times go back, though records stand in the order in which they were written, and traces that end more than a day after the bundle was
 * collected. A raw trace is sorted by time as it is read.
 */
export function clockJumpGaps(
  observations: readonly Observation[],
  sources: readonly SourceSummary[],
  collectedAt: Ticks | undefined,
): readonly Gap[] {
  const traces = sources.filter(({ format }) => TRACE_FORMATS.has(format));
  const bySource = inOrderOfRecords(observations, traces);
  return traces.flatMap(({ path, to }): readonly Gap[] => {
    const jump = jumpIn(bySource.get(path) ?? []);
    const back =
      jump === undefined
        ? []
        : [
            `Its times go back from ${toSecond(jump.from)} to ${toSecond(jump.to)} (line ${jump.line}): the clock was set meanwhile, or several traces were joined.`,
          ];
    const late =
      to === undefined || collectedAt === undefined || to - collectedAt < DAY
        ? []
        : [
            `It ends ${toSecond(to)}, after the bundle was collected (${toSecond(collectedAt)}): one of the two clocks was wrong.`,
          ];
    return [...back, ...late].map((text) => ({ kind: 'clock-skew', source: path, text }));
  });
}
