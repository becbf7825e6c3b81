import type { Gap } from '../model/issue.ts';
import type { Life } from '../model/life.ts';
import type { Observation } from '../model/observation.ts';

/** Messages of which the traces end too early. */
export function endGaps(lives: readonly Life[]): readonly Gap[] {
  const open = lives.filter(
    (life) =>
      life.witnesses !== 'spool-only' &&
      !life.deadlinePassed &&
      (life.outcome === 'pending' || life.outcome === 'left-in-spooler'),
  );
  if (open.length === 0) return [];
  const ids = open.map((life) => life.id).join(', ');
  return [
    {
      kind: 'trace-ends',
      text: `The traces end before the two minutes of ${ids} are over; what became of it is not in them.`,
    },
  ];
}

function countBySource(observations: readonly Observation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { source } of observations) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}

/** Answers without a request, by source. */
export function unpairedGaps(unpaired: readonly Observation[]): readonly Gap[] {
  return [...countBySource(unpaired)].map(([source, count]) => {
    const what = count === 1 ? 'An answer of Exchange has' : `${count} answers of Exchange have`;
    return {
      kind: 'unpaired',
      source,
      text: `${what} no request in the traces: they begin later, or lines were lost.`,
    };
  });
}

/** Accepted sendings of no known message, by source. */
export function unplacedGaps(unplaced: readonly Observation[]): readonly Gap[] {
  return [...countBySource(unplaced)].map(([source, count]) => {
    const what =
      count === 1 ? 'A SendItem that Exchange accepted is' : `${count} SendItem calls that Exchange accepted are`;
    return {
      kind: 'unpaired',
      source,
      text: `${what} of no message in the traces: they begin later, or lines were lost.`,
    };
  });
}

/** What phrases tell of a message, and nothing of which, by source. */
export function unplacedEventGaps(unplaced: readonly Observation[]): readonly Gap[] {
  return [...countBySource(unplaced)].map(([source, count]) => {
    const what = count === 1 ? 'A line that a phrase knows tells' : `${count} lines that phrases know tell`;
    return {
      kind: 'unpaired',
      source,
      text: `${what} of a message, by no name and of nobody, and of which is not known.`,
    };
  });
}
