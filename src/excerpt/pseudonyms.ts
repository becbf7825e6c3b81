import { createHmac } from 'node:crypto';
import {
  ADDRESS,
  BASE64_ID,
  COMMON_WORDS,
  DIRECTORY_NAME,
  GUID,
  HEX_ID,
  IPV4,
  IPV6,
  ITEM_ID,
  isPublicDomain,
  PHONE,
  SECRET_HEADER,
  SID,
} from '../model/identity-patterns.ts';
import { withHexRuns } from './hex-text.ts';
import { type Identities, ownedLabels } from './identities.ts';

const WORD = /[\p{L}\p{N}]+/gu;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN_LETTERS = 7;
/** Addresses that are the same everywhere. */
const NO_ONES_IP: ReadonlySet<string> = new Set(['127.0.0.1', '0.0.0.0', '255.255.255.255']);
/** How an authorization names what it is; the rest lets somebody in. */
const SECRET =
  /(?<![\w])(?!(?:Negotiate|NTLM|Kerberos|Basic|Bearer|Digest|Path|HttpOnly|Secure|Expires)\b)[\w+/.~!%-]{16,}={0,2}/gi;
const COOKIE_VALUE = /=([^;,\s]+)/g;
const ESCAPED = /[.*+?^${}()|[\]\\/]/g;
const AUTHORIZATION = /authorization\s*:$/i;

function escaped(text: string): string {
  return text.replace(ESCAPED, '\\$&');
}

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

/** Behind which a word may begin: `%40alice` has a digit in front that belongs to the `@`. */
const BEFORE = '(?:(?<![\\p{L}\\p{N}])|(?<=%[\\da-f]{2}))';
const BEHIND = '(?![\\p{L}\\p{N}])';

/**
 * Tokens in place of identities, in any text: the same for the same identity, another one under another key, and of the same shape, so that what
 * read the text before reads it still. Nobody can tell the identity from the token without the key.
 */
export class Pseudonyms {
  readonly #key: Uint8Array;
  readonly #pattern: RegExp;
  /** The same within a header that lets somebody in: its value may look like another, again and again. */
  readonly #within: RegExp;

  constructor(key: Uint8Array, identities: Identities) {
    this.#key = key;
    const longestFirst = (one: string, other: string): number => other.length - one.length || (one < other ? -1 : 1);
    const domains = [...identities.domains].sort(longestFirst).map(escaped);
    const words = [...identities.words].sort(longestFirst).map(escaped);
    const never = '(?!)';
    const named: Readonly<Record<string, string>> = {
      secret: SECRET_HEADER,
      address: ADDRESS,
      domain:
        domains.length === 0 ? never : `${BEFORE}(?:[\\p{L}\\p{N}-]{1,63}\\.){0,8}(?:${domains.join('|')})${BEHIND}`,
      sid: SID,
      ip6: IPV6,
      ip4: IPV4,
      guid: GUID,
      phone: PHONE,
      item: ITEM_ID,
      directory: DIRECTORY_NAME,
      hex: HEX_ID,
      base64: BASE64_ID,
      word: words.length === 0 ? never : `${BEFORE}(?:${words.join('|')})${BEHIND}`,
    };
    const sources = Object.entries(named).map(([name, source]) => `(?<${name}>${source})`);
    this.#pattern = new RegExp(sources.join('|'), 'giu');
    this.#within = new RegExp(sources.slice(1).join('|'), 'giu');
  }

  /** A text with tokens in place of what names somebody or something. */
  text(text: string): string {
    return withHexRuns(this.#plain(text), (run) => this.#plain(run));
  }

  /** `mail.contoso.com` to `mail.x3k7d2qa.example`: what is under one domain stays under one. */
  domain(domain: string): string {
    if (isPublicDomain(domain)) return domain;
    const labels = domain.toLowerCase().split('.');
    const owned = labels.slice(-ownedLabels(labels));
    const above = labels.slice(0, labels.length - owned.length);
    const inner = above.map((label) => (COMMON_WORDS.has(label) ? label : this.word(label)));
    const [name = '', ...top] = owned;
    if (top.length === 0) return this.word(name);
    const tail = top.join('.');
    if (tail === 'onmicrosoft.com') return [...inner, this.word(name), tail].join('.');
    const kind = tail === 'com' ? '' : `-${this.word(tail).slice(1, 4)}`;
    return [...inner, `${this.word(name)}${kind}`, 'example'].join('.');
  }

  #plain(text: string, pattern: RegExp = this.#pattern): string {
    return text.replace(pattern, (whole: string, ...rest: readonly unknown[]) => {
      const groups = rest.at(-1);
      if (typeof groups !== 'object' || groups === null) return whole;
      const kind = Object.entries(groups).find(([, value]) => value !== undefined)?.[0] ?? '';
      return this.#token(kind, whole);
    });
  }

  #token(kind: string, text: string): string {
    switch (kind) {
      case 'secret':
        return this.#secret(text);
      case 'address':
        return this.#address(text);
      case 'domain':
        return this.domain(text);
      case 'sid':
        return text.replace(/(?<=S-1-5-21-)\d+-\d+-\d+/i, (numbers) => this.#digits(numbers));
      case 'ip4':
        return NO_ONES_IP.has(text) ? text : this.#ip4(text);
      case 'ip6':
        return `2001:db8::${this.#hex(text.toLowerCase(), 4)}:${this.#hex(`${text.toLowerCase()} `, 4)}`;
      case 'guid':
      case 'hex':
        return this.#hexShaped(text);
      case 'phone':
        return this.#digits(text);
      case 'item':
        return text.replace(/[A-Za-z0-9+/]{12,}={0,2}$/, (id) => this.#shaped(id));
      case 'base64':
        return looksRandom(text) ? this.#shaped(text) : this.#words(text);
      case 'directory':
        return this.#words(text, true);
      default:
        return this.word(text);
    }
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
    const bytes = this.#bytes(`word ${word.normalize('NFC').toLowerCase()}`, TOKEN_LETTERS);
    return `x${[...bytes].map((byte) => LETTERS[byte % 32]).join('')}`;
  }

  /** The words of a text that are known, or all of them. */
  #words(text: string, isAll = false): string {
    return text.replace(WORD, (word) => (isAll && !COMMON_WORDS.has(word.toLowerCase()) ? this.word(word) : word));
  }

  #address(text: string): string {
    const [, prefix = '', local = '', at = '@', domain = ''] = /^(sip_)?(.*?)(@|%40)(.*)$/i.exec(text) ?? [];
    return `${prefix}${local.replace(WORD, (word) => this.word(word))}${at}${this.domain(domain)}`;
  }

  #secret(text: string): string {
    const colon = text.indexOf(':') + 1;
    const value = text.slice(colon);
    const isAuthorization = AUTHORIZATION.test(text.slice(0, colon));
    const isCookie = /cookie|canary/i.test(text.slice(0, colon));
    const hidden = isCookie
      ? value.replace(COOKIE_VALUE, (_, secret: string) => `=${this.word(secret)}`)
      : value.replace(SECRET, (secret) => (isAuthorization || looksRandom(secret) ? this.#shaped(secret) : secret));
    return text.slice(0, colon) + this.#plain(hidden, this.#within);
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
