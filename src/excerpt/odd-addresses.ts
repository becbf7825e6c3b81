import { isOddAddress } from '../model/identity/address-fields.ts';

/** An address that stands in a text. */
interface OddAddressHit {
  readonly start: number;
  readonly end: number;
}

/** Addresses such as `"Bob Miller"@contoso.com`, which nothing but a field around them gave away: known whole, wherever they stand. */
export class OddAddresses {
  readonly #known = new Set<string>();
  #pattern: RegExp | undefined;

  /** Takes any address; one that is found by its signs is passed over. */
  add(address: string): void {
    const key = address.normalize('NFC');
    if (!isOddAddress(key) || this.#known.has(key)) return;
    this.#known.add(key);
    this.#pattern = undefined;
  }

  *hitsIn(text: string): Generator<OddAddressHit> {
    if (this.#known.size === 0 || !text.includes('@')) return;
    this.#pattern ??= new RegExp(
      [...this.#known]
        .sort((a, b) => b.length - a.length)
        .map((address) => address.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
        .join('|'),
      'giu',
    );
    for (const { 0: found, index } of text.matchAll(this.#pattern)) yield { start: index, end: index + found.length };
  }
}
