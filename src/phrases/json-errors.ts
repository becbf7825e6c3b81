import { printParseErrorCode, visit } from 'jsonc-parser';

/** What is wrong with a JSON text, and where. */
export interface JsonError {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** By the names of jsonc-parser. */
const TEXTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that is no value',
  InvalidNumberFormat: 'a number in no form of JSON',
  PropertyNameExpected: 'the name of a member in double quotes must stand here',
  ValueExpected: 'a value must stand here',
  ColonExpected: 'a colon must stand in front of this',
  CommaExpected: 'a comma, or what closes the list or object, must stand in front of this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'something stands behind the end',
  InvalidCommentToken: 'a remark, of which JSON has none',
  UnexpectedEndOfComment: 'a remark, of which JSON has none',
  UnexpectedEndOfString: 'a text without a quote at its end',
  UnexpectedEndOfNumber: 'a number without an end',
  InvalidUnicode: '\\u without four hexadecimal digits behind it',
  InvalidEscapeCharacter: 'a backslash in a text; write \\\\ for one',
  InvalidCharacter: 'a tab or another control character in a text; write \\t for a tab',
};
/** Errors behind the first ones mostly come of them. */
const MOST_ERRORS = 10;

/** Thrown by the visitor: what it throws ends the parser. */
class Enough extends Error {}

/**
 * The first errors of a text that `JSON.parse` refuses, the first one of each line; none where another reader finds nothing wrong with it, or it is nested
 * more deeply than that can follow.
 */
export function jsonErrors(json: string): readonly JsonError[] {
  const errors: JsonError[] = [];
  const onError = (code: number, _at: number, _length: number, startLine: number, startCharacter: number): void => {
    if (errors.at(-1)?.line === startLine + 1) return;
    if (errors.length === MOST_ERRORS) throw new Enough();
    const text = TEXTS[printParseErrorCode(code)] ?? 'something that no JSON has';
    errors.push({ line: startLine + 1, column: startCharacter + 1, text });
  };
  try {
    visit(json, { onError }, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof Enough) && !(error instanceof RangeError)) throw error;
  }
  return errors;
}
