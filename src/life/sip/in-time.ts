import type { Ticks } from '../../model/ticks.ts';

/** Something that happened at a known moment. */
export interface Timed {
  readonly at: Ticks;
}

/** Number of items before `at`, or up to it where `isIncluded`. */
function countBefore(inOrder: readonly Timed[], at: Ticks, isIncluded: boolean): number {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const moment = inOrder[middle]?.at ?? at;
    if (moment < at || (isIncluded && moment === at)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Items in order of time that happened from `from` to `until`, both included; the first `most` of them. */
export function between<Item extends Timed>(
  inOrder: readonly Item[],
  from: Ticks,
  until: Ticks,
  most: number,
): readonly Item[] {
  const first = countBefore(inOrder, from, false);
  return inOrder.slice(first, Math.min(first + most, countBefore(inOrder, until, true)));
}

/** The last of the items in order of time that happened up to `at`. */
export function lastUpTo<Item extends Timed>(inOrder: readonly Item[], at: Ticks): Item | undefined {
  return inOrder[countBefore(inOrder, at, true) - 1];
}
