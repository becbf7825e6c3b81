import { Blobs } from '../model/identity/blobs.ts';
import { decodedWord, encodedWords } from '../model/identity/encoded-words.ts';
import { fileNames } from '../model/identity/file-names.ts';
import { phoneNumbers } from '../model/identity/find-phones.ts';
import { oddAddressEdit } from './address-tokens.ts';
import { behindEscapes, type Edit } from './behind-escapes.ts';
import { hexEdits } from './hex-text.ts';
import type { Identities } from './identities.ts';
import { withoutNames } from './known-words.ts';
import { isNamedInBytes } from './leaks.ts';
import { Marks, percentEncoded, uriEncoded } from './marks.ts';
import { NameTokens, stays, type Unknown } from './name-tokens.ts';
import { secretEdits } from './secret-tokens.ts';
import { ShapeTokens } from './shape-tokens.ts';
import { TokenMaker } from './token-maker.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** `\u0020`, and what stood behind it: the backslash parts no folders. */
const TORN = /^\\u[\da-f]{4}\ufdd0/i;
/** Behind a number that is part of an address, and found as such; with a plus, only where the address is known. */
const IS_LOCAL = /^(?:@|%40)[\p{L}\p{N}]/iu;
/** Text with letters beyond ASCII in an URL. */
const PERCENT_TEXT = /(?:%[\da-f]{2}|[\p{L}\p{N}._+-]){0,400}%[c-f][\da-f](?:%[\da-f]{2}|[\p{L}\p{N}._+-]){0,400}/giu;
const MAY_BE_PERCENT = /%[c-f]/i;

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Tokens in place of identities, in any text: the same for the same identity, another one under another key, and of the same shape, so that what
 * read the text before reads it still. Nobody can tell the identity from the token without the key.
 */
export class Pseudonyms {
  readonly #maker: TokenMaker;
  readonly #identities: Identities;
  readonly #names: NameTokens;
  readonly #shapes: ShapeTokens;
  readonly #blobs: Blobs;

  constructor(key: Uint8Array, identities: Identities) {
    this.#maker = new TokenMaker(key);
    this.#identities = identities;
    this.#names = new NameTokens(this.#maker, identities);
    this.#shapes = new ShapeTokens(this.#maker, identities, this.#names);
    this.#blobs = new Blobs((text) => isNamedInBytes(text, identities));
  }

  /** A text with tokens in place of what names somebody or something; numbers first, as they may be part of the names of files. */
  text(text: string): string {
    const marks = new Marks();
    const put = (token: string): string => marks.put(token);
    const numbered = behindEscapes(this.#payloads(text, put), (shown) => this.#numbered(shown), put);
    const named = behindEscapes(numbered, (shown) => this.#named(shown, marks), put);
    const below = (shown: string, layer: number): readonly Edit[] =>
      layer === 0 ? [] : this.#shapes.edits(shown, marks);
    return this.#rest(behindEscapes(named, below, put), marks, stays);
  }

  /** The same of a name, which is no path; all else becomes what `unknown` makes of it. */
  name(text: string, unknown: Unknown = stays): string {
    const marks = new Marks();
    return this.#rest(
      this.#payloads(text, (token) => marks.put(token)),
      marks,
      unknown,
    );
  }

  /** Hexadecimal digits that hold text are read as the text. */
  #payloads(text: string, put: (token: string) => string): string {
    return behindEscapes(text, (shown) => hexEdits(shown, (run) => this.text(run)), put);
  }

  #rest(text: string, marks: Marks, unknown: Unknown): string {
    const decoded = MAY_BE_PERCENT.test(text)
      ? text.replace(PERCENT_TEXT, (run) => {
          const plain = percentDecoded(run);
          const changed = this.#plain(plain, marks);
          return changed === plain ? run : marks.put(uriEncoded(changed));
        })
      : text;
    const shown = marks.resolved(this.#plain(decoded, marks, unknown));
    let [out, at] = ['', 0];
    for (const { start, end, isHex } of this.#blobs.in(shown)) {
      if (start < at) continue;
      const run = shown.slice(start, end);
      out += shown.slice(at, start) + (isHex ? this.#maker.hexShaped(run) : this.#maker.shaped(run));
      at = end;
    }
    return behindEscapes(out + shown.slice(at), (inner, layer) => (layer === 0 ? [] : this.#names.known(inner)));
  }

  /** What stands for a word. */
  word(word: string): string {
    return this.#maker.word(word);
  }

  /** Secrets, telephones, and addresses that only their field gave away. */
  #numbered(text: string): readonly Edit[] {
    const phones = [...phoneNumbers(text)].flatMap(({ start, end }) => {
      const number = text.slice(start, end);
      return IS_LOCAL.test(text.slice(end, end + 4)) && !number.startsWith('+')
        ? []
        : [{ start, end, token: this.#maker.digits(number) }];
    });
    const addresses = [...this.#identities.oddAddresses.hitsIn(text)].map(({ start, end }) =>
      oddAddressEdit(text, start, end, this.#maker),
    );
    return [...secretEdits(text, this.#maker), ...addresses, ...phones];
  }

  /** Files and folders by their names, short names in directories, and encoded words of mail. */
  #named(text: string, marks: Marks): readonly Edit[] {
    const { files, directoryNames } = this.#identities;
    const found = [...fileNames(text)].flatMap((name) => {
      const torn = TORN.test(text.slice(Math.max(0, name.start - 1), name.end)) ? 'u0020'.length : 0;
      const [start, end, stem] = [name.start + torn, name.end, name.stem.slice(torn)];
      const token = this.#fileToken(stem, marks);
      if (token === stem) return [];
      return { start, end, token: text.slice(start, end).includes('%') ? percentEncoded(token) : token };
    });
    const known = [...files.hitsIn(text)].map(({ start, end }) => ({
      start,
      end,
      token: this.#fileToken(text.slice(start, end), marks),
    }));
    const directories = [...directoryNames.hitsIn(text)].map(({ start, end }) => ({
      start,
      end,
      token: this.#maker.word(text.slice(start, end)),
    }));
    const words = [...encodedWords(text)].map(({ start, word }) => ({
      start,
      end: start + word.length,
      token: this.#plain(decodedWord(word), marks, (rest) => rest.replace(WORD, (one) => this.#maker.word(one))),
    }));
    return [...found, ...known, ...directories, ...words];
  }

  /** What stands for the name of a file or a folder: for what looks like an identity what always does, for each other word that no tool writes a token. */
  #fileToken(stem: string, marks: Marks): string {
    const words = (text: string): string => withoutNames(text, (word) => this.#maker.word(word));
    let [out, at] = ['', 0];
    for (const { start, end, token } of this.#shapes.edits(stem, marks)) {
      out += words(stem.slice(at, start)) + token;
      at = end;
    }
    return out + words(stem.slice(at));
  }

  /** A text with tokens in place of what looks like an identity, and of names that are known. */
  #plain(text: string, marks: Marks, unknown: Unknown = stays): string {
    let [out, at] = ['', 0];
    for (const { start, end, token } of this.#shapes.edits(text, marks)) {
      out += this.#names.words(text.slice(at, start), unknown) + token;
      at = end;
    }
    return out + this.#names.words(text.slice(at), unknown);
  }
}
