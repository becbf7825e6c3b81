/** From this length on the built-in search can take as many steps as the product of both lengths. */
const LONG = 32;

/** Finds a text in another, in time linear in both whatever they hold. */
export type FindLiteral = (line: string, from: number) => number;

/** Knuth, Morris, Pratt: for each place of the text, how much of its beginning ends there. */
function bordersOf(text: string): Uint16Array {
  const borders = new Uint16Array(text.length);
  for (let at = 1, border = 0; at < text.length; at++) {
    while (border > 0 && text.charCodeAt(at) !== text.charCodeAt(border)) border = borders[border - 1] ?? 0;
    if (text.charCodeAt(at) === text.charCodeAt(border)) border++;
    borders[at] = border;
  }
  return borders;
}

/** Compiles the search for a literal; it answers where it stands at or behind `from`, or -1. */
export function literalFinder(text: string): FindLiteral {
  if (text.length < LONG) return (line, from) => line.indexOf(text, from);
  const borders = bordersOf(text);
  return (line, from) => {
    for (let at = from, border = 0; at < line.length; at++) {
      while (border > 0 && line.charCodeAt(at) !== text.charCodeAt(border)) border = borders[border - 1] ?? 0;
      if (line.charCodeAt(at) === text.charCodeAt(border)) border++;
      if (border === text.length) return at - border + 1;
    }
    return -1;
  };
}
