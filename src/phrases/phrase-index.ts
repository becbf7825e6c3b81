/** Characters of a literal by which it is found. */
const GRAM = 4;
const TABLE_BITS = 15;
const SPREAD = 0x9e3779b1;

/** Letters that stand often in what clients write: a gram of rarer ones brings fewer phrases to try. */
const COMMON = ' etaoinsrhldcumfpgwybvk';

function hashAt(text: string, at: number): number {
  const [a, b] = [
    text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16),
    text.charCodeAt(at + 2) | (text.charCodeAt(at + 3) << 16),
  ];
  return (Math.imul(a ^ Math.imul(b, SPREAD), SPREAD) >>> (32 - TABLE_BITS)) >>> 0;
}

function rarityAt(text: string, at: number): number {
  let rarity = 0;
  for (let i = at; i < at + GRAM; i++) {
    const place = COMMON.indexOf(text.charAt(i));
    rarity += place < 0 ? COMMON.length : place;
  }
  return rarity;
}

/** Of a line so many places of grams are looked at: of one with more a gram alone tells, as that takes no longer whatever the phrases. */
const MOST_LOOKS = 64;

/** The longest literal of a phrase. */
interface Entry {
  readonly number: number;
  readonly literal: string;
  /** How far behind its beginning the gram stands. */
  readonly at: number;
}

function rarestGram(text: string): number {
  let best = 0;
  for (let at = 1; at + GRAM <= text.length; at++) if (rarityAt(text, at) > rarityAt(text, best)) best = at;
  return best;
}

/** Names the numbers of the phrases that may match a line: of a thousand phrases mostly none, for the cost of one look at each character. */
export class PhraseIndex {
  /** By the hash of a gram of the literal. */
  readonly #byGram = new Map<number, Entry[]>();
  readonly #marks = new Uint8Array(1 << TABLE_BITS);
  /** Those with no literal long enough. */
  readonly #always: number[] = [];

  /** `literals`: the longest one of each phrase. */
  constructor(literals: readonly string[]) {
    for (const [number, literal] of literals.entries()) {
      if (literal.length < GRAM) {
        this.#always.push(number);
        continue;
      }
      const at = rarestGram(literal);
      const hash = hashAt(literal, at);
      this.#marks[hash] = 1;
      const same = this.#byGram.get(hash);
      if (same === undefined) this.#byGram.set(hash, [{ number, literal, at }]);
      else same.push({ number, literal, at });
    }
  }

  /** In rising order. */
  candidates(line: string): readonly number[] {
    let found: Set<number> | undefined;
    let looks = MOST_LOOKS;
    const taken = new Set<number>();
    for (let at = 0; at + GRAM <= line.length; at++) {
      const hash = hashAt(line, at);
      if (this.#marks[hash] !== 1 || taken.has(hash)) continue;
      if (looks <= 0) taken.add(hash);
      for (const one of this.#byGram.get(hash) ?? []) {
        if (looks-- > 0 && !line.startsWith(one.literal, at - one.at)) continue;
        found ??= new Set(this.#always);
        found.add(one.number);
      }
    }
    return found === undefined ? this.#always : [...found].sort((a, b) => a - b);
  }
}
