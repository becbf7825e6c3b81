/** Reads the packed little-endian values of a payload in turn; what is not there any more is undefined, and then `isPast` holds. */
export class PayloadReader {
  readonly #bytes: Buffer;
  #at = 0;
  #isPast = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Something was asked for that the payload has not got. */
  get isPast(): boolean {
    return this.#isPast;
  }

  /** A view of the next bytes, undefined where there are fewer. */
  take(count: number): Buffer | undefined {
    if (count > this.left) {
      this.#isPast = true;
      return undefined;
    }
    const start = this.#at;
    this.#at += count;
    return this.#bytes.subarray(start, this.#at);
  }

  uint(size: 1 | 2 | 4): number | undefined {
    return this.take(size)?.readUIntLE(0, size);
  }

  int(size: 1 | 2 | 4): number | undefined {
    return this.take(size)?.readIntLE(0, size);
  }

  /** The bytes up to the next NUL of `unit` bytes, which is passed over; all that is left where none comes. */
  upToNul(unit: 1 | 2): Buffer | undefined {
    if (this.left < unit) {
      this.#isPast = true;
      return undefined;
    }
    const end = this.#nul(unit);
    const text = this.take((end < 0 ? this.#bytes.length - (this.left % unit) : end) - this.#at);
    if (end >= 0) this.#at += unit;
    else this.#isPast = true;
    return text;
  }

  #nul(unit: 1 | 2): number {
    if (unit === 1) return this.#bytes.indexOf(0, this.#at);
    for (let at = this.#at; at + 1 < this.#bytes.length; at += 2) {
      if (this.#bytes[at] === 0 && this.#bytes[at + 1] === 0) return at;
    }
    return -1;
  }
}

/** `c7a6c80e-f2a6-4220-ab98-d7c21a58f9fb`, from the 16 bytes of a GUID. */
export function guidText(bytes: Buffer): string {
  const hex = (start: number, end: number): string => bytes.toString('hex', start, end);
  const [first, second, third] = [bytes.readUInt32LE(0), bytes.readUInt16LE(4), bytes.readUInt16LE(6)];
  const swapped = [first.toString(16).padStart(8, '0'), ...[second, third].map((n) => n.toString(16).padStart(4, '0'))];
  return [...swapped, hex(8, 10), hex(10, 16)].join('-');
}
