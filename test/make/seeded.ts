/** A source of numbers that gives the same ones on every run with the same seed. */
export interface Seeded {
  /** 0 inclusive to `below` exclusive. */
  below(below: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  hex(digits: number): string;
  /** A GUID without braces, lower case. */
  guid(): string;
}

function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** mulberry32 over a hash of the seed. */
export function seeded(seed: string): Seeded {
  let state = hashed(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    below,
    hex,
    pick: (items) => items[below(items.length)] ?? items[0],
    guid: () => [hex(8), hex(4), `4${hex(3)}`, `a${hex(3)}`, hex(12)].join('-'),
  };
}
