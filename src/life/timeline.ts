import type { Observed } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import { TICKS_PER_SECOND, type Ticks } from '../model/ticks.ts';

/** An observation with the moment it counts as: its own, else that of the one before it in its source. */
export interface Placed<Item extends Observed> {
  readonly item: Item;
  readonly at: Ticks | undefined;
}

/** Clocks of two processors, and a clock being set right, differ by less; a second trace in the same file by more. */
export const JITTER_TICKS: number = TICKS_PER_SECOND;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(a: Observed, b: Observed): number {
  return compareText(a.source, b.source) || a.offset - b.offset;
}

/** Whether a time lies so little before the one in front of it in its file that the file's order is the true one. */
function isJitter(before: Ticks | undefined, at: Ticks): boolean {
  return before !== undefined && at < before && before - at <= JITTER_TICKS;
}

/** In order of time, whatever the order of the files: equal times by source and place; those without any time first. */
export function inOrderOfTime<Item extends Observed>(items: readonly Item[]): readonly Item[] {
  let lastSource: string | undefined;
  let lastAt: Ticks | undefined;
  const placed = items.toSorted(byPlace).map((item): Placed<Item> => {
    if (item.source !== lastSource) lastAt = undefined;
    lastSource = item.source;
    if (item.at !== undefined && !isJitter(lastAt, item.at)) lastAt = item.at;
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

const BEGINNING = Number.NEGATIVE_INFINITY;

function compareRefs(a: Ref, b: Ref): number {
  return (
    compareMoments(a.at ?? BEGINNING, b.at ?? BEGINNING) ||
    compareText(a.source, b.source) ||
    a.line - b.line ||
    a.offset - b.offset
  );
}

function isSamePlace(a: Ref, b: Ref): boolean {
  return a === b || (a.line === b.line && a.source === b.source && a.text === b.text);
}

/** So few are compared each with each, without a table of keys. */
const FEW = 12;

function distinct(refs: readonly Ref[]): Ref[] {
  if (refs.length <= FEW) return refs.filter((ref, i) => refs.findIndex((one) => isSamePlace(one, ref)) === i);
  return [...new Map(refs.map((ref) => [`${ref.source}\n${ref.line}\n${ref.text}`, ref])).values()];
}

/** Most are in order as they come: to look costs less than to copy. */
function isSorted(refs: readonly Ref[]): boolean {
  let before: Ref | undefined;
  for (const ref of refs) {
    if (before !== undefined && (compareRefs(before, ref) >= 0 || isSamePlace(before, ref))) return false;
    before = ref;
  }
  return true;
}

/** Order of citations: time, source, line; without doubles. */
export function sortedRefs(refs: readonly Ref[]): readonly Ref[] {
  return isSorted(refs) ? refs : distinct(refs).sort(compareRefs);
}
