import type { ItemAnswer, Observation, RequestedItem } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import type { ClockSkew, SourceSummary } from '../../model/source.ts';
import { type Ticks, ticks } from '../../model/ticks.ts';

function movedMoment<Timed extends { readonly at?: Ticks }>(timed: Timed, by: number): Timed {
  return timed.at === undefined ? timed : { ...timed, at: ticks(timed.at + by) };
}

function movedRefs(refs: readonly Ref[], by: number): readonly Ref[] {
  return refs.map((ref) => movedMoment(ref, by));
}

function movedPart<Part extends ItemAnswer | RequestedItem>(part: Part, by: number): Part {
  return { ...part, evidence: movedRefs(part.evidence, by) };
}

function movedObservation(observation: Observation, by: number): Observation {
  const moved = movedMoment({ ...observation, evidence: movedRefs(observation.evidence, by) }, by);
  switch (moved.kind) {
    case 'http-request':
      return { ...moved, items: moved.items.map((item) => movedPart(item, by)) };
    case 'http-response': {
      const answers = moved.answers.map((answer) => movedPart(answer, by));
      return { ...moved, answers, ...(moved.fault === undefined ? {} : { fault: movedPart(moved.fault, by) }) };
    }
    default:
      return moved;
  }
}

/** Observations with the times that the repaired clocks of their sources give. What Exchange or the file system says of time stays. */
export function withClocks(
  observations: readonly Observation[],
  skews: ReadonlyMap<string, ClockSkew>,
): readonly Observation[] {
  return observations.map((observation) => {
    const shift = skews.get(observation.source)?.shift ?? 0;
    return shift === 0 ? observation : movedObservation(observation, shift);
  });
}

/** A source with the measure of its clock, and its span by the repaired one. */
export function withClock(source: SourceSummary, skew: ClockSkew | undefined): SourceSummary {
  if (skew === undefined) return source;
  const { from, to } = source;
  return {
    ...source,
    ...(from === undefined ? {} : { from: ticks(from + skew.shift) }),
    ...(to === undefined ? {} : { to: ticks(to + skew.shift) }),
    skew,
  };
}
