import { fold } from './fold.ts';

const UNITS = 0x10000;
const [FIRST_SURROGATE, LAST_SURROGATE] = [0xd800, 0xdfff];
/** What stands for bytes that are no UTF-8. */
const REPLACEMENT = 0xfffd;
const FIRST_OF_MANY_BYTES = 0x80;
/** The capital sigma and its two small letters: which of them it folds to hangs on what stands behind it. */
const SIGMAS = [0x3a3, 0x3c2, 0x3c3];

let unfolded: ReadonlyMap<number, readonly number[]> | undefined;

/** The code units that do not fold to themselves, by what they fold to. */
function unfoldedUnits(): ReadonlyMap<number, readonly number[]> {
  if (unfolded !== undefined) return unfolded;
  const isLone = (unit: number): boolean => unit < FIRST_SURROGATE || unit > LAST_SURROGATE;
  const all = Array.from({ length: UNITS }, (_, unit) => (isLone(unit) ? String.fromCharCode(unit) : '\0')).join('');
  const folded = fold(all);
  const found = new Map<number, number[]>();
  for (let unit = 0; unit < UNITS; unit++) {
    const small = folded.charCodeAt(unit);
    if (!isLone(unit) || small === unit) continue;
    const capitals = found.get(small);
    if (capitals === undefined) found.set(small, [unit]);
    else capitals.push(unit);
  }
  unfolded = found;
  return found;
}

/**
 * The letters that some folded texts are made of, in every way that they are written. Tells quickly of bytes that none of the texts
 * stands in them: as UTF-8, as UTF-16 of either order at any place, or as Latin letters with NULs between them.
 */
export class Alphabet {
  readonly #units = new Uint8Array(UNITS);
  /** The bytes of these letters in UTF-8. */
  readonly #bytes = new Uint8Array(0x100);
  /** Code units of the shortest text. */
  #least = Number.POSITIVE_INFINITY;

  add(folded: string): void {
    this.#least = Math.min(this.#least, folded.length);
    for (let at = 0; at < folded.length; at++) {
      const unit = folded.charCodeAt(at);
      if (this.#units[unit] === 1) continue;
      this.#unit(unit);
      for (const other of SIGMAS.includes(unit) ? SIGMAS : (unfoldedUnits().get(unit) ?? [])) this.#unit(other);
    }
  }

  #unit(unit: number): void {
    this.#units[unit] = 1;
    if (unit === REPLACEMENT) this.#bytes.fill(1, FIRST_OF_MANY_BYTES);
    else if (unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE) {
      this.#units.fill(1, FIRST_SURROGATE, LAST_SURROGATE + 1);
      this.#bytes.fill(1, FIRST_OF_MANY_BYTES);
    } else for (const byte of Buffer.from(String.fromCharCode(unit))) this.#bytes[byte] = 1;
  }

  /** False where none of the texts can stand in some bytes; true where one may. */
  mayStandIn(bytes: Uint8Array): boolean {
    const [units, allowed, least] = [this.#units, this.#bytes, this.#least];
    // Letters in a row up to here: of UTF-8, of Latin ones with NULs between them, of UTF-16 of both orders.
    let [utf8, spaced, little, big] = [0, 0, 0, 0];
    // UTF-16 whose units end at the bytes between those of the others.
    let [nextLittle, nextBig] = [0, 0];
    let before = -1;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      utf8 = allowed[byte] === 1 ? utf8 + 1 : 0;
      if (byte !== 0) spaced = units[byte] === 1 ? spaced + 1 : 0;
      const littleHere = before >= 0 && units[before | (byte << 8)] === 1 ? little + 1 : 0;
      const bigHere = before >= 0 && units[(before << 8) | byte] === 1 ? big + 1 : 0;
      if (utf8 >= least || spaced >= least || littleHere >= least || bigHere >= least) return true;
      little = nextLittle;
      big = nextBig;
      nextLittle = littleHere;
      nextBig = bigHere;
      before = byte;
    }
    return false;
  }
}
