import { Alphabet } from '../model/identity/alphabet.ts';
import { fold, isEdge, isWordUnit } from '../model/identity/fold.ts';
import { Filter } from './filter.ts';
import { type Identity, isSureInBytes } from './identity.ts';

/** Where an identity stands in a text. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly identity: Identity;
}

/** Originals are no longer, but for ids, which are known by less. */
const MOST_ALIKE = 512;
/** Characters by which it is mostly seen that nothing begins at a place. */
const HEAD = 4;
/** Has no marks. */
const IS_ASCII = /^[\0-\x7f]*$/;

/** A text with its marks joined to their letters, and apart from them. */
function formsOf(text: string): Iterable<string> {
  return IS_ASCII.test(text) ? [text] : new Set([text.normalize('NFC'), text.normalize('NFD')]);
}

/**
 * Many originals, looked for at once: at each edge of a word a filter by the first characters says whether one may begin there; the
 * first two characters name the lengths that come into question, and a table is asked for each, the longest first. Time is linear in the text, whatever the number of originals; one alternation of ten
 * thousand would be tried in turn at each place.
 */
export class Needles {
  /** Of those that are known among bytes. */
  readonly inBytes: Alphabet = new Alphabet();
  /** Originals as they were given, and whether of words. */
  readonly #added = new Map<string, boolean>();
  readonly #lengths = new Map<string, number[]>();
  readonly #whole = new Map<string, Identity>();
  readonly #heads = new Filter();
  readonly #shortHeads = new Filter();
  #hasShort = false;
  #sorted: readonly string[] | undefined;

  /** An original known already stays what it is. Shorter than two characters it is nobody's. */
  add(identity: Identity): void {
    const { original, isWords } = identity;
    // The same again changes nothing, unless it is now known to be no ordinary word.
    if (this.#added.get(original) === false || (isWords && this.#added.has(original))) return;
    this.#added.set(original, isWords);
    for (const form of formsOf(original)) {
      const folded = fold(form);
      const known = this.#whole.get(folded);
      if (folded.length < 2 || (known !== undefined && !(known.isWords && !identity.isWords))) continue;
      this.#whole.set(folded, identity);
      this.#sorted = undefined;
      if (isSureInBytes(identity)) this.inBytes.add(folded);
      if (folded.length < HEAD) {
        this.#shortHeads.add(folded, 2);
        this.#hasShort = true;
      } else this.#heads.add(folded, HEAD);
      const head = folded.slice(0, 2);
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

  /** Whether an original holds some text, folded as they are. */
  hold(text: string): boolean {
    for (const key of this.#whole.keys()) if (key.includes(text)) return true;
    return false;
  }

  /** The identity that is written so, whatever the capitals. */
  get(original: string): Identity | undefined {
    return this.#whole.get(fold(original));
  }

  /** The places of a folded text where an original, or the beginning of one, may stand. */
  *placesIn(folded: string): Generator<number> {
    let isBehindWord = false;
    for (let at = 0; at + 1 < folded.length; at++) {
      const isInWord = isWordUnit(folded.charCodeAt(at));
      const isStart = !(isBehindWord && isInWord);
      isBehindWord = isInWord;
      if (!isStart) continue;
      if (this.#heads.mayHold(folded, at, HEAD) || (this.#hasShort && this.#shortHeads.mayHold(folded, at, 2)))
        yield at;
    }
  }

  /** The longest identity at a place. */
  hitAt(folded: string, at: number, isWanted: (identity: Identity) => boolean): Hit | undefined {
    for (const length of this.#lengths.get(folded.slice(at, at + 2)) ?? []) {
      if (at + length > folded.length || !isEdge(folded, at + length)) continue;
      const identity = this.#whole.get(folded.slice(at, at + length));
      if (identity !== undefined && isWanted(identity)) return { start: at, end: at + length, identity };
    }
    return undefined;
  }

  /** The identities in a folded text, from left to right, the longest at each place, none over another. */
  *hitsIn(folded: string, isWanted: (identity: Identity) => boolean): Generator<Hit> {
    let free = 0;
    for (const at of this.placesIn(folded)) {
      if (at < free) continue;
      const hit = this.hitAt(folded, at, isWanted);
      if (hit === undefined) continue;
      yield hit;
      free = hit.end;
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

  /** Knows the first characters of all that is longer. */
  beginnings(length: number): Filter {
    const filter = new Filter();
    for (const key of this.#whole.keys()) if (key.length > length) filter.add(key, length);
    return filter;
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
