import { fold, isEdge } from './fold.ts';
import type { Identity } from './identity.ts';

/** Where an identity stands in a text. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly identity: Identity;
}

/** Originals are no longer, but for ids, which are known by less. */
const MOST_ALIKE = 512;

function headOf(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
}

/**
 * Many originals, looked for at once: at each edge of a word the first two characters name the lengths that come into question, and a
 * table is asked for each, the longest first. Time is linear in the text, whatever the number of originals; one alternation of ten
 * thousand would be tried in turn at each place.
 */
export class Needles {
  readonly #lengths = new Map<number, number[]>();
  readonly #whole = new Map<string, Identity>();
  #sorted: readonly string[] | undefined;

  /** An original known already stays what it is. Shorter than two characters it is nobody's. */
  add(identity: Identity): void {
    for (const form of new Set([identity.original.normalize('NFC'), identity.original.normalize('NFD')])) {
      const folded = fold(form);
      const known = this.#whole.get(folded);
      if (folded.length < 2 || (known !== undefined && !(known.isWord && !identity.isWord))) continue;
      this.#whole.set(folded, identity);
      this.#sorted = undefined;
      const head = headOf(folded, 0);
      const lengths = this.#lengths.get(head) ?? [];
      this.#lengths.set(head, lengths);
      if (lengths.includes(folded.length)) continue;
      lengths.push(folded.length);
      lengths.sort((a, b) => b - a);
    }
  }

  get size(): number {
    return this.#whole.size;
  }

  /** The identity that is written so, whatever the capitals. */
  get(original: string): Identity | undefined {
    return this.#whole.get(fold(original));
  }

  /** The identities in a folded text, from left to right, the longest at each place, none over another. */
  *hitsIn(folded: string, isWanted: (identity: Identity) => boolean): Generator<Hit> {
    for (let at = 0; at + 1 < folded.length; at++) {
      const lengths = this.#lengths.get(headOf(folded, at));
      if (lengths === undefined || !isEdge(folded, at)) continue;
      for (const length of lengths) {
        if (at + length > folded.length || !isEdge(folded, at + length)) continue;
        const identity = this.#whole.get(folded.slice(at, at + length));
        if (identity === undefined || !isWanted(identity)) continue;
        yield { start: at, end: at + length, identity };
        at += length - 1;
        break;
      }
    }
  }

  /** Where a folded text would stand among the originals in order. */
  #place(folded: string): { readonly sorted: readonly string[]; readonly index: number } {
    this.#sorted ??= [...this.#whole.keys()].sort();
    const sorted = this.#sorted;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? '') < folded) low = middle + 1;
      else high = middle;
    }
    return { sorted, index: low };
  }

  /** An identity of which a folded text is the beginning and not the whole. */
  beginningWith(folded: string, isWanted: (identity: Identity) => boolean): Identity | undefined {
    const { sorted, index } = this.#place(folded);
    for (let i = index; sorted[i]?.startsWith(folded); i++) {
      const original = sorted[i] ?? '';
      const identity = this.#whole.get(original);
      if (original.length > folded.length && identity !== undefined && isWanted(identity)) return identity;
    }
    return undefined;
  }

  /** The first characters of all that is longer. */
  beginnings(length: number): ReadonlySet<string> {
    return new Set([...this.#whole.keys()].filter((key) => key.length > length).map((key) => key.slice(0, length)));
  }

  /** The identity that a folded text goes along with for longest from a place on, and for how long. */
  mostAlike(folded: string, at: number): { readonly identity: Identity | undefined; readonly length: number } {
    const rest = folded.slice(at, at + MOST_ALIKE);
    const { sorted, index } = this.#place(rest);
    let best = { key: '', length: 0 };
    for (const key of [sorted[index - 1] ?? '', sorted[index] ?? '']) {
      let length = 0;
      while (length < key.length && key.charCodeAt(length) === rest.charCodeAt(length)) length++;
      if (length > best.length) best = { key, length };
    }
    return { identity: this.#whole.get(best.key), length: best.length };
  }
}
