import { MASKS } from './mask-patterns.ts';
import { signsIn } from './signs.ts';

/** A place of a text where a mask begins, or a run of words (no `name`) in which none does. */
export interface Masked {
  readonly name: string | undefined;
  readonly value: string;
  readonly index: number;
}

/** Words of small letters with a blank behind, of which none is masked: nothing else needs to be tried at their letters. Of `bob (at) contoso.com` and `bob [dot] miller` one is. */
const PLAIN = '(?<![^ ])(?:[a-z]+ (?! *(?:[@:=]|[(\\[{<] {0,3}(?:[aA][tT]|[dD][oO][tT]) {0,3}[)\\]}>])))+';

type Mask = (typeof MASKS)[number];

/** Looks for some of the masks at once. */
export class MaskSearch {
  readonly #names: readonly string[];
  readonly #pattern: RegExp;

  constructor(masks: readonly Mask[], plain: readonly string[] = [PLAIN]) {
    this.#names = masks.map(([name]) => name);
    // No groups with names: to make an object of them at each match takes longer than all the rest.
    this.#pattern = new RegExp([...plain, ...masks.map(([, source]) => `(${source})`)].join('|'), 'gu');
  }

  /** The first match from a place on. None is empty. `matchAll` would copy the pattern for each line; as a value is looked at in the midst of its line, each look says where it begins. */
  next(text: string, from: number): Masked | undefined {
    this.#pattern.lastIndex = from;
    const match = this.#pattern.exec(text);
    return match === null ? undefined : { name: this.#nameOf(match), value: match[0], index: match.index };
  }

  #nameOf(match: RegExpExecArray): string | undefined {
    for (let group = 1; group < match.length; group++) if (match[group] !== undefined) return this.#names[group - 1];
    return undefined;
  }
}

export const ALL_MASKS: MaskSearch = new MaskSearch(MASKS);

/** Lines have few sets of signs: each of more is looked through for all. */
const MOST_SEARCHES = 100;
const searches = new Map<number, MaskSearch>();

/** A search for the masks that may stand in a text, by its signs: most of them are tried at each character, and cannot. */
export function maskSearch(text: string): MaskSearch {
  const signs = signsIn(text);
  const known = searches.get(signs);
  if (known !== undefined) return known;
  if (searches.size >= MOST_SEARCHES) return ALL_MASKS;
  const search = new MaskSearch(MASKS.filter(([, , ...needs]) => needs.every((some) => (signs & some) !== 0)));
  searches.set(signs, search);
  return search;
}
