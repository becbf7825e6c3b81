// The text of a message is one of FormatMessage (https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-formatmessagew)
// with names of WPP added: `%0count=%10!05d! of %11!I64u!, 50%% done in %!FUNC!`.

/** How a value is printed, as printf says it. */
export interface FormatSpec {
  /** The last letter: `d`, `x`, `s`, … */
  readonly conversion: string;
  readonly isLeft: boolean;
  readonly isZeroPadded: boolean;
  readonly hasPrefix: boolean;
  /** In front of a number that is not negative: `+`, a blank or nothing. */
  readonly plus: string;
  readonly width: number;
  readonly precision?: number;
}

/** A part of a message's text: words, an argument (or, below 10, a field of the prefix), or what the program says of itself. */
export type FormatPiece = string | { readonly number: number; readonly spec?: FormatSpec } | { readonly name: string };

/** No program pads to more; a broken TMF may ask for any number of blanks. */
const MOST_WIDTH = 1024;

/** Flags, width, precision, size, conversion; a `*` takes its number from an argument that WPP does not write. */
const SPEC = /^([-+ #0]*)(\d*|\*)(?:\.(\d*|\*))?(?:I64|I32|I|ll|l|h|hh|w|z|t|j|L)?([A-Za-z])$/;

function atMost(digits: string | undefined, limit: number): number {
  const number = Number(digits ?? '');
  return Number.isNaN(number) ? 0 : Math.min(number, limit);
}

/** Reads `05d`, `I64x`, `-10.3s`; text that is none prints as `s`. */
export function readSpec(text: string): FormatSpec {
  const [, flags = '', width, precision, conversion = 's'] = SPEC.exec(text) ?? [];
  return {
    conversion,
    isLeft: flags.includes('-'),
    isZeroPadded: flags.includes('0'),
    hasPrefix: flags.includes('#'),
    plus: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
    width: atMost(width, MOST_WIDTH),
    ...(precision === undefined ? {} : { precision: atMost(precision, MOST_WIDTH) }),
  };
}

/** `%0` ends where it begins: behind it may stand the `50` of `50 items`. */
const PART = /%(?:(0|[1-9]\d{0,2}(?=!)|[1-9]\d?)(?:!([^!%\n]{1,30})!)?|!([A-Za-z]{1,20})!|([%nrtb.! ]))/g;

/** What FormatMessage makes of the character behind a `%`. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ' };

/** Cuts the text of a message up. `%0` stands for the prefix, which is printed apart. */
export function readFormat(text: string): readonly FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let words = '';
  let from = 0;
  for (const match of text.matchAll(PART)) {
    const [whole, number, spec, name, escaped] = match;
    words += text.slice(from, match.index);
    from = match.index + whole.length;
    if (escaped !== undefined) words += ESCAPES[escaped] ?? escaped;
    const isField = name !== undefined || (number !== undefined && Number(number) > 0);
    if (!isField) continue;
    if (words !== '') pieces.push(words);
    words = '';
    if (name !== undefined) pieces.push({ name: name.toUpperCase() });
    else pieces.push({ number: Number(number), ...(spec === undefined ? {} : { spec: readSpec(spec) }) });
  }
  words += text.slice(from);
  if (words !== '') pieces.push(words);
  return pieces;
}
