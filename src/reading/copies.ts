import type { Issue } from '../model/issue.ts';
import type { Observation } from '../model/observation.ts';
import type { SourceSummary } from '../model/source.ts';
import { TRACE_FORMATS } from '../model/source.ts';

/** Text of the issue that tells of records counted once. */
export function copiesText(count: number): string {
  return count === 1
    ? 'One record of this file stands in another one, too, and counts once.'
    : `${count} records of this file stand in another one, too, and count once.`;
}

const TICKS_PER_MS = 10_000;

/** Members that say where an observation was made, not what: they differ between two copies of a record. */
const PLACE: ReadonlySet<string> = new Set(['source', 'offset', 'evidence', 'at']);

/** What an observation says, whatever it was read from; decoders keep a time to the millisecond or finer. */
function contentOf(observation: Observation): string {
  const at = observation.at === undefined ? '' : Math.floor(observation.at / TICKS_PER_MS);
  return `${at} ${JSON.stringify(observation, (name, value: unknown) => (PLACE.has(name) ? undefined : value))}`;
}

interface Witness {
  readonly source: string;
  readonly observations: Observation[];
}

/** The witness that tells a thing most often; of equals the first. */
function best(witnesses: readonly Witness[]): Witness | undefined {
  return witnesses.reduce<Witness | undefined>(
    (most, one) => (most === undefined || one.observations.length > most.observations.length ? one : most),
    undefined,
  );
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
  const byContent = new Map<string, Witness[]>();
  for (const observation of observations) {
    const { source, at } = observation;
    if (at === undefined || !traces.has(source)) continue;
    const content = contentOf(observation);
    const witnesses = byContent.get(content) ?? [];
    byContent.set(content, witnesses);
    const witness = witnesses.find((one) => one.source === source);
    if (witness === undefined) witnesses.push({ source, observations: [observation] });
    else witness.observations.push(observation);
  }
  const dropped = new Set<Observation>();
  /** Places of the records left out, by source. */
  const places = new Map<string, Set<number>>();
  for (const witnesses of byContent.values()) {
    const kept = best(witnesses);
    for (const witness of witnesses) {
      if (witness === kept) continue;
      const left = places.get(witness.source) ?? new Set();
      places.set(witness.source, left);
      for (const observation of witness.observations) {
        dropped.add(observation);
        left.add(observation.offset);
      }
    }
  }
  return {
    observations: observations.filter((observation) => !dropped.has(observation)),
    overlaps: [...places].map(([source, left]) => ({ code: 'COPIES', source, text: copiesText(left.size) })),
  };
}
