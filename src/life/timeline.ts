import type { Observed } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import { TICKS_PER_SECOND, type Ticks } from '../model/ticks.ts';

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

const BEGINNING = Number.NEGATIVE_INFINITY;

/** The moments that items in the order of their sources count as; those without any time first. */
function momentsOf(items: readonly Observed[]): Float64Array {
  const moments = new Float64Array(items.length);
  let lastSource: string | undefined;
  let lastAt: Ticks | undefined;
  let i = 0;
  for (const { source, at } of items) {
    if (source !== lastSource) lastAt = undefined;
    lastSource = source;
    if (at !== undefined && !isJitter(lastAt, at)) lastAt = at;
    moments[i++] = lastAt ?? BEGINNING;
  }
  return moments;
}

/** Whether nothing is to be sorted: most traces are one file, in order. */
function isAscending<Item>(items: ArrayLike<Item>, compare: (a: Item, b: Item) => number): boolean {
  let before = items[0];
  for (let i = 1; i < items.length; i++) {
    const item = items[i];
    if (before !== undefined && item !== undefined && compare(before, item) > 0) return false;
    before = item;
  }
  return true;
}

/** In order of time, whatever the order of the files: equal times by source and place; those without any time first. */
export function inOrderOfTime<Item extends Observed>(items: readonly Item[]): readonly Item[] {
  const inPlace = isAscending(items, byPlace) ? items : items.toSorted(byPlace);
  const moments = momentsOf(inPlace);
  if (isAscending(moments, compareMoments)) return inPlace;
  return inPlace
    .map((item, i) => ({ item, at: moments[i] ?? BEGINNING }))
    .sort((a, b) => compareMoments(a.at, b.at) || byPlace(a.item, b.item))
    .map(({ item }) => item);
}

function compareMoments(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

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
