import type { Stretch } from '../model/stretches.ts';
import { isTradeWord } from '../model/trade-words.ts';
import { isUsualWord } from '../model/usual-words.ts';

/** `(see you at noon)`, `(see... you - soon)`: whoever wrote it, words of the trade or not. */
const THREE_IN_A_ROW = /(?<![\w'-])[A-Za-z'-]+(?:[,;:.!?]{0,3} +[A-Za-z'-]+){2}(?![\w@])/;
const TWO = /^ *[A-Za-z'-]+[,;:.!?]{0,3} +[A-Za-z'-]+[.!? ]*$/;
/** Few have two words. */
const SEVERAL = /[A-Za-z'-][^A-Za-z'-]+[A-Za-z'-]/;
/** `(state=up, lane=Heron)`: what the client says so is masked by its parts. */
const OF_CODE = /["=]|->|::/;
/** Neither parts of code nor of an address; a single letter tells nothing. */
const WORDS = /(?<![\w'@.\\-])[A-Za-z][A-Za-z'-]+(?![\w@\\]|\.\w)/g;
const JOINED = /[a-z][A-Z]/;

/** Whether words in brackets may be a sentence, without other brackets in them. */
function isSentence(own: string): boolean {
  if (!SEVERAL.test(own)) return false;
  if (THREE_IN_A_ROW.test(own)) return true;
  const words = own.match(WORDS) ?? [];
  if (TWO.test(own)) return !(own.match(/[A-Za-z'-]+/g) ?? []).some(isTradeWord);
  if (words.length < 2 || OF_CODE.test(own)) return false;
  const isUnusual = words.some((word) => !JOINED.test(word) && !isUsualWord(word));
  return isUnusual && (words.length > 2 || !words.some(isTradeWord));
}

/** So many brackets that are not closed are looked at, each to the end; what is in more of them is no words of a client. */
const MOST_OPEN = 8;

interface Bracket {
  readonly start: number;
  /** Its text in parts, around the brackets in it. */
  own: string;
  from: number;
}

/** What stands in brackets and may be a sentence, in the order of its beginnings, one maybe in another; a bracket that is not closed goes on to the end. */
export function sentencesIn(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  const open: Bracket[] = [];
  const close = (end: number, isAtEnd: boolean): void => {
    const bracket = open.pop();
    if (bracket === undefined) return;
    if (isSentence(bracket.own + text.slice(bracket.from, end))) found.push({ start: bracket.start, end });
    const outer = open.at(-1);
    if (outer === undefined || isAtEnd) return;
    // What is joined to a bracket, as the name of a function is, is no word in a row: a sign that none has stands for it.
    const isApart = text.charAt(bracket.start - 2) === ' ' && text.charAt(end + 1) === ' ';
    outer.own += `${text.slice(outer.from, bracket.start - 1)}${isApart ? '' : '\u0001'}`;
    outer.from = end + 1;
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (sign === '(' || sign === '[' || sign === '{') open.push({ start: i + 1, own: '', from: i + 1 });
    else if (sign === ')' || sign === ']' || sign === '}') close(i, false);
  }
  const tooMany = open[MOST_OPEN];
  if (tooMany !== undefined) found.push({ start: tooMany.start, end: text.length });
  open.length = Math.min(open.length, MOST_OPEN);
  while (open.length > 0) close(text.length, true);
  return found.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start);
}
