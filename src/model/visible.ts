/**
 * What a terminal would obey, reorder or not draw: control and escape characters, bidi controls, zero-width and
 * unassigned characters, lone surrogates, line separators, and the Hangul fillers that draw as nothing.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\u{115f}\u{1160}\u{3164}\u{ffa0}]|\u{34f}|[\u{180b}-\u{180f}]/gu;

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** One line of harmless text from any data: ESC reads `\u{1b}`, a line break `\u{a}`; a tab becomes a space. */
export function makeVisible(text: string): string {
  return text.replaceAll('\t', ' ').replace(UNSEEN, escapeCharacter);
}

/** The same of a text of several lines, which stay lines. */
export function linesVisible(text: string): string {
  return text.split('\n').map(makeVisible).join('\n');
}
