/** Chance of the simulator: the same seed gives the same numbers on every run. */
export interface Dice {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** `least` inclusive to `greatest` exclusive. */
  between(least: number, greatest: number): number;
  /** 0 inclusive to `below` exclusive. */
  below(below: number): number;
  /** True so often in a hundred times. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Picks by weight. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item;
  hex(digits: number): string;
  /** A GUID without braces, lower case. */
  guid(): string;
}

/** xmur3: spreads a text over 32 bits, again and again. */
function spread(text: string): () => number {
  let hash = 1_779_033_703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 3_432_918_353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
}

/** sfc32 of a text. */
export function diceOf(seed: string): Dice {
  const part = spread(seed);
  let [a, b, c, d] = [part(), part(), part(), part()];
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    next,
    below,
    hex,
    between: (least, greatest) => least + next() * (greatest - least),
    chance: (percent) => next() * 100 < percent,
    pick: (items) => items[below(items.length)] ?? items[0],
    weighted(items) {
      const [first] = items;
      if (first === undefined) throw new Error('nothing to pick from');
      let left = next() * items.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, item] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return first[1];
    },
    guid: () => [hex(8), hex(4), `4${hex(3)}`, `b${hex(3)}`, hex(12)].join('-'),
  };
}
