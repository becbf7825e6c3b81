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

function rarestGram(text: string): number {
  let best = 0;
  for (let at = 1; at + GRAM <= text.length; at++) if (rarityAt(text, at) > rarityAt(text, best)) best = at;
  return best;
}

/** Names the numbers of the phrases that may match a line: of a thousand phrases mostly none, for the cost of one look at each character. */
export class PhraseIndex {
  /** Numbers by the hash of a gram that their longest literal has. */
  readonly #byGram = new Map<number, number[]>();
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
      const hash = hashAt(literal, rarestGram(literal));
      this.#marks[hash] = 1;
      const same = this.#byGram.get(hash);
      if (same === undefined) this.#byGram.set(hash, [number]);
      else same.push(number);
    }
  }

  /** In rising order. */
  candidates(line: string): readonly number[] {
    let hashes: number[] | undefined;
    for (let at = 0; at + GRAM <= line.length; at++) {
      const hash = hashAt(line, at);
      if (this.#marks[hash] !== 1) continue;
      if (hashes === undefined) hashes = [hash];
      else if (!hashes.includes(hash)) hashes.push(hash);
    }
    if (hashes === undefined) return this.#always;
    const found = hashes.flatMap((hash) => this.#byGram.get(hash) ?? []);
    return [...this.#always, ...found].sort((a, b) => a - b);
  }
}
