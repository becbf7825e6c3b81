import { hash53 } from '../model/content-hash.ts';
import { detached } from '../model/detached.ts';

interface Held<Value> {
  readonly hash: number;
  readonly value: Value;
}

/** Keys beyond the limit that may wait for the next look at all of them, as a share of it. */
const SLACK = 1 / 4;

/**
 * Values by key, of which the `limit` keys with the least hashes are kept: the same ones in whatever order keys come. A key is let go for good, so a value
 * that is kept has seen everything of its key.
 */
export class BoundedMap<Value> {
  readonly #limit: number;
  readonly #most: number;
  readonly #held = new Map<string, Held<Value>>();
  /** Keys of this hash or a greater one are not taken any more. */
  #end: number | undefined;

  constructor(limit: number) {
    this.#limit = limit;
    this.#most = Math.ceil(limit * (1 + SLACK));
  }

  /** The value of a key, made where it is new; undefined where there is no room for it. */
  at(key: string, make: () => Value): Value | undefined {
    const held = this.#held.get(key);
    if (held !== undefined) return held.value;
    const hash = hash53(key);
    if (this.#end !== undefined && hash >= this.#end) return undefined;
    const value = make();
    // A part of a text would keep all of it in memory.
    this.#held.set(detached(key), { hash, value });
    if (this.#held.size > this.#most) this.#prune();
    return value;
  }

  /** The value of a key that is held. */
  get(key: string): Value | undefined {
    return this.#held.get(key)?.value;
  }

  /** By key, in the order of code units. */
  entries(): readonly (readonly [string, Value])[] {
    this.#prune();
    const keys = [...this.#held.keys()].sort();
    return keys.flatMap((key) => {
      const held = this.#held.get(key);
      return held === undefined ? [] : [[key, held.value] as const];
    });
  }

  #prune(): void {
    if (this.#held.size <= this.#limit) return;
    const hashes = [...this.#held.values()].map(({ hash }) => hash).sort((a, b) => a - b);
    this.#end = hashes[this.#limit] ?? 0;
    for (const [key, { hash }] of this.#held) if (hash >= this.#end) this.#held.delete(key);
  }
}
