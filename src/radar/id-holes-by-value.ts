import type { PhraseKind } from '../model/phrase.ts';
import type { Shape } from './build-shapes.ts';
import { isBehindWord } from './shape-parts.ts';
import type { ValueCounts } from './unnamed-ids.ts';

/** What tells of a message, and so tells which. */
const OF_MESSAGE: ReadonlySet<PhraseKind> = new Set<PhraseKind>([
  'message-queued',
  'message-picked-up',
  'spool-written',
  'spool-removed',
  'timer-started',
  'timer-expired',
  'draft-saved',
  'message-sent',
  'message-failed',
]);
/** Share of the values that must be ids. */
const NEARLY_ALL = 0.8;
/** Lines of a shape with the same id: a message is tried again, a machine or a mode stands in all. */
const MOST_LINES = 2;
/** `T1` and `x86` are names of many things. */
const LONG_ID = /^(?=[^\d]*\d[^\d]*\d).{4,}$/;

interface Candidate {
  readonly hole: number;
  readonly isBehindWord: boolean;
  readonly counts: ValueCounts;
}

function share(counts: ValueCounts, isOne: (value: string) => boolean): number {
  const values = [...counts.keys()];
  return values.length === 0 ? 0 : values.filter(isOne).length / values.length;
}

function candidatesOf({ parts, ids }: Shape): readonly Candidate[] {
  return parts.flatMap((part, i) => {
    const hole = part.kind === 'hole' ? part.number : undefined;
    const counts = hole === undefined ? undefined : ids.get(hole);
    return hole === undefined || counts === undefined ? [] : [{ hole, counts, isBehindWord: isBehindWord(parts, i) }];
  });
}

function onlyOne(candidates: readonly Candidate[]): number | undefined {
  return candidates.length === 1 ? candidates[0]?.hole : undefined;
}

/** Finds the hole of a shape in which the id of a message stands, though no word in front says so. */
export class IdHolesByValue {
  readonly #known: ReadonlySet<string>;
  readonly #shapesWith = new Map<string, Set<Shape>>();

  /** `known`: ids of messages, in lower case. */
  constructor(shapes: readonly Shape[], known: ReadonlySet<string>) {
    this.#known = known;
    for (const shape of shapes)
      for (const { counts } of candidatesOf(shape))
        for (const value of counts.keys())
          this.#shapesWith.set(value, (this.#shapesWith.get(value) ?? new Set()).add(shape));
  }

  /**
   * The number of the hole among those of the lines. Its values are ids of messages; or the lines tell of a message (`observes`), and the values differ
   * from line to line, as ids do, or stand in lines of another shape, too. Undefined where that is none, or more than one.
   */
  of(shape: Shape, observes: PhraseKind | undefined): number | undefined {
    const candidates = candidatesOf(shape);
    const known = candidates.filter(({ counts }) => share(counts, (value) => this.#known.has(value)) >= NEARLY_ALL);
    if (known.length > 0) return onlyOne(known);
    if (observes === undefined || !OF_MESSAGE.has(observes)) return undefined;
    return onlyOne(candidates.filter((one) => !one.isBehindWord && this.#mayBe(one.counts)));
  }

  #mayBe(counts: ValueCounts): boolean {
    const lines = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (lines > MOST_LINES * counts.size || share(counts, (value) => LONG_ID.test(value)) < NEARLY_ALL) return false;
    return counts.size > 1 || share(counts, (value) => (this.#shapesWith.get(value)?.size ?? 0) > 1) >= NEARLY_ALL;
  }
}
