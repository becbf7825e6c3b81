/** A part of a text, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** In their order, none over another. */
export function mergedStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last === undefined || start > last.end) out.push({ start, end });
    else out[out.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return out;
}

/** What is left of a stretch without some others, in order. */
export function stretchesWithout(stretch: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  if (others.length === 0) return [stretch];
  const left: Stretch[] = [];
  let from = stretch.start;
  for (const { start, end } of mergedStretches(others)) {
    if (end <= from) continue;
    if (start >= stretch.end) break;
    if (start > from) left.push({ start: from, end: start });
    from = end;
  }
  if (from < stretch.end) left.push({ start: from, end: stretch.end });
  return left;
}
