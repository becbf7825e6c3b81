// The search that scan.ts describes: six tables of 16 bytes, and the groups of fingerprints that the 16 bytes at one place let through.

/** Tables at 0: low and high half of the first, the second and the third byte, 16 bytes each. */
export const TABLES: usize = 0;

/** For each of the 16 places from `at` on, the groups of which a fingerprint may begin there, a bit each. */
@inline
export function groupsAt(at: usize, low0: v128, high0: v128, low1: v128, high1: v128, low2: v128, high2: v128): v128 {
  const half = i8x16.splat(0x0f);
  const first = v128.load(at);
  const second = v128.load(at, 1);
  const third = v128.load(at, 2);
  let groups = v128.and(
    i8x16.swizzle(low0, v128.and(first, half)),
    i8x16.swizzle(high0, i8x16.shr_u(first, 4)),
  );
  groups = v128.and(
    groups,
    v128.and(i8x16.swizzle(low1, v128.and(second, half)), i8x16.swizzle(high1, i8x16.shr_u(second, 4))),
  );
  return v128.and(
    groups,
    v128.and(i8x16.swizzle(low2, v128.and(third, half)), i8x16.swizzle(high2, i8x16.shr_u(third, 4))),
  );
}

/** A bit for each hash of four bytes that may begin a fingerprint and go on behind it. */
const FOURS: usize = 4096;
/** A bit for each hash of four such bytes that say enough by themselves: nothing is known of those behind them. */
const SHORTS: usize = 8192;
/** A bit for each hash of eight bytes that may begin a fingerprint and go on behind it. */
const EIGHTS: usize = 12288;
const BITS: u32 = 15;
/** Knuth's multiplicative hash: 2^32 divided by the golden ratio. */
const SPREAD: u32 = 0x9e3779b1;

@inline
function isMarked(table: usize, hash: u32): bool {
  return ((load<u8>(table + (hash >> 3)) >> <u8>(hash & 7)) & 1) != 0;
}

/**
 * Whether the bytes at a place may be those of a fingerprint: four of them, and four more where they are known. With a thousand fingerprints a place in
 * 30 has four bytes of the same hash, and one in a thousand eight.
 */
@inline
export function isLikely(place: usize): bool {
  const four = load<u32>(place) * SPREAD;
  const hash = four >> (32 - BITS);
  if (!isMarked(FOURS, hash)) return false;
  if (isMarked(SHORTS, hash)) return true;
  return isMarked(EIGHTS, ((four ^ load<u32>(place, 4)) * SPREAD) >> (32 - BITS));
}

/** Whether a fingerprint of the first tables may begin in [start, end). */
export function mayHold(start: usize, end: usize): bool {
  const low0 = v128.load(TABLES);
  const high0 = v128.load(TABLES, 16);
  const low1 = v128.load(TABLES, 32);
  const high1 = v128.load(TABLES, 48);
  const low2 = v128.load(TABLES, 64);
  const high2 = v128.load(TABLES, 80);
  const zero = i8x16.splat(0);
  for (let at = start; at < end; at += 16) {
    const groups = groupsAt(at, low0, high0, low1, high1, low2, high2);
    if (!v128.any_true(groups)) continue;
    let places = i8x16.bitmask(i8x16.ne(groups, zero));
    while (places != 0) {
      const place = at + <usize>ctz<i32>(places);
      places &= places - 1;
      if (place >= end) return false;
      if (isLikely(place)) return true;
    }
  }
  return false;
}
