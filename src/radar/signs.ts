/** Kinds of characters, one bit each, without which a mask finds nothing in a text. `foreign`: none of printable ASCII, and no tab; `equals`: `%`, too, as it escapes one. */
export const SIGN = {
  tab: 1,
  quote: 2,
  apostrophe: 4,
  foreign: 8,
  bracket: 16,
  slash: 32,
  at: 64,
  colon: 128,
  equals: 256,
  backslash: 512,
  dash: 1024,
  digit: 2048,
  dot: 4096,
  backquote: 8192,
  underscore: 16384,
} as const;

const OF: Readonly<Record<string, number>> = {
  '\t': SIGN.tab,
  '"': SIGN.quote,
  "'": SIGN.apostrophe,
  '(': SIGN.bracket,
  '[': SIGN.bracket,
  '{': SIGN.bracket,
  '<': SIGN.bracket,
  '/': SIGN.slash,
  '@': SIGN.at,
  ':': SIGN.colon,
  '=': SIGN.equals,
  '%': SIGN.equals,
  '\\': SIGN.backslash,
  '-': SIGN.dash,
  '.': SIGN.dot,
  '`': SIGN.backquote,
  _: SIGN.underscore,
};

function signOf(unit: number): number {
  const character = String.fromCharCode(unit);
  if (/[^\x20-\x7e\t]/.test(character)) return SIGN.foreign;
  return /\d/.test(character) ? SIGN.digit : (OF[character] ?? 0);
}

const SIGNS = Uint16Array.from({ length: 128 }, (_, unit) => signOf(unit));

/** The signs that stand in a text. */
export function signsIn(text: string): number {
  let signs = 0;
  for (let i = 0; i < text.length; i++) signs |= SIGNS[text.charCodeAt(i)] ?? SIGN.foreign;
  return signs;
}
