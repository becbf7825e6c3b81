import { hash53 } from '../model/content-hash.ts';
import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { MENTION_LITERALS } from './mentions.ts';
import { placeOf } from './remembered-lines.ts';

/** Places that are kept: 10 MB. */
const MOST_PLACES = 200_000;

/** A text with a blank may stand in two items of an event, whose bytes hold no such text. */
const LITERAL = new RegExp(
  MENTION_LITERALS.filter((literal) => !literal.includes(' '))
    .map((literal) => literal.replace('.', '\\.'))
    .join('|'),
);

/**
 * Tells which lines with a word of the matter the first reading has found: those that hold a text that is searched for, as `Drafts`. Those with another
 * spelling, as `draft` at the end, or with one that two items of an event may share, it finds only where something else in their record is searched for.
 */
export class TakenLines {
  /** Hashes of the places of lines of another spelling. */
  readonly #others = new Set<number>();

  /** Takes a line of the first reading. */
  note(line: UnmatchedLine): void {
    if (this.#others.size < MOST_PLACES && !LITERAL.test(line.text)) this.#others.add(hash53(placeOf(line)));
  }

  /** Whether the first reading has found a line of the second. */
  has(line: UnmatchedLine): boolean {
    if (this.#others.size >= MOST_PLACES || LITERAL.test(line.text)) return true;
    return this.#others.size > 0 && this.#others.has(hash53(placeOf(line)));
  }
}
