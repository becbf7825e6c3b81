/** Words by their letter: `m: 'message msg'`. */
export type Letters = ReadonlyMap<string, string>;

export function lettersOf(words: Readonly<Record<string, string>>): Letters {
  return new Map(
    Object.entries(words).flatMap(([letter, all]) => all.split(' ').map((word) => [word, letter] as const)),
  );
}

const ID = /^[mn]\d+$/;

/**
 * A line with a letter for each of its words, so that their order can be looked at: `i` for ids, a comma for marks between, `?` for what nobody knows. `text`: in small
 * letters, numbers as `#`.
 */
export function asLetters(text: string, letters: Letters): string {
  const words = text.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?|#|[,.:=|/]|(?<!\w)-|-(?!\w)|[!?~;…]/gu) ?? [];
  return words
    .filter((word) => word !== 'the')
    .map((word) => (ID.test(word) ? 'i' : /^[,.:=|/-]/.test(word) ? ',' : (letters.get(word) ?? '?')))
    .join('');
}
