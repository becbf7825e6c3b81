/** East Asian wide and full-width blocks (Unicode TR 11), Hangul, kana, ideographs; emoji are found by property. */
const WIDE =
  /[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{a960}-\u{a97f}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe10}-\u{fe19}\u{fe30}-\u{fe6f}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
const FLAG_LETTER = /[\u{1f1e6}-\u{1f1ff}]/u;
/** Asks for the emoji form of the character before it, which takes one column more. */
const EMOJI_FORM = '\u{fe0f}';
const MARK = /\p{M}/u;
const UNITS = /\P{M}\p{M}*|\p{M}+/gsu;
const ASCII = /^[\x20-\x7e]*$/;

function columnsOfCharacter(character: string): number {
  if (character === EMOJI_FORM) return 1;
  if (MARK.test(character)) return 0;
  return WIDE.test(character) && !FLAG_LETTER.test(character) ? 2 : 1;
}

/** Columns of one unit, a character with its marks; never 0, so that a lone mark has its own place. */
function columnsOfUnit(unit: string): number {
  let columns = 0;
  for (const character of unit) columns += columnsOfCharacter(character);
  return Math.max(1, columns);
}

/** A character with its marks, and the most columns a terminal gives it. */
export interface TextUnit {
  readonly text: string;
  readonly columns: number;
}

export function isPlainAscii(text: string): boolean {
  return ASCII.test(text);
}

/** The text in units that must not be parted. */
export function unitsOf(text: string): readonly TextUnit[] {
  return (text.match(UNITS) ?? []).map((unit) => ({ text: unit, columns: columnsOfUnit(unit) }));
}

/** The most columns a terminal gives a line of visible text without colour codes. */
export function columnsOf(text: string): number {
  if (isPlainAscii(text)) return text.length;
  return unitsOf(text).reduce((sum, unit) => sum + unit.columns, 0);
}
