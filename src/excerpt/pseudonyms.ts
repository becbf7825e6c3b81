import { Blobs } from '../model/identity/blobs.ts';
import { decodedWord, encodedWords } from '../model/identity/encoded-words.ts';
import { fileNames } from '../model/identity/file-names.ts';
import { isIpv4, isIpv6 } from '../model/identity/find-hosts.ts';
import { phoneNumbers } from '../model/identity/find-phones.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';
import { addressToken, domainToken, oddAddressEdit } from './address-tokens.ts';
import { behindEscapes, type Edit } from './behind-escapes.ts';
import { withHexRuns } from './hex-text.ts';
import type { Identities } from './identities.ts';
import { type NameHit, nameKey } from './known-names.ts';
import { withoutNames } from './known-words.ts';
import { isNamedInBytes, knownIn } from './leaks.ts';
import { looksRandom, secretsHidden } from './secret-tokens.ts';
import { SHAPED, WITHIN } from './shaped.ts';
import { isReplacedGuid } from './shapes.ts';
import { TokenMaker } from './token-maker.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Blanks of an URL stay between the words of a name. */
const NAME_WORD = /(?<!%)(?<!%\d)[\p{L}\p{N}\p{M}]+|(?<=%20)[\p{L}\p{N}\p{M}]+/gu;
/** What stands for a word already, as a layer of escapes below had it. */
const TOKEN = /^x[a-z2-7]{7}$/;
/** With a token in it a path looks as if it were made by chance. */
const PATH_OF_FOLDERS = /^\/(?:[\w.-]+\/){0,3}(?:users|home|mnt|media|volumes|root|opt|srv)\//i;
/** Numbers of an account behind those that are the same everywhere; the last one of accounts that everybody has is below 1000. */
const SID_NUMBERS = /(?<=^S-1-(?:5-21|12-1)-).*?(?=(?:-\d{1,3})?$)/i;
/** Text with letters beyond ASCII in an URL. */
const PERCENT_TEXT = /(?:%[\da-f]{2}|[\p{L}\p{N}._+-]){0,400}%[c-f][\da-f](?:%[\da-f]{2}|[\p{L}\p{N}._+-]){0,400}/giu;

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What becomes of a stretch of text in which nothing is known. */
type Unknown = (text: string) => string;
const stays: Unknown = (text) => text;

/**
 * Tokens in place of identities, in any text: the same for the same identity, another one under another key, and of the same shape, so that what
 * read the text before reads it still. Nobody can tell the identity from the token without the key.
 */
export class Pseudonyms {
  readonly #maker: TokenMaker;
  readonly #identities: Identities;
  readonly #blobs: Blobs;

  constructor(key: Uint8Array, identities: Identities) {
    this.#maker = new TokenMaker(key);
    this.#identities = identities;
    this.#blobs = new Blobs((text) => isNamedInBytes(text, identities));
  }

  /** A text with tokens in place of what names somebody or something. */
  text(text: string): string {
    return this.name(behindEscapes(text, (shown) => this.#marked(shown)));
  }

  /** The same of a name, which is no path; all else becomes what `unknown` makes of it. */
  name(text: string, unknown: Unknown = stays): string {
    const decoded = text.replace(PERCENT_TEXT, (run) => {
      const plain = percentDecoded(run);
      const changed = this.#plain(plain, SHAPED);
      return changed === plain ? run : encodeURIComponent(changed);
    });
    const shown = withHexRuns(this.#plain(decoded, SHAPED, unknown), (run) => this.#plain(run, SHAPED));
    let [out, at] = ['', 0];
    for (const { start, end } of this.#blobs.in(shown)) {
      if (start < at) continue;
      out += shown.slice(at, start) + this.#maker.shaped(shown.slice(start, end));
      at = end;
    }
    return behindEscapes(out + shown.slice(at), (inner, layer) => (layer === 0 ? [] : this.#left(inner)));
  }

  /** What stands for a word. */
  word(word: string): string {
    return this.#maker.word(word);
  }

  /** Files and folders by their names, telephones, and addresses that only their field gave away. */
  #marked(text: string): readonly Edit[] {
    const files = [...fileNames(text)].flatMap(({ start, end, stem }) => {
      const token = withoutNames(stem, (word) => (TOKEN.test(word) ? word : this.#maker.word(word)));
      if (token === stem) return [];
      return { start, end, token: text.slice(start, end).includes('%') ? encodeURIComponent(token) : token };
    });
    const phones = [...phoneNumbers(text)].map(({ start, end }) => ({
      start,
      end,
      token: this.#maker.digits(text.slice(start, end)),
    }));
    const addresses = [...this.#identities.oddAddresses.hitsIn(text)].map(({ start, end }) =>
      oddAddressEdit(text, start, end, this.#maker),
    );
    const words = [...encodedWords(text)].map(({ start, word }) => ({
      start,
      end: start + word.length,
      token: this.#plain(decodedWord(word), SHAPED, (rest) => rest.replace(WORD, (one) => this.#maker.word(one))),
    }));
    return [...addresses, ...files, ...phones, ...words];
  }

  /** Those who are known and are named where only undoing escapes shows it. */
  #left(text: string): readonly Edit[] {
    return [...knownIn(text, this.#identities)].map(({ start, end, kind }) => {
      const found = text.slice(start, end);
      if (kind === 'address') return { start, end, token: addressToken(found, this.#maker) };
      return { start, end, token: kind === 'domain' ? domainToken(found, this.#maker) : this.#name(found, kind) };
    });
  }

  #plain(text: string, pattern: RegExp, unknown: Unknown = stays): string {
    let [out, at] = ['', 0];
    for (const match of text.matchAll(pattern)) {
      const [whole] = match;
      const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? '';
      const token = this.#token(kind, whole, text, match.index);
      if (token === undefined) continue;
      out += this.#words(text.slice(at, match.index), unknown) + token;
      at = match.index + whole.length;
    }
    return out + this.#words(text.slice(at), unknown);
  }

  /** What stands for what was found at a place of a text; undefined where it is none of its kind. */
  #token(kind: string, found: string, text: string, at: number): string | undefined {
    switch (kind) {
      case 'secret':
        return this.#secret(found);
      case 'address':
        return addressToken(found, this.#maker);
      case 'dotted':
        return this.#dotted(found, text[at - 1] === '%');
      case 'sid':
        return found.replace(SID_NUMBERS, (numbers) => this.#maker.digits(numbers));
      case 'ip4':
        return isIpv4(text, at, found) ? this.#maker.ip4(found) : undefined;
      case 'ip6':
        return isIpv6(found) ? this.#maker.ip6(found) : undefined;
      case 'guid':
        return isReplacedGuid(text, at, found) ? this.#maker.hexShaped(found) : found;
      case 'hex':
        return this.#maker.hexShaped(found);
      case 'phone':
        return this.#maker.digits(found);
      case 'item':
        return found.replace(/[A-Za-z0-9+/]{12,}={0,2}$/, (id) => this.#maker.shaped(id));
      case 'named':
        return found.replace(/%[\da-f]{2}|[^%]+/gi, (part) => (part.startsWith('%') ? part : this.#maker.shaped(part)));
      case 'spaced':
        return this.#maker.shaped(found);
      case 'base64':
        return looksRandom(found) && !PATH_OF_FOLDERS.test(found) ? this.#maker.shaped(found) : undefined;
      case 'directory':
        return found.replace(WORD, (word) => (VOCABULARY.has(nameKey(word)) ? word : this.#maker.word(word)));
      default:
        return undefined;
    }
  }

  #secret(text: string): string {
    const value = text.indexOf(':') + 1;
    return text.slice(0, value) + this.#plain(secretsHidden(text, this.#maker), WITHIN);
  }

  /** A word with dots that holds a known domain; what stands behind the domain may be the ending of a file. */
  #dotted(text: string, isEscape: boolean): string | undefined {
    // The `2F` of `%2Fmail.contoso.com`
    const lead = isEscape && /^[\da-f]{2}/i.test(text) ? text.slice(0, 2) : '';
    const labels = text.slice(lead.length).split('.');
    const keys = labels.map(nameKey);
    for (let end = labels.length; end > 1; end--) {
      for (let start = 0; start < end - 1; start++) {
        if (!this.#identities.domains.has(keys.slice(start, end).join('.'))) continue;
        const rest = labels.slice(end).map((label) => `.${label}`);
        return lead + domainToken(labels.slice(0, end).join('.'), this.#maker) + this.#words(rest.join(''));
      }
    }
    return undefined;
  }

  /** A text with tokens in place of the names in it that are known. */
  #words(text: string, unknown: Unknown = stays): string {
    let [out, at] = ['', 0];
    for (const { start, end, kind } of this.#identities.names.hitsIn(text)) {
      const name = text.slice(start, end);
      out += unknown(text.slice(at, start));
      out += this.#name(name, kind);
      at = end;
    }
    return out + unknown(text.slice(at));
  }

  #name(name: string, kind: NameHit['kind']): string {
    switch (kind) {
      case 'words':
        return name.replace(NAME_WORD, (word) => this.#maker.word(word));
      case 'whole':
        return this.#maker.word(name);
      case 'id':
        return /^[\da-f]+$/i.test(name) ? this.#maker.hexShaped(name) : this.#maker.shaped(name);
    }
  }
}
