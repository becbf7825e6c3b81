// Bytes that nothing could decode, printed as hexadecimal digits: what src/formats/payload-text.ts tells of them, told without making strings.
import { mayHold } from './teddy';

/** Where the bytes go, the candidates' place: those of a window are all used up before its events are framed. */
const BYTES: usize = 65536;
const MOST_BYTES: usize = 65536;
const TEXTS: usize = BYTES + MOST_BYTES;
/** Texts of two bytes a character and more are shorter than the bytes; a text of one byte a character gets a blank behind it. */
const MIN_RUN: usize = 4;

export const NO_TEXT: i32 = 0;
/** There is text, but nothing that is looked for. */
export const PLAIN_TEXT: i32 = 1;
export const UNSURE: i32 = 2;

/** Value of a hexadecimal digit, more than 15 for any other byte. */
@inline
function hexValue(byte: u32): u32 {
  const decimal = byte - 48;
  if (decimal <= 9) return decimal;
  const letter = (byte | 32) - 97;
  return letter <= 5 ? letter + 10 : 255;
}

@inline
function isPrintable(byte: u32): bool {
  return byte - 0x20 < 0x5f || byte == 9 || byte == 10 || byte == 13;
}

@inline
function isBlank(byte: u32): bool {
  return byte == 32 || byte == 9 || byte == 10 || byte == 13;
}

/** Appends a text of `count` characters, each `step` bytes, and a blank; answers where the next one goes. A text of blanks is none. */
function append(from: usize, count: usize, step: usize, out: usize): usize {
  let first: usize = 0;
  while (first < count && isBlank(load<u8>(from + first * step))) first++;
  let last = count;
  while (last > first && isBlank(load<u8>(from + (last - 1) * step))) last--;
  if (last - first < MIN_RUN) return out;
  for (let i: usize = 0; i < count; i++) store<u8>(out + i, load<u8>(from + i * step));
  store<u8>(out + count, 32);
  return out + count + 1;
}

/** Writes the texts in [start, end), as payloadTexts finds them, one behind the other; answers the end of the last. */
function writeTexts(start: usize, end: usize): usize {
  let out = TEXTS;
  let at = start;
  while (at < end) {
    let wide = at;
    while (wide + 1 < end && load<u8>(wide, 1) == 0 && isPrintable(load<u8>(wide))) wide += 2;
    if (wide - at >= 2 * MIN_RUN) {
      out = append(at, (wide - at) >> 1, 2, out);
      at = wide;
      continue;
    }
    let ansi = at;
    while (ansi < end && isPrintable(load<u8>(ansi))) ansi++;
    if (ansi - at >= MIN_RUN) out = append(at, ansi - at, 1, out);
    at = ansi > at ? ansi : at + 1;
  }
  return out;
}

/** Judges the digits from `hex` on, which a `<` must end in front of `end`. */
export function judgeHex(hex: usize, end: usize): i32 {
  let at = hex;
  let bytes = BYTES;
  while (at + 1 < end) {
    const high = hexValue(load<u8>(at));
    const low = hexValue(load<u8>(at, 1));
    if ((high | low) > 15) break;
    if (bytes == BYTES + MOST_BYTES / 2) return UNSURE;
    store<u8>(bytes++, <u8>((high << 4) | low));
    at += 2;
  }
  // A digit without a pair counts for nothing.
  if (hexValue(load<u8>(at)) <= 15) at++;
  if (at >= end || load<u8>(at) != 60) return UNSURE;
  const texts = writeTexts(BYTES, bytes);
  if (texts == TEXTS) return NO_TEXT;
  return mayHold(TEXTS, texts) ? UNSURE : PLAIN_TEXT;
}
