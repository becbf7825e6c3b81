import { createHmac } from 'node:crypto';
import { Blobs } from '../model/identity/blobs.ts';
import { domainLabels, isPublicHost, isTenantDomain } from '../model/identity/domains.ts';
import { fileNames } from '../model/identity/file-names.ts';
import { IPV4, IPV6, isIpv4, isIpv6 } from '../model/identity/find-hosts.ts';
import { GUID, NAMED_ID, SID, SPACED_ADDRESS } from '../model/identity/find-ids.ts';
import { phoneNumbers } from '../model/identity/find-phones.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';
import { behindEscapes, type Edit } from './behind-escapes.ts';
import { withHexRuns } from './hex-text.ts';
import type { Identities } from './identities.ts';
import { type NameHit, nameKey } from './known-names.ts';
import { withoutNames } from './known-words.ts';
import { isNamedInBytes, knownIn } from './leaks.ts';
import {
  ADDRESS,
  BASE64_ID,
  DIRECTORY_NAME,
  DOTTED,
  HEX_ID,
  ITEM_ID,
  isReplacedGuid,
  PHONE,
  SECRET_HEADER,
} from './shapes.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Blanks of an URL stay between the words of a name. */
const NAME_WORD = /(?<!%)(?<!%\d)[\p{L}\p{N}\p{M}]+|(?<=%20)[\p{L}\p{N}\p{M}]+/gu;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN_LETTERS = 7;
/** What stands for a word already, as a layer of escapes below had it. */
const TOKEN = /^x[a-z2-7]{7}$/;
/** With a token in it a path looks as if it were made by chance. */
const PATH_OF_FOLDERS = /^\/(?:[\w.-]+\/){0,3}(?:users|home|mnt|media|volumes|root|opt|srv)\//i;
/** Numbers of an account behind those that are the same everywhere; the last one of accounts that everybody has is below 1000. */
const SID_NUMBERS = /(?<=^S-1-(?:5-21|12-1)-).*?(?=(?:-\d{1,3})?$)/i;
/** Text with letters beyond ASCII in an URL. */
const PERCENT_TEXT = /(?:%[\da-f]{2}|[\p{L}\p{N}._+-]){0,400}%[c-f][\da-f](?:%[\da-f]{2}|[\p{L}\p{N}._+-]){0,400}/giu;
/** How an authorization names what it is; the rest lets somebody in. */
const SECRET =
  /(?<![\w])(?!(?:Negotiate|NTLM|Kerberos|Basic|Bearer|Digest|Path|HttpOnly|Secure|Expires)\b)[\w+/.~!%-]{16,}={0,2}/gi;
const COOKIE_VALUE = /=([^;,\s]+)/g;
const AUTHORIZATION = /authorization\s*:$/i;

/** Digits, small and large letters in turns, as in what was made by chance; words and paths have few. */
function looksRandom(text: string): boolean {
  let turns = 0;
  for (let i = 1; i < text.length; i++) if (kindOf(text[i]) !== kindOf(text[i - 1])) turns++;
  return /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && turns >= text.length / 5;
}

function kindOf(sign: string | undefined): string {
  if (sign === undefined) return '';
  if (/\d/.test(sign)) return '0';
  return /[A-Z]/.test(sign) ? 'A' : /[a-z]/.test(sign) ? 'a' : sign;
}

const SHAPES: Readonly<Record<string, string>> = {
  secret: SECRET_HEADER,
  spaced: SPACED_ADDRESS,
  address: ADDRESS,
  sid: SID.source,
  ip6: IPV6.source,
  ip4: IPV4.source,
  guid: GUID.source,
  dotted: DOTTED,
  phone: PHONE,
  item: ITEM_ID,
  named: NAMED_ID,
  directory: DIRECTORY_NAME,
  hex: HEX_ID,
  base64: BASE64_ID,
};
const SOURCES = Object.entries(SHAPES).map(([name, source]) => `(?<${name}>${source})`);
const SHAPED = new RegExp(SOURCES.join('|'), 'giu');
/** The same within a header that lets somebody in: its value may look like another, again and again. */
const WITHIN = new RegExp(SOURCES.slice(1).join('|'), 'giu');

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
  readonly #key: Uint8Array;
  readonly #identities: Identities;
  readonly #blobs: Blobs;

  constructor(key: Uint8Array, identities: Identities) {
    this.#key = key;
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
      out += shown.slice(at, start) + this.#shaped(shown.slice(start, end));
      at = end;
    }
    return behindEscapes(out + shown.slice(at), (inner, layer) => (layer === 0 ? [] : this.#left(inner)));
  }

  /** The domain stays for those who know domains, unless it is none. */
  #oddAddress(text: string, start: number, end: number): Edit {
    const address = text.slice(start, end);
    const at = address.lastIndexOf('@');
    const isDomain = /^(?:[\p{L}\p{N}\p{M}-]+\.)+[\p{L}\p{N}\p{M}-]+$/u.test(address.slice(at + 1));
    const token = this.word(isDomain ? address.slice(0, at) : address);
    return isDomain ? { start, end: start + at, token } : { start, end, token: `${token}@${token}.example` };
  }

  /** Files and folders by their names, telephones, and addresses that only their field gave away. */
  #marked(text: string): readonly Edit[] {
    const files = [...fileNames(text)].flatMap(({ start, end, stem }) => {
      const token = withoutNames(stem, (word) => (TOKEN.test(word) ? word : this.word(word)));
      if (token === stem) return [];
      return { start, end, token: text.slice(start, end).includes('%') ? encodeURIComponent(token) : token };
    });
    const phones = [...phoneNumbers(text)].map(({ start, end }) => ({
      start,
      end,
      token: this.#digits(text.slice(start, end)),
    }));
    const addresses = [...this.#identities.oddAddresses.hitsIn(text)].map(({ start, end }) =>
      this.#oddAddress(text, start, end),
    );
    return [...addresses, ...files, ...phones];
  }

  /** Those who are known and are named where only undoing escapes shows it. */
  #left(text: string): readonly Edit[] {
    return [...knownIn(text, this.#identities)].map(({ start, end, kind }) => {
      const found = text.slice(start, end);
      if (kind === 'address') return { start, end, token: this.#address(found) };
      return { start, end, token: kind === 'domain' ? this.domain(found) : this.#name(found, kind) };
    });
  }

  /** `mail.contoso.com` to `mail.x3k7d2qa.example`: what is under one domain stays under one. */
  domain(domain: string): string {
    if (isPublicHost(domain)) return domain;
    const labels = nameKey(domain).split('.');
    const owned = labels.slice(-domainLabels(labels));
    const above = labels.slice(0, labels.length - owned.length);
    const inner = above.map((label) => (VOCABULARY.has(label) ? label : this.word(label)));
    const [name = '', ...top] = owned;
    if (top.length === 0) return this.word(name);
    const tail = top.join('.');
    if (isTenantDomain(tail)) return [...inner, this.word(name), tail].join('.');
    const kind = tail === 'com' ? '' : `-${this.word(tail).slice(1, 4)}`;
    return [...inner, `${this.word(name)}${kind}`, 'example'].join('.');
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
        return this.#address(found);
      case 'dotted':
        return this.#dotted(found, text[at - 1] === '%');
      case 'sid':
        return found.replace(SID_NUMBERS, (numbers) => this.#digits(numbers));
      case 'ip4':
        return isIpv4(text, at, found) ? this.#ip4(found) : undefined;
      case 'ip6':
        return isIpv6(found)
          ? `2001:db8::${this.#hex(found.toLowerCase(), 4)}:${this.#hex(`${found.toLowerCase()} `, 4)}`
          : undefined;
      case 'guid':
        return isReplacedGuid(text, at, found) ? this.#hexShaped(found) : found;
      case 'hex':
        return this.#hexShaped(found);
      case 'phone':
        return this.#digits(found);
      case 'item':
        return found.replace(/[A-Za-z0-9+/]{12,}={0,2}$/, (id) => this.#shaped(id));
      case 'named':
        return found.replace(/%[\da-f]{2}|[^%]+/gi, (part) => (part.startsWith('%') ? part : this.#shaped(part)));
      case 'spaced':
        return this.#shaped(found);
      case 'base64':
        return looksRandom(found) && !PATH_OF_FOLDERS.test(found) ? this.#shaped(found) : undefined;
      case 'directory':
        return found.replace(WORD, (word) => (VOCABULARY.has(nameKey(word)) ? word : this.word(word)));
      default:
        return undefined;
    }
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
        return lead + this.domain(labels.slice(0, end).join('.')) + this.#words(rest.join(''));
      }
    }
    return undefined;
  }

  #bytes(text: string, length: number): Buffer {
    const seed = createHmac('sha256', this.#key).update(text).digest();
    const parts: Buffer[] = [];
    for (let i = 0; parts.length * 32 < length; i++) {
      parts.push(createHmac('sha256', this.#key).update(seed).update(String(i)).digest());
    }
    return Buffer.concat(parts).subarray(0, length);
  }

  word(word: string): string {
    const bytes = this.#bytes(`word ${nameKey(word)}`, TOKEN_LETTERS);
    return `x${[...bytes].map((byte) => LETTERS[byte % 32]).join('')}`;
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
        return name.replace(NAME_WORD, (word) => this.word(word));
      case 'whole':
        return this.word(name);
      case 'id':
        return /^[\da-f]+$/i.test(name) ? this.#hexShaped(name) : this.#shaped(name);
    }
  }

  #address(text: string): string {
    const [, prefix = '', local = '', at = '@', domain = ''] = /^(sip_)?(.*?)(@|%40)(.*)$/i.exec(text) ?? [];
    const host = /^\d+(?:\.\d+){3}$/.test(domain) ? this.#ip4(domain) : this.domain(domain);
    return `${prefix}${local.replace(WORD, (word) => this.word(word))}${at}${host}`;
  }

  #secret(text: string): string {
    const colon = text.indexOf(':') + 1;
    const value = text.slice(colon);
    const isAuthorization = AUTHORIZATION.test(text.slice(0, colon));
    const isCookie = /cookie|canary/i.test(text.slice(0, colon));
    const hidden = isCookie
      ? value.replace(COOKIE_VALUE, (_, secret: string) => `=${this.word(secret)}`)
      : value.replace(SECRET, (secret) => (isAuthorization || looksRandom(secret) ? this.#shaped(secret) : secret));
    return text.slice(0, colon) + this.#plain(hidden, WITHIN);
  }

  /** In 198.18.0.0/15, which is set aside for tests of networks (RFC 2544). */
  #ip4(text: string): string {
    const [a = 0, b = 0, c = 0] = this.#bytes(`ip ${text}`, 3);
    return `198.${18 + (a % 2)}.${b}.${c}`;
  }

  #digits(text: string): string {
    const bytes = this.#bytes(`digits ${text.replace(/\D/g, '')}`, text.length);
    let isFirst = true;
    return text.replace(/\d/g, (digit, at: number) => {
      const next = (bytes[at] ?? 0) % 10;
      const shown = isFirst && digit !== '0' ? Math.max(1, next) : next;
      isFirst = false;
      return String(shown);
    });
  }

  #hex(text: string, length: number): string {
    return this.#bytes(`hex ${text}`, length).toString('hex').slice(0, length);
  }

  #hexShaped(text: string): string {
    const digits = text.replace(/-/g, '').toLowerCase();
    const hex = this.#hex(digits, digits.length);
    let next = 0;
    const isUpper = /[A-F]/.test(text);
    const shown = text.replace(/[\da-f]/gi, () => hex[next++] ?? '0');
    return isUpper ? shown.toUpperCase() : shown;
  }

  /** The same length, and at each place a sign of the same kind. */
  #shaped(text: string): string {
    const bytes = this.#bytes(`shape ${text}`, text.length);
    return text.replace(/[A-Za-z0-9]/g, (sign, at: number) => {
      if (at === 0) return sign;
      const byte = bytes[at] ?? 0;
      if (/\d/.test(sign)) return String(byte % 10);
      return String.fromCharCode((sign < 'a' ? 65 : 97) + (byte % 26));
    });
  }
}
