import type { UnmatchedLine } from '../model/unmatched-line.ts';
import { MOST_CHARACTERS } from './mask-line.ts';

/** A line of which no more is left than masks look at, and a character that tells them that it goes on. */
export function shortLine(line: UnmatchedLine): UnmatchedLine {
  if (line.text.length <= MOST_CHARACTERS) return line;
  const text = line.text.trimEnd();
  const begin = text.slice(0, MOST_CHARACTERS + 1);
  return { ...line, text: begin === text ? text : `${begin}.` };
}
