import { BoundedMap } from './bounded-map.ts';
import type { HoleKind } from './hole-kind.ts';
import { holeName, wordInFront } from './hole-names.ts';
import type { Piece } from './piece.ts';
import type { valuesOf } from './skeleton.ts';

const IDS: ReadonlySet<HoleKind> = new Set<HoleKind>(['guid', 'id']);
/** Words behind which the name of something else stands. */
const OF_ELSE =
  /^(?:lane|thread|drafts|worker|port|line|size|build|version|row|slot|channel|batch|machine|server|pool|device|pid|tid|cpu|session|user|account|step|attempt|try|retry|total|length|index|seq|budget|folder|state|mode|type|code|error|node|stage|phase|level|key|etag|token|to|from|by|on|at)$/;

/**
 * Holes of a masked line in which an id stands that no word in front names; none where a word calls one the id of a message. By their numbers among the
 * holes of the line.
 */
function unnamedIdHoles(pieces: readonly Piece[]): readonly number[] {
  const holes: number[] = [];
  let [before, hole] = ['', 0];
  for (const [i, piece] of pieces.entries()) {
    if (typeof piece === 'string') {
      before += piece;
      continue;
    }
    const next = pieces[i + 1];
    const name = holeName({ kinds: [piece.kind], before, behind: typeof next === 'string' ? next : '' });
    if (name === 'messageId') return [];
    if (name === undefined && IDS.has(piece.kind) && !OF_ELSE.test(wordInFront(before) ?? '')) holes.push(hole);
    before += ' ';
    hole++;
  }
  return holes;
}

/** How many lines have each value, in lower case. */
export type ValueCounts = ReadonlyMap<string, number>;

/** So many values of a hole are kept: those with the least hashes, so of two holes with the same values the same ones. */
const MOST_VALUES = 16;

/** What stands in the holes of some lines that may be an id of a message. */
export class UnnamedIds {
  readonly #holes: ReadonlyMap<number, BoundedMap<{ lines: number }>>;

  constructor(pieces: readonly Piece[]) {
    this.#holes = new Map(unnamedIdHoles(pieces).map((hole) => [hole, new BoundedMap(MOST_VALUES)]));
  }

  /** Takes a line more. */
  note(values: ReturnType<typeof valuesOf>): void {
    for (const [hole, counts] of this.#holes) {
      const value = values[hole]?.value.toLowerCase();
      const counted = value === undefined ? undefined : counts.at(value, () => ({ lines: 0 }));
      if (counted !== undefined) counted.lines++;
    }
  }

  /** By the number of the hole. */
  counts(): ReadonlyMap<number, ValueCounts> {
    return new Map(
      [...this.#holes].map(([hole, counts]) => [
        hole,
        new Map(counts.entries().map(([value, { lines }]) => [value, lines])),
      ]),
    );
  }
}

/** The counts of several skeletons of a shape together: of holes that all of them have. */
export function mergedCounts(all: readonly ReadonlyMap<number, ValueCounts>[]): ReadonlyMap<number, ValueCounts> {
  const [first = new Map<number, ValueCounts>(), ...more] = all;
  const merged = new Map<number, ValueCounts>();
  for (const [hole, counts] of first) {
    const sum = new Map(counts);
    for (const other of more)
      for (const [value, lines] of other.get(hole) ?? []) sum.set(value, (sum.get(value) ?? 0) + lines);
    if (more.every((other) => other.has(hole))) merged.set(hole, sum);
  }
  return merged;
}
