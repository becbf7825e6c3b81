import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { BoundedMap } from './bounded-map.ts';
import { maskLine } from './mask-line.ts';
import { keepSome } from './mined-lines.ts';

/** Different lines, masked, that are held. */
const MOST_LINES = 10_000;
/** What stands in a hole: any word. */
const ANY = 'x17';

/** A line that is shown nowhere, and in which no phrase of a guess may stand. */
export interface ContestingLine {
  /** Each hole filled with a word. */
  readonly text: string;
  /** Undefined where such lines have several or none. */
  readonly component: string | undefined;
  readonly function: string | undefined;
}

interface Writers {
  readonly text: string;
  readonly components: Set<string | undefined>;
  readonly functions: Set<string | undefined>;
}

function onlyOf(codes: ReadonlySet<string | undefined>): string | undefined {
  return codes.size === 1 ? [...codes][0] : undefined;
}

/** Lines with a transport error that the report cites: they are understood and not counted, but a phrase of other lines would take them, too. */
export class ContestingLines {
  readonly #lines = new BoundedMap<Writers>(MOST_LINES);

  add({ text, component, function: called }: UnmatchedLine): void {
    const { skeleton, pieces } = maskLine(text);
    const writers = this.#lines.at(skeleton, () => ({
      text: pieces.map((piece) => (typeof piece === 'string' ? piece : ANY)).join(''),
      components: new Set(),
      functions: new Set(),
    }));
    if (writers === undefined) return;
    keepSome(writers.components, component);
    keepSome(writers.functions, called);
  }

  lines(): readonly ContestingLine[] {
    return this.#lines.entries().map(([, { text, components, functions }]) => ({
      text,
      component: onlyOf(components),
      function: onlyOf(functions),
    }));
  }
}
