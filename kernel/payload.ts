// Bytes that nothing could decode, printed as hexadecimal digits: what src/input/harvest.ts tells of them, told without making strings.
import { mayHold } from './teddy';

/** Where the bytes go, the candidates' place: those of a window are all used up before its events are framed. */
const BYTES: usize = 65536;
const MOST_BYTES: usize = 65536;
const TEXTS: usize = BYTES + MOST_BYTES;
/** Texts of two bytes a character and more are shorter than the bytes; a text of one byte a character gets a blank behind it. */
const MIN_CHARS: usize = 4;
const MIN_TERMINATED: usize = 6;
const MIN_WORDS: usize = 12;

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
  if (last - first < MIN_CHARS) return out;
  for (let i: usize = 0; i < count; i++) store<u8>(out + i, load<u8>(from + i * step));
  store<u8>(out + count, 32);
  return out + count + 1;
}

@inline
function isLetter(byte: u32): bool {
  return (byte | 32) - 97 < 26;
}

@inline
function isTail(at: usize, end: usize): bool {
  return at < end && (load<u8>(at) & 0xc0) == 0x80;
}

/** Bytes of the character at `at`, as narrowStep of src/input/text-classes.ts tells them. */
function narrowStep(at: usize, start: usize, end: usize): usize {
  if (at >= end) return 0;
  const byte: u32 = load<u8>(at);
  if (byte < 0x80) return isPrintable(byte) ? 1 : 0;
  if (byte >= 0xc2 && byte <= 0xf4) {
    if (byte < 0xe0 && isTail(at + 1, end)) return 2;
    if (byte >= 0xe0 && isTail(at + 1, end) && isTail(at + 2, end)) {
      if (byte < 0xf0) return 3;
      if (isTail(at + 3, end)) return 4;
    }
  }
  if (byte < 0xc0 || byte == 0xd7 || byte == 0xf7) return 0;
  const before: u32 = at > start ? load<u8>(at - 1) : 0;
  const behind: u32 = at + 1 < end ? load<u8>(at, 1) : 0;
  if (isLetter(before)) return isLetter(behind) || behind == 0 || behind == 32 ? 1 : 0;
  return isLetter(behind) && (before == 0 || before == 32) ? 1 : 0;
}

/** Whether a unit of two bytes may be of any script: more of them than src/input/text-classes.ts lets pass. */
@inline
function mayBeWide(upper: u32, lower: u32): bool {
  if (upper == 0) return isPrintable(lower) || lower >= 0xa0;
  return upper <= 0x21 || upper == 0x30 || (upper >= 0x4e && upper <= 0x9f) || upper >= 0xac;
}

/** Whether a known code may stand at `at`: the table is in src/input/known-codes.ts. */
@inline
function mayBeCode(at: usize): bool {
  const code = load<u32>(at);
  const upper = code >> 16;
  const lower = code & 0xffff;
  if (upper == 0x8007) return lower == 5 || lower - 0x2700 < 0x900;
  return upper == 0x8009 || upper == 0x800b || upper == 0x8019 || (upper == 0xc000 && lower < 0x250);
}

/** Behind which places of odd and of even number a text of two bytes a character may begin. */
let wideSeen0: usize = 0;
let wideSeen1: usize = 0;
let mixedSeen0: usize = 0;
let mixedSeen1: usize = 0;

/** Whether a text at `at` that is not all ASCII, the ASCII in front of it ending at `plainEnd`, may be one. */
function mayBeMixed(at: usize, plainEnd: usize, end: usize): bool {
  if (plainEnd + 1 >= end || at < ((at & 1) == 0 ? mixedSeen0 : mixedSeen1) || load<u16>(plainEnd) == 0) return false;
  let stop = plainEnd;
  while (stop + 1 < end && mayBeWide(load<u8>(stop, 1), load<u8>(stop))) stop += 2;
  if ((at & 1) == 0) mixedSeen0 = stop;
  else mixedSeen1 = stop;
  if (stop + 1 >= end) return stop - at >= 2 * MIN_WORDS;
  return stop - at >= 2 * MIN_CHARS && load<u16>(stop) == 0;
}

/** Where writeTexts gives up: something stands there that only JavaScript can judge. */
const GIVEN_UP: usize = 0;

/** Writes the texts in [start, end), as harvest finds them, one behind the other; answers the end of the last. */
function writeTexts(start: usize, end: usize): usize {
  for (let at = start; at + 4 <= end; at++) if (mayBeCode(at)) return GIVEN_UP;
  let out = TEXTS;
  let narrowStart: usize = 0;
  let narrowEnd: usize = 0;
  wideSeen0 = 0;
  wideSeen1 = 0;
  mixedSeen0 = 0;
  mixedSeen1 = 0;
  for (let at = start; at < end; ) {
    if (at >= ((at & 1) == 0 ? wideSeen0 : wideSeen1)) {
      let wide = at;
      while (wide + 1 < end && load<u8>(wide, 1) == 0 && isPrintable(load<u8>(wide))) wide += 2;
      if (mayBeMixed(at, wide, end)) return GIVEN_UP;
      if ((at & 1) == 0) wideSeen0 = wide;
      else wideSeen1 = wide;
      const count = (wide - at) >> 1;
      const hasNul = wide + 1 < end && load<u16>(wide) == 0;
      if (count >= (hasNul || wide + 1 >= end ? MIN_CHARS : MIN_TERMINATED)) {
        const first: usize = load<u8>(at);
        if (!hasNul && (first == count - 1 || first == 2 * (count - 1))) return GIVEN_UP;
        if (at < narrowEnd && at != narrowStart) return GIVEN_UP;
        out = append(at, count, 2, out);
        at = wide;
        continue;
      }
    }
    if (at < narrowEnd) {
      at++;
      continue;
    }
    let chars: usize = 0;
    let words: usize = 0;
    let narrow = at;
    for (let step = narrowStep(at, start, end); step > 0; step = narrowStep(narrow, start, end)) {
      const byte: u32 = load<u8>(narrow);
      if (byte == 32 || byte >= 0x80 || byte - 48 <= 9 || isLetter(byte)) words++;
      chars++;
      narrow += step;
    }
    narrowStart = at;
    narrowEnd = narrow;
    if (chars < MIN_CHARS) {
      at++;
      continue;
    }
    let isPlain = chars == narrow - at;
    for (let i = at; i < narrow && isPlain; i++) if (load<u8>(i) >= 0x80) isPlain = false;
    const isLone = at == start || load<u8>(at - 1) == 0;
    const hasNul = narrow < end && load<u8>(narrow) == 0;
    const isEnded = hasNul || narrow == end;
    // A text of two bytes a character may begin with the last letter.
    if (hasNul && narrow + 2 < end && load<u8>(narrow, 2) == 0 && isPrintable(load<u8>(narrow, 1))) return GIVEN_UP;
    if (!isPlain) {
      if (isEnded || chars >= MIN_WORDS) return GIVEN_UP;
      at++;
      continue;
    }
    const isWordy = 4 * words >= 3 * chars;
    const isText = isEnded
      ? chars >= (isLone ? MIN_CHARS : MIN_TERMINATED) && (isWordy || hasNul || isLone)
      : chars >= MIN_WORDS && isWordy;
    if (isText) {
      out = append(at, chars, 1, out);
      at = narrow;
      continue;
    }
    const counted: usize = at < start + 2 ? 0 : load<u16>(at - 2);
    if (counted >= MIN_CHARS && counted <= chars) return GIVEN_UP;
    at++;
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
  if (texts == GIVEN_UP) return UNSURE;
  if (texts == TEXTS) return NO_TEXT;
  return mayHold(TEXTS, texts) ? UNSURE : PLAIN_TEXT;
}
