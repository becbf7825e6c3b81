import { detached } from '../model/detached.ts';
import type { Piece } from './piece.ts';
import { isTradeWord } from './vocabulary.ts';

/** `Bob Miller`, `Miller, Bob`, `J. Miller`, `Anne-Marie O'Neill`; also one word with a capital. */
const CAPITALISED =
  /(?<![\w.@\\/:-])[A-Z](?:[a-z'-]+[A-Za-z'-]*|\.)(?:,? [A-Z](?:[a-z'-]+[A-Za-z'-]*|\.))*(?![\w@\\/])/g;
/** Words behind which somebody is named. */
const TO_SOMEBODY =
  /(?:^|[^\w])(?:for|to|from|by|with|of|and|or|cc|via|recipients?|sender|user|contact|participant|buddy|peer|member|person|attendee|alias|organizer|colleague|partner|mr|mrs|ms|dr)[:=]? $/i;

/** More characters than the longest of those words, and what stands around it, take. */
const REACH = 20;

/** `Miller`, `J.`, `Anne-Marie`, `O'Neill`, `McCoy`; `CreateItem` and `CTransport`, with capitals inside, are code. */
const PLAIN_WORD =
  /^(?:[A-Z][a-z]+|[A-Z]\.|[A-Z](?=')|(?:Mc|Mac|De|Di|La|Le|Van|Von)[A-Z][a-z]+)(?:['-][A-Z]?[a-z]+)*$/;

function isPlainWord(word: string): boolean {
  return PLAIN_WORD.test(word);
}

/** The names in a run of words with capitals: what is left of it beside words of the trade. */
function* namesIn(
  run: string,
  at: number,
  before: string,
): Generator<{ readonly start: number; readonly end: number }> {
  const words = [...run.matchAll(/[^\s,]+/g)].map(({ 0: word, index }) => ({ word, start: at + index }));
  let open: { start: number; end: number; count: number } | undefined;
  const isName = ({ start, count }: { start: number; count: number }): boolean =>
    count > 1 || TO_SOMEBODY.test(before.slice(Math.max(0, start - REACH), start));
  for (const { word, start } of words) {
    if (isPlainWord(word) && !isTradeWord(word)) {
      open = { start: open?.start ?? start, end: start + word.length, count: (open?.count ?? 0) + 1 };
    } else {
      if (open !== undefined && isName(open)) yield open;
      open = undefined;
    }
  }
  if (open !== undefined && isName(open)) yield open;
}

function splitText(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: run, index } of text.matchAll(CAPITALISED)) {
    for (const { start, end } of namesIn(run, index, text)) {
      const value = text.slice(start, end);
      if (start > done) pieces.push(text.slice(done, start));
      pieces.push({ kind: value.includes(' ') ? 'name-with-blanks' : 'name', value });
      done = end;
    }
  }
  return done < text.length ? [...pieces, text.slice(done)] : pieces;
}

/** Texts between holes are few, and their lines many: what was found in so many of them is kept. */
const MOST_KEPT = 2000;
/** Longer ones are mostly of one line only. */
const LONGEST_KEPT = 100;
const found = new Map<string, readonly Piece[]>();

function namesOf(text: string): readonly Piece[] {
  if (text.length > LONGEST_KEPT) return splitText(text);
  const known = found.get(text);
  if (known !== undefined) return known;
  if (found.size >= MOST_KEPT) found.clear();
  // A part of a text keeps all of it in memory, and that may be a window of a file.
  const kept = detached(text);
  const pieces = splitText(kept);
  found.set(kept, pieces);
  return pieces;
}

/** Masks what reads like the name of a person in the text that is kept: two words with a capital in a row, or one behind a word such as `for`. */
export function maskNames(pieces: readonly Piece[]): readonly Piece[] {
  const named: Piece[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') named.push(...namesOf(piece));
    else named.push(piece);
  }
  return named;
}
