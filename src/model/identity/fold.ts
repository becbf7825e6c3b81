/** Above it stand scripts that put no blanks between words (Han, kana, Hangul): a name there ends where it ends. */
const FIRST_WITHOUT_BLANKS = 0x2e80;

/** 1 for each code unit that is part of a word; those from the first without blanks on are part of none. */
const WORD_UNITS: Uint8Array = (() => {
  const units = new Uint8Array(0x10000);
  const isLetter = /[\p{L}\p{N}\p{M}]/u;
  for (let unit = 0; unit < FIRST_WITHOUT_BLANKS; unit++)
    units[unit] = isLetter.test(String.fromCharCode(unit)) ? 1 : 0;
  return units;
})();

/** Turkish writes the capital of i as U+0130 and the small letter of I as U+0131; addresses mean the same letter. */
const TURKISH = /[\u0130\u0131]/g;

/** The text without the difference of capitals, code unit by code unit, so that places in it are places in the text. */
export function fold(text: string): string {
  const plain = text.replace(TURKISH, 'i');
  const lower = plain.toLowerCase();
  if (lower.length === plain.length) return lower;
  let folded = '';
  for (const unit of plain.split('')) {
    const small = unit.toLowerCase();
    folded += small.length === 1 ? small : unit;
  }
  return folded;
}

/** Whether a code unit is part of a word: a letter, a digit or a mark. False behind the end of a text. */
export function isWordUnit(unit: number): boolean {
  return WORD_UNITS[unit] === 1;
}

/** Whether a word may begin or end at a place: `ann` stands in `sip_ann@`, not in `channel`. */
export function isEdge(text: string, at: number): boolean {
  return !(isWordUnit(text.charCodeAt(at - 1)) && isWordUnit(text.charCodeAt(at)));
}

/** The words of a text, folded. */
export function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}
