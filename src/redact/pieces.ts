import { isEdge } from '../model/identity/fold.ts';

/** Characters that are looked through at once. */
const PIECE = 1 << 18;
/** What is looked at again with the next piece; no original is longer. */
const OVERLAP = 2048;

/** The last place up to some other where a word begins or ends; that one itself where there is none nearby. */
function edgeBefore(text: string, at: number): number {
  for (let edge = at; edge > at - OVERLAP; edge--) if (isEdge(text, edge)) return edge;
  return at;
}

/** Where a piece may begin: behind a blank, if one is near, else between words. */
function startBefore(text: string, at: number): number {
  for (let start = at; start > at - OVERLAP; start--) if (/\s/.test(text[start] ?? '')) return start;
  return edgeBefore(text, at);
}

/**
 * A text given in parts as pieces of some size; each begins a little before the end of the last, where a line or a word begins, and ends where one
 * does: half a word would pass for a short name.
 */
export function* overlappingPieces(parts: Iterable<string>): Generator<string> {
  let held = '';
  let isNew = false;
  for (const part of parts) {
    held += part;
    isNew ||= part !== '';
    while (held.length >= PIECE + OVERLAP) {
      const end =
        held.lastIndexOf('\n', PIECE) > PIECE / 2 ? held.lastIndexOf('\n', PIECE) + 1 : edgeBefore(held, PIECE);
      yield held.slice(0, end);
      held = held.slice(startBefore(held, end - OVERLAP));
      isNew = true;
    }
  }
  if (isNew) yield held;
}
