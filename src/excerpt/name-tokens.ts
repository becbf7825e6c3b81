import { addressToken, domainToken } from './address-tokens.ts';
import type { Edit } from './behind-escapes.ts';
import type { Identities } from './identities.ts';
import type { NameHit } from './known-names.ts';
import { knownIn } from './leaks.ts';
import type { TokenMaker } from './token-maker.ts';

/** Blanks of an URL stay between the words of a name. */
const NAME_WORD = /(?<!%)(?<!%\d)[\p{L}\p{N}\p{M}]+|(?<=%20)[\p{L}\p{N}\p{M}]+/gu;

/** What becomes of a stretch of text in which nothing is known. */
export type Unknown = (text: string) => string;
export const stays: Unknown = (text) => text;

/** Tokens in place of names that are known. */
export class NameTokens {
  readonly #maker: TokenMaker;
  readonly #identities: Identities;

  constructor(maker: TokenMaker, identities: Identities) {
    this.#maker = maker;
    this.#identities = identities;
  }

  /** A text with tokens in place of the names in it. */
  words(text: string, unknown: Unknown = stays): string {
    let [out, at] = ['', 0];
    for (const { start, end, kind } of this.#identities.names.hitsIn(text)) {
      const name = text.slice(start, end);
      out += unknown(text.slice(at, start));
      out += this.#name(name, kind);
      at = end;
    }
    return out + unknown(text.slice(at));
  }

  /** The same for names, domains and addresses that only undoing escapes shows. */
  known(text: string): readonly Edit[] {
    return [...knownIn(text, this.#identities)].map(({ start, end, kind }) => {
      const found = text.slice(start, end);
      if (kind === 'address') return { start, end, token: addressToken(found, this.#maker) };
      return { start, end, token: kind === 'domain' ? domainToken(found, this.#maker) : this.#name(found, kind) };
    });
  }

  #name(name: string, kind: NameHit['kind']): string {
    switch (kind) {
      case 'words':
        return name.replace(NAME_WORD, (word) => this.#maker.word(word));
      case 'whole':
        return this.#maker.word(name);
      case 'id':
        if (/^\d+$/.test(name)) return this.#maker.digits(name);
        return /^[\da-f]+$/i.test(name) ? this.#maker.hexShaped(name) : this.#maker.shaped(name);
    }
  }
}
