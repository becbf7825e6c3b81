import type { Observed } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import type { Ticks } from '../model/ticks.ts';

/** An observation with the moment it counts as: its own, else that of the one before it in its source. */
export interface Placed<Item extends Observed> {
  readonly item: Item;
  readonly at: Ticks | undefined;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(a: Observed, b: Observed): number {
  return compareText(a.source, b.source) || a.offset - b.offset;
}

/** In order of time, whatever the order of the files: equal times by source and place; those without any time first. */
export function inOrderOfTime<Item extends Observed>(items: readonly Item[]): readonly Item[] {
  let lastSource: string | undefined;
  let lastAt: Ticks | undefined;
  const placed = items.toSorted(byPlace).map((item): Placed<Item> => {
    if (item.source !== lastSource) lastAt = undefined;
    lastSource = item.source;
    lastAt = item.at ?? lastAt;
    return { item, at: lastAt };
  });
  const beginning = Number.NEGATIVE_INFINITY;
  return placed
    .sort((a, b) => compareMoments(a.at ?? beginning, b.at ?? beginning) || byPlace(a.item, b.item))
    .map(({ item }) => item);
}

function compareMoments(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of citations: time, source, line; without doubles. */
export function sortedRefs(refs: readonly Ref[]): readonly Ref[] {
  const unique = new Map(refs.map((ref) => [`${ref.source}\n${ref.line}\n${ref.text}`, ref]));
  const beginning = Number.NEGATIVE_INFINITY;
  return [...unique.values()].sort(
    (a, b) =>
      compareMoments(a.at ?? beginning, b.at ?? beginning) ||
      compareText(a.source, b.source) ||
      a.line - b.line ||
      a.offset - b.offset,
  );
}

/** The earlier of two moments, either of which may be unknown. */
export function earliest(a: Ticks | undefined, b: Ticks | undefined): Ticks | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
