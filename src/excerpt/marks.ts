const FIRST = 0xfdd0;
/** A number between two code points that are no characters (U+FDD0 to U+FDEF): no text has them, and no word goes on over them. */
const MARK = /\ufdd0([\ufdd1-\ufde0]+)\ufdef/g;
const UNMARKED = /[^\ufdd0-\ufdef]+/g;

/**
 * What stands in a text in place of tokens while more of them are put into it: no pattern takes a mark for what it looks for, so that nothing
 * gets the token of a token.
 */
export class Marks {
  readonly #tokens: string[] = [];

  /** What is written in place of a token. */
  put(token: string): string {
    this.#tokens.push(this.resolved(token));
    const digits = [...(this.#tokens.length - 1).toString(16)];
    const shown = digits.map((digit) => String.fromCharCode(FIRST + 1 + Number.parseInt(digit, 16))).join('');
    return `\ufdd0${shown}\ufdef`;
  }

  /** A text with the tokens themselves. */
  resolved(text: string): string {
    return text.replace(MARK, (mark, digits: string) => {
      const index = [...digits].map((digit) => (digit.charCodeAt(0) - FIRST - 1).toString(16)).join('');
      return this.#tokens[Number.parseInt(index, 16)] ?? mark;
    });
  }
}

/** Whether a text is a mark and nothing else. */
export function isMark(text: string): boolean {
  return /^\ufdd0[\ufdd1-\ufde0]+\ufdef$/.test(text);
}

/** A text percent-encoded; half a pair of code units, as a cut may leave one, cannot be. */
export function uriEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** A token as it stands percent-encoded. */
export function percentEncoded(token: string): string {
  return token.replace(UNMARKED, uriEncoded);
}
