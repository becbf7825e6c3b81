const CHUNK = 1 << 14;

/** Numbers in a row, 8 bytes each; it grows without being copied. */
export class NumberLog {
  readonly #chunks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(number: number): void {
    const place = this.#length % CHUNK;
    if (place === 0) this.#chunks.push(new Float64Array(CHUNK));
    const chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk !== undefined) chunk[place] = number;
    this.#length++;
  }

  /** 0 where there is none. */
  at(index: number): number {
    return this.#chunks[Math.floor(index / CHUNK)]?.[index % CHUNK] ?? 0;
  }
}
