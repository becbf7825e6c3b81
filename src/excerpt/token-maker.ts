import { createHmac } from 'node:crypto';
import { nameKey } from './known-names.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const TOKEN_LETTERS = 7;

/** Makes what stands in place of words, numbers and ids: the same for the same one, of the same shape, and worth nothing without the key. */
export class TokenMaker {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  #bytes(text: string, length: number): Buffer {
    const seed = createHmac('sha256', this.#key).update(text).digest();
    const parts: Buffer[] = [];
    for (let i = 0; parts.length * 32 < length; i++) {
      parts.push(createHmac('sha256', this.#key).update(seed).update(String(i)).digest());
    }
    return Buffer.concat(parts).subarray(0, length);
  }

  /** `x3k7d2qa` */
  word(word: string): string {
    const bytes = this.#bytes(`word ${nameKey(word)}`, TOKEN_LETTERS);
    return `x${[...bytes].map((byte) => LETTERS[byte % 32]).join('')}`;
  }

  /** In 198.18.0.0/15, which is set aside for tests of networks (RFC 2544). */
  ip4(text: string): string {
    const [a = 0, b = 0, c = 0] = this.#bytes(`ip ${text}`, 3);
    return `198.${18 + (a % 2)}.${b}.${c}`;
  }

  /** In 2001:db8::/32, which is set aside for documents (RFC 3849). */
  ip6(text: string): string {
    const folded = text.toLowerCase();
    return `2001:db8::${this.#hex(folded, 4)}:${this.#hex(`${folded} `, 4)}`;
  }

  /** The same signs with other digits, which do not hang on the signs between them. */
  digits(text: string): string {
    const bytes = this.#bytes(`digits ${text.replace(/\D/g, '')}`, text.length);
    let count = 0;
    return text.replace(/\d/g, (digit) => {
      const next = (bytes[count] ?? 0) % 10;
      const isFirst = count++ === 0;
      return String(isFirst && digit !== '0' ? Math.max(1, next) : next);
    });
  }

  #hex(text: string, length: number): string {
    return this.#bytes(`hex ${text}`, length).toString('hex').slice(0, length);
  }

  /** The same of hexadecimal digits; `0x` and what else stands between stays. */
  hexShaped(text: string): string {
    const digits = text.toLowerCase().replace(/0x|[^\da-f]/g, '');
    const hex = this.#hex(digits, digits.length);
    const shown = /[A-F]/.test(text) ? hex.toUpperCase() : hex;
    let next = 0;
    return text.replace(/0x|[\da-f]/gi, (sign) => (sign.length > 1 ? sign : (shown[next++] ?? '0')));
  }

  /** The same length, and at each place a sign of the same kind. */
  shaped(text: string): string {
    const bytes = this.#bytes(`shape ${text}`, text.length);
    return text.replace(/[A-Za-z0-9]/g, (sign, at: number) => {
      if (at === 0) return sign;
      const byte = bytes[at] ?? 0;
      if (/\d/.test(sign)) return String(byte % 10);
      return String.fromCharCode((sign < 'a' ? 65 : 97) + (byte % 26));
    });
  }
}
