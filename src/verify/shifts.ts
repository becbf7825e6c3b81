/** By how much a text lies behind where it was. */
export interface Shift {
  readonly lines: number;
  readonly bytes: number;
}

interface Point {
  readonly line: number;
  readonly offset: number;
}

export function shiftBetween(from: Point, to: Point): Shift {
  return { lines: to.line - from.line, bytes: to.offset - from.offset };
}

export function shifted({ line, offset }: Point, { lines, bytes }: Shift): Point {
  return { line: line + lines, offset: offset + bytes };
}

/** The most common of some shifts, at most `most` of them; the smaller first where two are as common. */
export function commonShifts(shifts: readonly Shift[], most: number): readonly Shift[] {
  const counts = new Map<string, { readonly shift: Shift; count: number }>();
  for (const shift of shifts) {
    const key = `${shift.lines} ${shift.bytes}`;
    const known = counts.get(key) ?? { shift, count: 0 };
    known.count++;
    counts.set(key, known);
  }
  const bySize = (a: Shift, b: Shift): number => a.bytes - b.bytes || a.lines - b.lines;
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || bySize(a.shift, b.shift))
    .slice(0, most)
    .map(({ shift }) => shift);
}

/** Index of the first of some lines, which rise, that is `line` or lies behind it. */
export function firstFrom(lines: readonly number[], line: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of some lines, which rise, lies between two others. */
export function hasBetween(lines: readonly number[], one: number, other: number): boolean {
  return firstFrom(lines, Math.min(one, other) + 1) < firstFrom(lines, Math.max(one, other));
}
