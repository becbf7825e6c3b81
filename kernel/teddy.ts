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

/** Whether a fingerprint of the first tables may begin in [start, end). */
export function mayHold(start: usize, end: usize): bool {
  const low0 = v128.load(TABLES);
  const high0 = v128.load(TABLES, 16);
  const low1 = v128.load(TABLES, 32);
  const high1 = v128.load(TABLES, 48);
  const low2 = v128.load(TABLES, 64);
  const high2 = v128.load(TABLES, 80);
  for (let at = start; at < end; at += 16) {
    if (v128.any_true(groupsAt(at, low0, high0, low1, high1, low2, high2))) return true;
  }
  return false;
}
