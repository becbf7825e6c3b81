/** Characters that are looked through at once. */
const PIECE = 1 << 18;
/** What is looked at again with the next piece; no original is longer. */
const OVERLAP = 2048;

/** A text given in parts as pieces of some size; each begins a little before the end of the last, where a line or a word begins. */
export function* overlappingPieces(parts: Iterable<string>): Generator<string> {
  let held = '';
  let isNew = false;
  for (const part of parts) {
    held += part;
    isNew ||= part !== '';
    while (held.length >= PIECE + OVERLAP) {
      const end = held.lastIndexOf('\n', PIECE) > PIECE / 2 ? held.lastIndexOf('\n', PIECE) + 1 : PIECE;
      yield held.slice(0, end);
      let start = end - OVERLAP;
      while (start > end - 2 * OVERLAP && !/\s/.test(held[start] ?? '')) start--;
      held = held.slice(start);
      isNew = true;
    }
  }
  if (isNew) yield held;
}
