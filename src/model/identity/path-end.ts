import { TO_ENDING } from './file-endings.ts';
import { fold } from './fold.ts';
import { VOCABULARY } from './vocabulary.ts';

/** Longer than any name of a file. */
const MOST = 200;
/** No name has these in it, or a line ends. */
const STOP = /[\\/<>|*?":\r\n\t\0]/;
/** Ends a name that neither quotes nor an ending do. */
const WORD_STOP = /[\s,;<>|*?"()[\]{}#]/;
const NEXT_WORD = /^ ([^\s,;()[\]{}=:]+)(?=[\s,;)\]}]|\.?$|\. )/u;
const CONNECTOR = /^(?:&|\+|-|und|and|et|y|of|de|der|die|von|van|la|le)$/i;
const CAPITAL = /^\p{Lu}[\p{L}\p{M}.&'’-]*$/u;
const TRAILING = /[.,;:!'’)\]}…]+$/u;

/** How many characters of a text, from a place on, may be of one name. */
export function nameRun(text: string, at: number): string {
  const run = text.slice(at, at + MOST);
  const stop = STOP.exec(run);
  return stop === null ? run : run.slice(0, stop.index);
}

/** `GmbH & Co. KG` behind `Meier`: words with capitals that are no ordinary ones. */
function moreWords(rest: string): number {
  let length = 0;
  let isOpen = 0;
  for (;;) {
    const [whole, word = ''] = NEXT_WORD.exec(rest.slice(length + isOpen)) ?? [];
    if (whole === undefined) return length;
    const isConnector = CONNECTOR.test(word);
    const isName = CAPITAL.test(word) && !VOCABULARY.has(fold(word.replace(TRAILING, '')));
    if (!isConnector && !isName) return length;
    if (isConnector && isOpen > 0) return length;
    if (isConnector) isOpen = whole.length;
    else {
      length += isOpen + whole.length;
      isOpen = 0;
    }
  }
}

/**
 * Where the last name of a path ends that may have blanks in it: at the quote that opened before the path, at the ending of a file, else
 * with the words that look like those of a name. Blanks and signs at its end are no part of it.
 */
export function lastName(text: string, at: number, quote: string): string {
  const run = nameRun(text, at);
  if (quote !== '') {
    const end = quote === '"' ? run.length : run.search(/'(?!\p{L})/u);
    if (end >= 0 && text[at + end] === quote) return run.slice(0, end).trimEnd();
  }
  const [first = ''] = /^[^\s,;<>|*?"()[\]{}#]+/.exec(run) ?? [];
  // The end of an address is none of a file.
  if (first.includes('@') || !/\.[a-z]\w{0,7}$/i.test(first)) {
    const [whole = ''] = TO_ENDING.exec(run) ?? [];
    if (whole !== '' && !/[;=]/.test(whole)) return whole;
  }
  const end = first.length + (WORD_STOP.test(run[first.length] ?? ' ') ? moreWords(run.slice(first.length)) : 0);
  return run.slice(0, end).replace(TRAILING, '');
}
