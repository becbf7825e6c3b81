const SIZE = 1 << 20;

function hashOf(text: string, at: number, length: number): number {
  let hash = 0;
  for (let i = at; i < at + length; i++) hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(i);
  return (hash ^ (hash >>> 15)) & (SIZE - 1);
}

/** Says of a few characters that they are surely not among those added, without making a string of them. */
export class Filter {
  readonly #seen = new Uint8Array(SIZE);

  add(text: string, length: number): void {
    this.#seen[hashOf(text, 0, length)] = 1;
  }

  mayHold(text: string, at: number, length: number): boolean {
    return this.#seen[hashOf(text, at, length)] === 1;
  }
}
