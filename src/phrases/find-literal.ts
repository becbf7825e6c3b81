/** From this length on the built-in search can take as many steps as the product of both lengths. */
const LONG = 32;

/** Finds a text in another, in time linear in both whatever they hold. */
export type FindLiteral = (line: string, from: number) => number;

/** Knuth, Morris, Pratt: for each place of a text, how much of its beginning ends there. */
function bordersOf(codes: Uint16Array): Uint16Array {
  const borders = new Uint16Array(codes.length);
  for (let at = 1, border = 0; at < codes.length; at++) {
    while (border > 0 && codes[at] !== codes[border]) border = borders[border - 1] ?? 0;
    if (codes[at] === codes[border]) border++;
    borders[at] = border;
  }
  return borders;
}

/** Compiles the search for a literal; it answers where it stands at or behind `from`, or -1. */
export function literalFinder(text: string): FindLiteral {
  if (text.length < LONG) return (line, from) => line.indexOf(text, from);
  const codes = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const borders = bordersOf(codes);
  const { length } = codes;
  return (line, from) => {
    const end = line.length;
    for (let at = from, border = 0; at < end; at++) {
      const code = line.charCodeAt(at);
      while (border > 0 && code !== codes[border]) border = borders[border - 1] ?? 0;
      if (code === codes[border]) border++;
      if (border === length) return at - border + 1;
    }
    return -1;
  };
}
