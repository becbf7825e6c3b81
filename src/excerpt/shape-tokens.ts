import { isIpv4, isIpv6 } from '../model/identity/find-hosts.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';
import { addressToken, domainToken } from './address-tokens.ts';
import type { Edit } from './behind-escapes.ts';
import type { Identities } from './identities.ts';
import { nameKey } from './known-names.ts';
import type { Marks } from './marks.ts';
import type { NameTokens } from './name-tokens.ts';
import { looksRandom, secretsOfHeader } from './secret-tokens.ts';
import { IDS, SHAPED, WITHIN } from './shaped.ts';
import { isReplacedGuid } from './shapes.ts';
import type { TokenMaker } from './token-maker.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Looks as if it were made by chance where a folder has a number. */
const PATH_OF_FOLDERS = /^\/(?:[\w.-]+\/){0,3}(?:users|home|mnt|media|volumes|root|opt|srv)\//i;
/** Numbers of an account behind those that are the same everywhere; the last one of accounts that everybody has is below 1000. */
const SID_NUMBERS = /(?<=^S-1-(?:5-21|12-1)-).*?(?=(?:-\d{1,3})?$)/gi;
const ITEM = /[A-Za-z0-9+/]{12,}={0,2}$/g;

/** An edit, moved on. */
function movedBy(by: number): (edit: Edit) => Edit {
  return ({ start, end, token }) => ({ start: start + by, end: end + by, token });
}

/** The edits of the parts of a stretch that a pattern finds. */
function partsOf(found: string, at: number, pattern: RegExp, token: (part: string) => string): readonly Edit[] {
  return [...found.matchAll(pattern)].map(({ 0: part, index }) => ({
    start: at + index,
    end: at + index + part.length,
    token: token(part),
  }));
}

/** Tokens in place of what is replaced by what it looks like. */
export class ShapeTokens {
  readonly #maker: TokenMaker;
  readonly #identities: Identities;
  readonly #names: NameTokens;

  constructor(maker: TokenMaker, identities: Identities, names: NameTokens) {
    this.#maker = maker;
    this.#identities = identities;
    this.#names = names;
  }

  /** What is to be replaced in a text, in order of place and none over another: no more than that, as what stands around it may be escaped. */
  edits(text: string, marks: Marks, pattern: RegExp = SHAPED): readonly Edit[] {
    return [...text.matchAll(pattern)].flatMap((match) => {
      const [whole] = match;
      const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? '';
      return this.#edits(kind, whole, text, match.index, marks);
    });
  }

  #edits(kind: string, found: string, text: string, at: number, marks: Marks): readonly Edit[] {
    const maker = this.#maker;
    switch (kind) {
      case 'secret':
        return this.#secret(found, marks).map(movedBy(at));
      case 'sid':
        return partsOf(found, at, SID_NUMBERS, (numbers) => maker.digits(numbers));
      case 'item':
        return partsOf(found, at, ITEM, (id) => maker.shaped(id));
      case 'directory':
        return partsOf(found, at, WORD, (word) => (VOCABULARY.has(nameKey(word)) ? word : maker.word(word)));
    }
    const token = this.#token(kind, found, text, at);
    if (token !== undefined) return [{ start: at, end: at + found.length, token }];
    // A path with an id in it, and a word with dots.
    return kind === 'base64' || kind === 'dotted' ? this.edits(found, marks, IDS).map(movedBy(at)) : [];
  }

  /** What stands for what was found at a place of a text; undefined where it is none of its kind. */
  #token(kind: string, found: string, text: string, at: number): string | undefined {
    switch (kind) {
      case 'address':
        return addressToken(found, this.#maker);
      case 'dotted':
        return this.#dotted(found, text[at - 1] === '%');
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
      case 'named':
        return found.replace(/%[\da-f]{2}|[^%]+/gi, (part) => (part.startsWith('%') ? part : this.#maker.shaped(part)));
      case 'spaced':
        return this.#maker.shaped(found);
      case 'base64':
        return looksRandom(found) && !PATH_OF_FOLDERS.test(found) ? this.#maker.shaped(found) : undefined;
      default:
        return undefined;
    }
  }

  /** Of a header: what lets somebody in, and what else stands between. */
  #secret(header: string, marks: Marks): readonly Edit[] {
    const edits: Edit[] = [];
    let at = header.indexOf(':') + 1;
    const between = (end: number): void => {
      edits.push(...this.edits(header.slice(at, end), marks, WITHIN).map(movedBy(at)));
    };
    for (const secret of secretsOfHeader(header, this.#maker, marks)) {
      between(secret.start);
      edits.push(secret);
      at = secret.end;
    }
    between(header.length);
    return edits;
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
        return lead + domainToken(labels.slice(0, end).join('.'), this.#maker) + this.#names.words(rest.join(''));
      }
    }
    return undefined;
  }
}
