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
  let left: readonly Stretch[] = [stretch];
  for (const other of others) {
    left = left.flatMap((one) =>
      other.end <= one.start || one.end <= other.start
        ? [one]
        : [
            { start: one.start, end: other.start },
            { start: other.end, end: one.end },
          ].filter(({ start, end }) => start < end),
    );
  }
  return left;
}
