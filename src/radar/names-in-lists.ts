import type { Stretch } from '../model/stretches.ts';
import { isUsualWord } from '../model/usual-words.ts';
import type { Piece } from './piece.ts';

/** `participants=gwen,bob; state=queued`: a word of a list, and what parts it from the one before. */
const ITEM = /\s?[,;|]\s?([A-Za-z][A-Za-z'-]*)((?: [a-z][a-z'-]*)*)/y;
/** Behind a word of code, a key or an address. */
const IS_OTHER = /^(?:[\w@\\/(]|::|->|\.\w|\s?[=:])/;

/** `per contact: Gwen=`, a number behind it. */
const FIRST_COUNTED =
  /(?<![A-Za-z])(?:contact|user|recipient|participant|sender|buddy|member|attendee|peer|person)s?:\s{0,3}([A-Z][A-Za-z'-]*)=$/i;

/** A list goes on behind a name, and behind how many each has: `Gwen=3, Bob=2`. */
export type ListState = 'none' | 'named' | 'counted';

/** Whether a list may go on behind a piece. */
export function listBehind(piece: Piece, before: ListState): ListState {
  if (typeof piece === 'object') return piece.kind === 'named' ? 'named' : piece.kind === 'number' ? before : 'none';
  if (piece.endsWith('=') && FIRST_COUNTED.test(piece)) return 'counted';
  if (before === 'none') return 'none';
  return /^\s?=\s?$/.test(piece) || (before === 'counted' && /=\s?$/.test(piece)) ? 'counted' : 'none';
}

/** The names in the text behind one of a list: of its words those that are no usual ones. */
export function* namesInList(text: string, state: ListState): Generator<Stretch> {
  const first = text.endsWith('=') ? FIRST_COUNTED.exec(text) : null;
  if (first?.[1] !== undefined && !isUsualWord(first[1])) {
    const start = text.lastIndexOf(first[1]);
    yield { start, end: start + first[1].length };
  }
  if (state === 'none') return;
  for (let at = 0; ; at = ITEM.lastIndex) {
    ITEM.lastIndex = at;
    const match = ITEM.exec(text);
    if (match === null) return;
    const [whole, word = '', more = ''] = match;
    const start = at + whole.length - word.length - more.length;
    const behind = text.slice(at + whole.length);
    const isCount = state === 'counted' && /^\s?=\s?$/.test(behind);
    if (!isCount && IS_OTHER.test(behind)) return;
    const last = more.split(' ').findIndex((one) => one !== '' && isUsualWord(one));
    const end =
      last < 0 ? start + word.length + more.length : start + (word + more.split(' ').slice(0, last).join(' ')).length;
    if (word.length > 1 && !isUsualWord(word)) yield { start, end };
    if (more !== '') return;
  }
}
