import type { ByteSource } from './byte-source.ts';

/** From so many bytes on a seek is cheaper than reading through them. */
const WORTH_A_SEEK = 1 << 20;

/** Reads a source front to back, a structure or a slice at a time. */
export class ByteReader {
  readonly #source: ByteSource;
  readonly #end: number | undefined;
  #iterator: AsyncIterator<Uint8Array> | undefined;
  #chunk: Uint8Array = new Uint8Array();
  #at = 0;
  #position: number;

  /** `end`: nothing behind it is wanted. */
  constructor(source: ByteSource, from = 0, end?: number) {
    this.#source = source;
    this.#position = from;
    this.#end = end;
  }

  /** Place in the source of the next byte. */
  get position(): number {
    return this.#position;
  }

  /** The next bytes as they come, at most `most`; undefined at the end. Valid until the next call. */
  async some(most: number): Promise<Uint8Array | undefined> {
    const left = this.#end === undefined ? most : Math.min(most, this.#end - this.#position);
    if (left <= 0) return undefined;
    while (this.#at >= this.#chunk.length) {
      this.#iterator ??= this.#source.read(this.#position, this.#end)[Symbol.asyncIterator]();
      const next = await this.#iterator.next();
      if (next.done === true) return undefined;
      this.#chunk = next.value;
      this.#at = 0;
    }
    const bytes = this.#chunk.subarray(this.#at, this.#at + left);
    this.#at += bytes.length;
    this.#position += bytes.length;
    return bytes;
  }

  /** Gives the last bytes of what `some` answered back to be read again. */
  unread(count: number): void {
    this.#at -= count;
    this.#position -= count;
  }

  /** The next `count` bytes, for keeps; fewer at the end. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const bytes = await this.some(left);
      if (bytes === undefined) break;
      parts.push(Buffer.from(bytes));
      left -= bytes.length;
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }

  /** The bytes up to the next NUL, which is passed; undefined where none stands within `most`. */
  async textTo0(most: number): Promise<Buffer | undefined> {
    const text: number[] = [];
    while (text.length <= most) {
      const byte = (await this.some(1))?.[0];
      if (byte === undefined) return undefined;
      if (byte === 0) return Buffer.from(text);
      text.push(byte);
    }
    return undefined;
  }

  /** Goes on `count` bytes further; answers how many there were. */
  async skip(count: number): Promise<number> {
    const { size, isSeekable } = this.#source;
    let left = count;
    if (isSeekable && size !== undefined && count > WORTH_A_SEEK) {
      const there = Math.max(0, Math.min(count, size - this.#position));
      await this.close();
      this.#position += there;
      return there;
    }
    while (left > 0) {
      const bytes = await this.some(left);
      if (bytes === undefined) break;
      left -= bytes.length;
    }
    return count - left;
  }

  async close(): Promise<void> {
    const iterator = this.#iterator;
    this.#iterator = undefined;
    this.#chunk = new Uint8Array();
    this.#at = 0;
    await iterator?.return?.();
  }
}
