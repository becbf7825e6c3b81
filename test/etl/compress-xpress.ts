const FARTHEST = 8192;
const LEAST_MATCH = 3;

/** The last place where the three bytes at `at` stood. */
function key(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

/** Compresses to plain LZ77 of MS-XCA 2.4, greedily: enough to test what reads it. */
export function compressXpress(bytes: Uint8Array): Uint8Array {
  const out: number[] = [0, 0, 0, 0];
  const seen = new Map<number, number>();
  let flagsAt = 0;
  let flags = 0;
  let count = 0;
  let nibbleAt: number | undefined;
  const writeFlags = (): void => {
    for (let i = 0; i < 4; i++) out[flagsAt + i] = (flags >>> (8 * i)) & 0xff;
  };
  const flag = (isMatch: boolean): void => {
    if (isMatch) flags |= 1 << (31 - count);
    if (++count < 32) return;
    writeFlags();
    [flagsAt, flags, count] = [out.length, 0, 0];
    out.push(0, 0, 0, 0);
  };
  const u16 = (value: number): void => void out.push(value & 0xff, value >>> 8);
  const nibble = (value: number): void => {
    if (nibbleAt === undefined) {
      nibbleAt = out.length;
      out.push(value);
    } else {
      out[nibbleAt] = (out[nibbleAt] ?? 0) | (value << 4);
      nibbleAt = undefined;
    }
  };
  const match = (distance: number, length: number): void => {
    const rest = length - LEAST_MATCH;
    u16(((distance - 1) << 3) | Math.min(rest, 7));
    if (rest < 7) return;
    nibble(Math.min(rest - 7, 15));
    if (rest < 22) return;
    out.push(Math.min(rest - 22, 255));
    if (rest < 277) return;
    if (rest < 1 << 16) {
      u16(rest);
      return;
    }
    u16(0);
    u16(rest & 0xffff);
    u16(rest >>> 16);
  };
  for (let at = 0; at < bytes.length; ) {
    const before = seen.get(key(bytes, at));
    let length = 0;
    if (before !== undefined && at - before <= FARTHEST && at + LEAST_MATCH <= bytes.length)
      while (at + length < bytes.length && bytes[before + length] === bytes[at + length]) length++;
    seen.set(key(bytes, at), at);
    // The bytes of an item come behind the word of its flag, so a word that is full waits for its last item.
    if (length >= LEAST_MATCH && before !== undefined) {
      match(at - before, length);
      flag(true);
      at += length;
    } else {
      out.push(bytes[at] ?? 0);
      flag(false);
      at++;
    }
  }
  writeFlags();
  return Uint8Array.from(out);
}
