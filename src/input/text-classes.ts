/** `none` ends a text; `plain` and `latin` go with any script; the others with themselves alone. */
export const SCRIPT = {
  none: 0,
  plain: 1,
  latin: 2,
  greek: 3,
  cyrillic: 4,
  hebrew: 5,
  arabic: 6,
  indic: 7,
  cjk: 8,
  hangul: 9,
};

const PRINTABLE = new Uint8Array(256);
PRINTABLE.fill(1, 0x20, 0x7f);
for (const blank of [0x09, 0x0a, 0x0d]) PRINTABLE[blank] = 1;

/** Scripts by the upper byte of a UTF-16 unit, where all of its units, or nearly, are of one. */
const BY_UPPER = new Uint8Array(256);
BY_UPPER[0x01] = SCRIPT.latin;
BY_UPPER[0x03] = SCRIPT.greek;
BY_UPPER[0x04] = SCRIPT.cyrillic;
BY_UPPER[0x05] = SCRIPT.hebrew;
BY_UPPER[0x06] = SCRIPT.arabic;
BY_UPPER.fill(SCRIPT.indic, 0x09, 0x0f);
BY_UPPER[0x1e] = SCRIPT.latin;
// Dashes, quotation marks, the euro sign; arrows and marks; surrogates, of which pairs make emoji.
BY_UPPER[0x20] = SCRIPT.plain;
BY_UPPER[0x21] = SCRIPT.plain;
BY_UPPER.fill(SCRIPT.plain, 0xd8, 0xe0);
BY_UPPER[0x30] = SCRIPT.cjk;
BY_UPPER.fill(SCRIPT.cjk, 0x4e, 0xa0);
BY_UPPER[0xff] = SCRIPT.cjk;
BY_UPPER.fill(SCRIPT.hangul, 0xac, 0xd8);

export function isPrintable(byte: number | undefined): boolean {
  return PRINTABLE[byte ?? 0] === 1;
}

function isLetter(byte: number | undefined): boolean {
  const lower = (byte ?? 0) | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Letters, digits and blanks: what words are made of. */
export function isWordByte(byte: number): boolean {
  return byte === 0x20 || byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || isLetter(byte);
}

export function scriptOf(upper: number, lower: number): number {
  if (upper === 0) return isPrintable(lower) ? SCRIPT.plain : lower >= 0xa0 ? SCRIPT.latin : SCRIPT.none;
  // Of the last block only wide forms of ASCII are usual: its other units are numbers below zero.
  if (upper === 0xff && (lower === 0 || lower > 0x5e)) return SCRIPT.none;
  // Of U+02xx Romanian has four; small numbers are there otherwise.
  if (upper === 0x02) return lower >= 0x18 && lower <= 0x1b ? SCRIPT.latin : SCRIPT.none;
  return BY_UPPER[upper] ?? SCRIPT.none;
}

function isTail(byte: number | undefined): boolean {
  return ((byte ?? 0) & 0xc0) === 0x80;
}

/** Bytes of the character at `at` of a text of one byte a unit: printable ASCII, UTF-8, or a letter of windows-1252 beside another letter; 0 for none. */
export function narrowStep(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte < 0x80) return PRINTABLE[byte] ?? 0;
  if (byte >= 0xc2 && byte <= 0xf4) {
    if (byte < 0xe0 && isTail(bytes[at + 1])) return 2;
    if (byte >= 0xe0 && isTail(bytes[at + 1]) && isTail(bytes[at + 2])) {
      if (byte < 0xf0) return 3;
      if (isTail(bytes[at + 3])) return 4;
    }
  }
  if (byte < 0xc0 || byte === 0xd7 || byte === 0xf7) return 0;
  // Between two letters, or one and the end of a word.
  const [before, behind] = [bytes[at - 1] ?? 0, bytes[at + 1] ?? 0];
  if (isLetter(before)) return isLetter(behind) || behind === 0 || behind === 0x20 ? 1 : 0;
  return isLetter(behind) && (before === 0 || before === 0x20) ? 1 : 0;
}
