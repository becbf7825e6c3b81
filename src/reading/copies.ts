import type { Issue } from '../model/issue.ts';
import type { Observation } from '../model/observation.ts';
import type { SourceSummary } from '../model/source.ts';
import { TRACE_FORMATS } from '../model/source.ts';
import { TICKS_PER_SECOND, type Ticks } from '../model/ticks.ts';

/** Text of the issue that tells of records counted once. */
export function copiesText(count: number): string {
  return count === 1
    ? 'One record of this file stands in another one, too, and counts once.'
    : `${count} records of this file stand in another one, too, and count once.`;
}

const TICKS_PER_MS = 10_000;

/** Members that say where an observation was made, or who is named beside it, not what: they differ between two copies of a record. */
const PLACE: ReadonlySet<string> = new Set(['source', 'offset', 'evidence', 'at', 'persons']);

/** What an observation says in a span of so many ticks, whatever it was read from. */
function contentOf(observation: Observation, span: number): string {
  const at = observation.at === undefined ? '' : Math.floor(observation.at / span);
  return `${at} ${JSON.stringify(observation, (name, value: unknown) => (PLACE.has(name) ? undefined : value))}`;
}

interface Witness {
  readonly source: string;
  readonly observations: Observation[];
}

type Timed = Observation & { readonly at: Ticks };

/** Those who tell the same in the same span. */
function witnessesOf(observations: readonly Timed[], span: number): readonly (readonly Witness[])[] {
  const byContent = new Map<string, Witness[]>();
  for (const observation of observations) {
    const content = contentOf(observation, span);
    const witnesses = byContent.get(content) ?? [];
    byContent.set(content, witnesses);
    const witness = witnesses.find((one) => one.source === observation.source);
    if (witness === undefined) witnesses.push({ source: observation.source, observations: [observation] });
    else witness.observations.push(observation);
  }
  return [...byContent.values()];
}

/** The witness that tells a thing most often; of equals the first. */
function best(witnesses: readonly Witness[]): Witness | undefined {
  return witnesses.reduce<Witness | undefined>(
    (most, one) => (most === undefined || one.observations.length > most.observations.length ? one : most),
    undefined,
  );
}

/** Decoders keep a time to the millisecond or finer: of two traces that agree so far, one is a copy. */
function sameMoment(observations: readonly Timed[]): readonly Observation[] {
  return witnessesOf(observations, TICKS_PER_MS).flatMap((witnesses) => {
    const kept = best(witnesses);
    return witnesses.filter((witness) => witness !== kept).flatMap((witness) => witness.observations);
  });
}

/**
 * `Get-WinEvent` and event viewers export whole seconds. What such a file tells counts once, too, where one with finer times tells
 * it as often within that second; the file with finer times is the one to keep.
 */
function sameSecond(observations: readonly Timed[]): readonly Observation[] {
  const fine = new Set(observations.filter(({ at }) => at % TICKS_PER_SECOND !== 0).map(({ source }) => source));
  if (fine.size === 0) return [];
  return witnessesOf(observations, TICKS_PER_SECOND).flatMap((witnesses) => {
    const most = best(witnesses.filter(({ source }) => fine.has(source)))?.observations.length ?? 0;
    return witnesses
      .filter((witness) => !fine.has(witness.source) && witness.observations.length <= most)
      .flatMap((witness) => witness.observations);
  });
}

export interface Distinct {
  readonly observations: readonly Observation[];
  /** One for each file with observations that were left out. */
  readonly overlaps: readonly Issue[];
}

/**
 * Leaves out what a second trace tells of the same moment, process and thread in the same words: a copy of a log, or
 * the same trace decoded twice. Within one source nothing is left out.
 */
export function dropCopies(observations: readonly Observation[], sources: readonly SourceSummary[]): Distinct {
  const traces = new Set(sources.filter(({ format }) => TRACE_FORMATS.has(format)).map(({ path }) => path));
  if (traces.size < 2) return { observations, overlaps: [] };
  const timed = observations.filter((one): one is Timed => one.at !== undefined && traces.has(one.source));
  const dropped = new Set(sameMoment(timed));
  for (const copy of sameSecond(timed.filter((one) => !dropped.has(one)))) dropped.add(copy);
  /** Places of the records left out, by source. */
  const places = new Map<string, Set<number>>();
  for (const { source, offset } of dropped) {
    const left = places.get(source) ?? new Set();
    places.set(source, left.add(offset));
  }
  return {
    observations: observations.filter((observation) => !dropped.has(observation)),
    overlaps: [...places].map(([source, left]) => ({ code: 'COPIES', source, text: copiesText(left.size) })),
  };
}
