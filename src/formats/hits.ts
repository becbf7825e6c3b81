import { holdsBeside, type ItemWord } from '../input/item-words.ts';
import type { Needles } from '../input/needles.ts';

/** A longer record is built without a look at its words: few are, and most of those hold a call. */
const LONGEST_LOOKED = 1 << 16;

/** Where in a window something wanted may stand, and which of its records hold something. Records are asked about in rising order. */
export class Hits {
  readonly #needles: Needles<string | ItemWord>;
  readonly #bytes: Buffer;
  /** In rising order. */
  readonly #places: number[] = [];
  readonly #areWords: boolean[] = [];
  #next = 0;

  constructor(needles: Needles<string | ItemWord>, bytes: Buffer) {
    this.#needles = needles;
    this.#bytes = bytes;
  }

  /** `isWord`: it counts only beside others. */
  add(place: number, isWord: boolean): void {
    this.#places.push(place);
    this.#areWords.push(isWord);
  }

  /** The first from `start` on; behind all places where there is none. */
  from(start: number): number {
    while (this.#next < this.#places.length && (this.#places[this.#next] ?? start) < start) this.#next++;
    return this.#places[this.#next] ?? Number.POSITIVE_INFINITY;
  }

  /** `mark`: what stands in a record in which words count. */
  isIn(start: number, end: number, mark = ''): boolean {
    if (this.from(start) >= end) return false;
    let last = this.#next;
    for (; (this.#places[last] ?? end) < end; last++) if (this.#areWords[last] !== true) return true;
    return end - start > LONGEST_LOOKED || this.#holdsPhrase(this.#bytes.toString('latin1', start, end), mark, last);
  }

  #holdsPhrase(text: string, mark: string, last: number): boolean {
    if (!text.includes(mark)) return false;
    const seen: ItemWord[] = [];
    for (let i = this.#next; i < last; i++) {
      for (const { kind } of this.#needles.allAt(this.#bytes, this.#places[i] ?? 0)) {
        if (typeof kind === 'string' || seen.includes(kind)) continue;
        if (holdsBeside(kind, text)) return true;
        seen.push(kind);
      }
    }
    return false;
  }
}
