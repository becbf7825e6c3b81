import type { PathInText, Segment } from './path-in-text.ts';
import { isOrdinaryName, tellsOneOfMany } from './path-words.ts';

/** Ends a word in which a document is named. */
const NOT_IN_WORD = /[\s<>|*?":;,=&[\]{}„“”«»\0]/;
const MOST_BACK = 260;
/** A word in front of the last one of a name. */
const WORD_BEFORE = /(?:^|[\s:])([\p{Lu}\d][\p{L}\p{M}\p{N}._()-]{0,40}) $/u;

function startOfWord(text: string, dot: number, least: number): number {
  let at = dot;
  while (at > least && dot - at < MOST_BACK && !NOT_IN_WORD.test(text[at - 1] ?? '')) at--;
  while (at < dot && /['([]/.test(text[at] ?? '')) at++;
  return at;
}

/** Words in front of one that tells only which of several files it is: `Gehalt Meier 2016.xlsx`. */
function withWordsBefore(text: string, start: number, dot: number, least: number): number {
  let at = start;
  for (
    let count = 0;
    count < 4 &&
    tellsOneOfMany(
      text
        .slice(at, count === 0 ? dot : start)
        .trim()
        .split(' ')[0] ?? '',
    );
    count++
  ) {
    const [, word] = WORD_BEFORE.exec(text.slice(Math.max(least, at - 48), at)) ?? [];
    if (word === undefined) break;
    at -= word.length + 1;
  }
  for (let count = 0; count < 4 && at < start; count++) {
    const [, word] = WORD_BEFORE.exec(text.slice(Math.max(least, at - 48), at)) ?? [];
    if (word === undefined || isOrdinaryName(word)) break;
    at -= word.length + 1;
  }
  return at;
}

/** A document that no root of a path stands in front of, by its ending from `dot` to `end`; `free`: where the last name found ends. */
export function relativePath(text: string, dot: number, end: number, free: number): PathInText {
  const behind = text[end];
  if (behind === '"' || behind === "'") {
    const least = Math.max(free, dot - MOST_BACK);
    const open = text.slice(least, dot).lastIndexOf(behind);
    const content = text.slice(least + open + 1, end);
    if (open >= 0 && !/[<>|*?":\r\n\t;=]/.test(content)) return parted(text, least + open + 1, end);
  }
  const start = startOfWord(text, dot, free);
  const whole = parted(text, start, end);
  if (whole.segments.length > 1) return whole;
  return parted(text, withWordsBefore(text, start, dot, free), end);
}

function parted(text: string, start: number, end: number): PathInText {
  const segments: Segment[] = [];
  let at = start;
  for (const part of text.slice(start, end).split(/([\\/]+)/)) {
    if (!/^[\\/]*$/.test(part)) segments.push({ start: at, end: at + part.length });
    at += part.length;
  }
  const by = text.slice(start, end).includes('\\') ? '\\' : '/';
  return { segments, start, end, separator: by, isRooted: false };
}
