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

/** A place as a key: what is cited may come as another object with the same place. */
export function placeOf({ source, line, offset }: Ref): string {
  return `${line} ${offset} ${source}`;
}

/** Each place once, in order of time. */
export function sortedRefs(refs: readonly Ref[]): readonly Ref[] {
  if (refs.length < 2) return refs;
  const seen = new Set<string>();
  return refs.toSorted(compareRefs).filter((ref) => {
    const place = placeOf(ref);
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}
