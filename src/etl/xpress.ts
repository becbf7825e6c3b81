/** Lengths in a token: 0 to 6, and 7 for "more follows". */
const LENGTH_BITS = 3;
const LONG = 7;
/** The shortest match; what a token states comes on top. */
const LEAST_MATCH = 3;
const NIBBLE_FULL = 15;
const BYTE_FULL = 255;
const FLAG_BYTES = 4;
const ALL_FLAGS = 31;
/** From so many bytes on a call costs less than a loop. */
const LONG_COPY = 64;

/**
 * Decompresses plain LZ77 as MS-XCA 2.4 has it, the one of compressed trace buffers: 32 flags, most significant first, each a
 * literal byte or a match; the lengths of two long matches share a byte of two nibbles. Fills `output` as far as the input goes
 * and makes sense; answers the bytes written. Never more work than bytes of input and output.
 */
export function expandXpress(input: Uint8Array, output: Uint8Array): number {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const [inputEnd, outputEnd] = [input.length, output.length];
  let from = 0;
  let to = 0;
  let flags = 0;
  let bit = -1;
  let nibbleAt = -1;
  while (to < outputEnd) {
    if (bit < 0) {
      if (from + FLAG_BYTES > inputEnd) return to;
      flags = view.getUint32(from, true);
      from += FLAG_BYTES;
      bit = ALL_FLAGS;
    }
    const isMatch = ((flags >>> bit) & 1) === 1;
    bit--;
    if (!isMatch) {
      if (from >= inputEnd) return to;
      output[to++] = view.getUint8(from++);
      continue;
    }
    if (from + 2 > inputEnd) return to;
    const token = view.getUint16(from, true);
    from += 2;
    const distance = (token >> LENGTH_BITS) + 1;
    let length = token & LONG;
    if (length === LONG) {
      let nibble: number;
      if (nibbleAt < 0) {
        if (from >= inputEnd) return to;
        nibbleAt = from;
        nibble = view.getUint8(from++) & NIBBLE_FULL;
      } else {
        nibble = view.getUint8(nibbleAt) >> 4;
        nibbleAt = -1;
      }
      length += nibble;
      if (nibble === NIBBLE_FULL) {
        if (from >= inputEnd) return to;
        const more = view.getUint8(from++);
        length += more;
        if (more === BYTE_FULL) {
          if (from + 2 > inputEnd) return to;
          length = view.getUint16(from, true);
          from += 2;
          if (length === 0) {
            if (from + 4 > inputEnd) return to;
            length = view.getUint32(from, true);
            from += 4;
          }
          // Stated in full from here on, so it is never less than what the shorter forms can say.
          if (length < NIBBLE_FULL + LONG) return to;
        }
      }
    }
    if (distance > to) return to;
    const stop = Math.min(outputEnd, to + length + LEAST_MATCH);
    // A match may run into what it writes: what stands between its source and `to` doubles with each step.
    const source = to - distance;
    while (stop - to >= LONG_COPY) {
      const step = Math.min(stop - to, to - source);
      output.copyWithin(to, source, source + step);
      to += step;
    }
    for (; to < stop; to++) output[to] = output[to - distance] ?? 0;
  }
  return to;
}
