import type { Ref } from '../model/ref.ts';

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** By time, then place; a citation without time comes last. */
function compareRefs(one: Ref, other: Ref): number {
  const byTime = (one.at ?? Number.POSITIVE_INFINITY) - (other.at ?? Number.POSITIVE_INFINITY);
  // Two citations without time differ by NaN.
  if (byTime < 0 || byTime > 0) return byTime;
  return (
    compareText(one.source, other.source) ||
    one.line - other.line ||
    one.offset - other.offset ||
    compareText(one.text, other.text)
  );
}

/** Places that are cited: what is cited may come as another object with the same place. */
export class CitedPlaces {
  /** By source; numbers, as a text for each of a million citations takes a tenth of a second. */
  readonly #offsets = new Map<string, Set<number>>();

  constructor(refs: Iterable<Ref> = []) {
    this.add(refs);
  }

  add(refs: Iterable<Ref>): void {
    for (const { source, offset } of refs) {
      const offsets = this.#offsets.get(source) ?? new Set();
      this.#offsets.set(source, offsets.add(offset));
    }
  }

  /** Whether one of these places is cited. */
  hasAny(refs: readonly Ref[]): boolean {
    return refs.some(({ source, offset }) => this.#offsets.get(source)?.has(offset) === true);
  }
}

function isSamePlace(one: Ref, other: Ref): boolean {
  return one.line === other.line && one.offset === other.offset && one.source === other.source;
}

/** The first few of `sortedRefs`, without sorting all of them. */
export function firstRefs(refs: Iterable<Ref>, count: number): readonly Ref[] {
  let first: readonly Ref[] = [];
  for (const ref of refs) {
    const last = first[count - 1];
    if (last !== undefined && compareRefs(ref, last) >= 0) continue;
    const known = first.find((one) => isSamePlace(one, ref));
    if (known !== undefined && compareRefs(known, ref) <= 0) continue;
    first = [...first.filter((one) => one !== known), ref].toSorted(compareRefs).slice(0, count);
  }
  return first;
}

/** Each place once, in order of time. */
export function sortedRefs(refs: readonly Ref[]): readonly Ref[] {
  if (refs.length < 2) return refs;
  const seen = new Set<string>();
  return refs.toSorted(compareRefs).filter((ref) => {
    const place = `${ref.line} ${ref.offset} ${ref.source}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}
