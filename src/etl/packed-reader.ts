/**
 * Reads the packed little-endian values of a payload or a schema in turn; what is not there any more is undefined, and then `isPast`
 * holds. Unlike that of trace messages (src/etl/wpp/payload-reader.ts) it may still be asked for something shorter.
 */
export class PackedReader {
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
