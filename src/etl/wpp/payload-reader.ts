import { decode } from '../../input/encoding.ts';

/** Reads arguments from a payload. What does not fit is `undefined`, and nothing behind it is read: it never throws. */
export class PayloadReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly pointerSize: 4 | 8;
  #at = 0;
  #isShort = false;

  constructor(bytes: Uint8Array, pointerSize: 4 | 8) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.pointerSize = pointerSize;
  }

  /** Something asked for more than there is, or a text had no end. */
  get isShort(): boolean {
    return this.#isShort;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** The next bytes; undefined where there are fewer. */
  take(count: number): Uint8Array | undefined {
    if (this.#isShort || count > this.left) {
      this.#isShort = true;
      return undefined;
    }
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  rest(): Uint8Array {
    return this.take(this.left) ?? this.#bytes.subarray(this.#at);
  }

  #number<T>(size: number, read: (view: DataView, at: number) => T): T | undefined {
    const at = this.#at;
    return this.take(size) === undefined ? undefined : read(this.#view, at);
  }

  /** An unsigned number of one, two or four bytes. */
  unsigned(size: 1 | 2 | 4): number | undefined {
    return this.#number(size, (view, at) =>
      size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at, true) : view.getUint32(at, true),
    );
  }

  unsigned64(): bigint | undefined {
    return this.#number(8, (view, at) => view.getBigUint64(at, true));
  }

  float(size: 4 | 8): number | undefined {
    return this.#number(size, (view, at) => (size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true)));
  }

  /** Text up to a NUL. Without one it is what is there: the writer cut it, or the TMF is of another build. */
  textZ(unit: 1 | 2): string | undefined {
    if (this.#isShort) return undefined;
    const end = this.#endOfText(unit);
    const text = textOf(this.#bytes.subarray(this.#at, end), unit);
    this.#at = Math.min(this.#bytes.length, end + unit);
    if (end + unit > this.#bytes.length) this.#isShort = true;
    return text;
  }

  #endOfText(unit: 1 | 2): number {
    for (let at = this.#at; at + unit <= this.#bytes.length; at += unit) {
      if (this.#bytes[at] === 0 && (unit === 1 || this.#bytes[at + 1] === 0)) return at;
    }
    return this.#bytes.length;
  }

  /** Bytes behind a u16 that counts them; where it counts more than there are, those there are. */
  counted(): Uint8Array | undefined {
    const count = this.unsigned(2);
    if (count === undefined) return undefined;
    const bytes = this.#bytes.subarray(this.#at, this.#at + count);
    if (bytes.length < count) this.#isShort = true;
    this.#at += bytes.length;
    return bytes;
  }
}

/** Text as a program keeps it: UTF-16, or that of an ANSI code page, which is UTF-8 where it can be, else Windows-1252. */
export function textOf(bytes: Uint8Array, unit: 1 | 2): string {
  const encoding = unit === 2 ? 'utf-16le' : 'windows-1252';
  return decode(bytes, { encoding, bom: 0, unit }).text;
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
}
