import { createHmac } from 'node:crypto';
import { fold } from '../model/identity/fold.ts';
import { TOKEN_FORM } from '../model/token-form.ts';
import type { IdentityKind } from './identity.ts';

/** Thirty-two characters that nobody takes for one another. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 40 bits: of ten thousand identities two meet once in twenty thousand reports. */
const LENGTH = 8;

const TOKEN = new RegExp(`^${TOKEN_FORM}$`);

/** Whether a word has the form of a token: a guess where nothing says that a text was redacted. */
export function looksLikeToken(word: string): boolean {
  return TOKEN.test(word);
}

/** Tokens by a secret key: the same for the same thing, whatever its capitals, and worth nothing without the key. */
export class Tokens {
  readonly #key: string;
  /** By originals as they are written. */
  readonly #written = new Map<string, string>();
  readonly #tokens = new Map<string, string>();
  readonly #originals = new Map<string, string>();

  constructor(key: string) {
    this.#key = key;
  }

  /** `user-k3f9x2ab` */
  of(kind: IdentityKind, original: string): string {
    const written = `${kind}\0${original}`;
    const before = this.#written.get(written);
    if (before !== undefined) return before;
    const token = this.#ofCanonical(kind, original);
    this.#written.set(written, token);
    return token;
  }

  #ofCanonical(kind: IdentityKind, original: string): string {
    const canonical = `${kind}\0${fold(original.normalize('NFC'))}`;
    const known = this.#tokens.get(canonical);
    if (known !== undefined) return known;
    const digest = createHmac('sha256', this.#key).update(canonical).digest();
    let token = `${kind}-`;
    for (const [at, byte] of digest.entries()) {
      if (at >= LENGTH && !this.#originals.has(token)) break;
      token += LETTERS.charAt(byte & 31);
    }
    this.#tokens.set(canonical, token);
    this.#originals.set(token, original);
    return token;
  }

  /** What each token stands for, by token. */
  originals(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#originals].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}
