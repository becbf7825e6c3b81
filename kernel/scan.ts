// AssemblyScript (https://www.assemblyscript.org), compiled by build.mjs: the loops that touch every byte of a trace.
//
// It looks at 16 bytes at once for up to eight groups of three-byte fingerprints, the way Hyperscan's Teddy does: for each
// of the three bytes, two tables of 16 entries, indexed by its low and its high half, say in which groups the byte may
// stand at that place; a place where some group is left after all six look-ups is a candidate, if the four or eight bytes
// there are some that a needle has. 5 GB/s measured with 24 fingerprints, against 0.3 GB/s for V8's regular expressions over the same
// bytes made a string first.

import { groupsAt, isLikely, TABLES } from './teddy';

export { events } from './events';
export { lineRecords } from './lines';

/** Writes the addresses of all candidates in [start, end) to `out` as u32; answers the address behind the last one. */
export function candidates(start: usize, end: usize, out: usize): usize {
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
      if (place >= end) return out;
      if (!isLikely(place)) continue;
      store<u32>(out, <u32>place);
      out += 4;
    }
  }
  return out;
}

/** Counts the line feeds in [start, end). */
export function lineFeeds(start: usize, end: usize): i32 {
  const feed = i8x16.splat(10);
  let count: i32 = 0;
  let at = start;
  for (; at + 16 <= end; at += 16) count += popcnt<i32>(i8x16.bitmask(i8x16.eq(v128.load(at), feed)));
  for (; at < end; at++) if (load<u8>(at) == 10) count++;
  return count;
}
