/** Bytes that wait for those behind them. */
export class ByteQueue {
  #memory = new Uint8Array(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Valid until more are added. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(this.#start, this.#end);
  }

  add(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#memory.length) this.#makeRoom(this.length + bytes.length);
    this.#memory.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  drop(count: number): void {
    this.#start += count;
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
    }
  }

  /** Moves the bytes only where half of the memory is free, so that all moves together cost no more than what is added. */
  #makeRoom(needed: number): void {
    const held = this.bytes;
    if (2 * needed > this.#memory.length) this.#memory = new Uint8Array(Math.max(needed, 2 * held.length));
    this.#memory.set(held);
    this.#start = 0;
    this.#end = held.length;
  }
}
