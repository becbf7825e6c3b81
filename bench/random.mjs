/**
 * Seeded generator (mulberry32): the same seed gives the same file on every machine.
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    below,
    pick: (list) => list[below(list.length)],
    /** Upper-case hex of a fixed number of digits, at most 8 at a time. */
    hex: (digits) =>
      below(2 ** (4 * digits))
        .toString(16)
        .toUpperCase()
        .padStart(digits, '0'),
  };
}
