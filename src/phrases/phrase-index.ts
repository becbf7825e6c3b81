/** Characters of a literal by which it is found. */
const GRAM = 4;
const TABLE_BITS = 15;
const SPREAD = 0x9e3779b1;

/** Letters that stand often in what clients write: a gram of rarer ones brings fewer phrases to try. */
const COMMON = ' etaoinsrhldcumfpgwybvk';
const RARITIES: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const place = COMMON.indexOf(String.fromCharCode(code));
  return place < 0 ? COMMON.length : place;
});

/** Of two pairs of code units. */
function hashOf(first: number, second: number): number {
  return (Math.imul(first ^ Math.imul(second, SPREAD), SPREAD) >>> (32 - TABLE_BITS)) >>> 0;
}

function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
}

function hashAt(text: string, at: number): number {
  return hashOf(pairAt(text, at), pairAt(text, at + 2));
}

/** How rare the rarest gram of a word is, more for rarer ones. */
export function rarityOf(word: string): number {
  let best = rarityAt(word, 0);
  for (let at = 1; at + GRAM <= word.length; at++) best = Math.max(best, rarityAt(word, at));
  return best;
}

function rarityAt(text: string, at: number): number {
  let rarity = 0;
  for (let i = at; i < Math.min(at + GRAM, text.length); i++) {
    rarity += RARITIES[text.charCodeAt(i)] ?? COMMON.length;
  }
  return rarity;
}

/** Of a line so many places of grams are looked at: of one with more a gram alone tells, as that takes no longer whatever the phrases. */
const MOST_LOOKS = 64;

/** Where a gram stands in the literals of a phrase. */
interface Gram {
  readonly hash: number;
  readonly literal: string;
  /** How far behind the beginning of the literal. */
  readonly at: number;
}

/** For the hash of each gram: how many of the phrases have it in a literal. */
function countPhrases(literals: readonly (readonly string[])[]): Uint32Array {
  const counts = new Uint32Array(1 << TABLE_BITS);
  const last = new Int32Array(1 << TABLE_BITS).fill(-1);
  for (const [number, texts] of literals.entries())
    for (const text of texts)
      for (let at = 0; at + GRAM <= text.length; at++) {
        const hash = hashAt(text, at);
        if (last[hash] === number) continue;
        last[hash] = number;
        counts[hash] = (counts[hash] ?? 0) + 1;
      }
  return counts;
}

/** The gram that the fewest phrases have, of those the one of the rarest letters; undefined where no literal is long enough. */
function rarestGram(texts: readonly string[], counts: Uint32Array): Gram | undefined {
  let best: (Gram & { readonly count: number; readonly rarity: number }) | undefined;
  for (const literal of texts)
    for (let at = 0; at + GRAM <= literal.length; at++) {
      const hash = hashAt(literal, at);
      const count = counts[hash] ?? 0;
      if (best !== undefined && count > best.count) continue;
      const rarity = rarityAt(literal, at);
      if (best === undefined || count < best.count || rarity > best.rarity) best = { hash, literal, at, count, rarity };
    }
  return best;
}

/** Names the numbers of the phrases that may match a line: of a thousand phrases mostly none, for the cost of one look at each character. */
export class PhraseIndex {
  /** By the gram by which they are found: many phrases may share a literal, so it is one that few others have. */
  readonly #byGram = new Map<number, (Gram & { readonly number: number })[]>();
  readonly #marks = new Uint8Array(1 << TABLE_BITS);
  /** Those with no literal long enough. */
  readonly #always: number[] = [];

  /** `literals`: those of each phrase. */
  constructor(literals: readonly (readonly string[])[]) {
    const counts = countPhrases(literals);
    for (const [number, texts] of literals.entries()) {
      const gram = rarestGram(texts, counts);
      if (gram === undefined) {
        this.#always.push(number);
        continue;
      }
      const { hash, literal, at } = gram;
      this.#marks[hash] = 1;
      const same = this.#byGram.get(hash);
      if (same === undefined) this.#byGram.set(hash, [{ number, hash, literal, at }]);
      else same.push({ number, hash, literal, at });
    }
  }

  /** In rising order. */
  candidates(line: string): readonly number[] {
    let found: Set<number> | undefined;
    let looks = MOST_LOOKS;
    let taken: Set<number> | undefined;
    // Each code unit is looked at once.
    let [first, middle, second] = [0, pairAt(line, 0), pairAt(line, 1)];
    for (let at = 0; at + GRAM <= line.length; at++) {
      [first, middle, second] = [middle, second, (second >>> 16) | (line.charCodeAt(at + GRAM - 1) << 16)];
      const hash = hashOf(first, second);
      if (this.#marks[hash] !== 1 || taken?.has(hash) === true) continue;
      if (looks <= 0) {
        taken ??= new Set();
        taken.add(hash);
      }
      for (const one of this.#byGram.get(hash) ?? []) {
        if (looks-- > 0 && !line.startsWith(one.literal, at - one.at)) continue;
        found ??= new Set(this.#always);
        found.add(one.number);
      }
    }
    return found === undefined ? this.#always : [...found].sort((a, b) => a - b);
  }
}
