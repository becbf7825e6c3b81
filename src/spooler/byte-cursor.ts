import { decodeText } from './spool-text.ts';

/** How the end of a string is found: by the length before it where that fits, or by its NUL alone. */
export type StringRule = 'by-length' | 'by-nul';

/**
 * Reads little-endian values one after another. Past the end, or after `fail`, every read is `undefined`, so that a
 * layout can be written straight down and whatever was read before the break is kept.
 */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #rule: StringRule;
  #at = 0;
  #failed = false;

  constructor(bytes: Uint8Array, rule: StringRule) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#rule = rule;
  }

  get failed(): boolean {
    return this.#failed;
  }

  fail(): undefined {
    this.#failed = true;
    return undefined;
  }

  i32(): number | undefined {
    const block = this.block(4);
    return block === undefined ? undefined : this.#view.getInt32(this.#at - 4, true);
  }

  block(length: number): Uint8Array | undefined {
    if (this.#failed || this.#at + length > this.#bytes.length) return this.fail();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A NUL-terminated string. The four bytes just read are taken for its length, NUL included, where its last byte is a NUL. */
  string(): string | undefined {
    if (this.#failed) return undefined;
    const length = this.#at >= 4 ? this.#view.getInt32(this.#at - 4, true) : 0;
    const fits = this.#rule === 'by-length' && length > 0 && this.#bytes[this.#at + length - 1] === 0;
    const end = fits ? this.#at + length - 1 : this.#bytes.indexOf(0, this.#at);
    if (end < 0) return this.fail();
    const text = decodeText(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text.split('\0', 1)[0];
  }

  /** `i32 ?, cstr`. */
  prefixedString(): string | undefined {
    this.i32();
    return this.string();
  }
}
