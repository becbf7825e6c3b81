import { wordsOf } from './fold.ts';

/** Fewer letters are too often a word of their own; in scripts without small words two are a name. */
const LEAST_WORD = 4;
const LEAST_HAN = 2;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** More words are a sentence. */
const MOST_WORDS = 5;

/** The ways in which a name of several words is written in files and accounts, the name itself aside. */
export function nameForms(name: string): readonly string[] {
  const words = wordsOf(name);
  if (words.length < 2 || words.length > MOST_WORDS) return [];
  const last = words.at(-1) ?? '';
  const others = words.slice(0, -1).join(' ');
  return [
    words.join(' '),
    `${last}, ${others}`,
    `${last} ${others}`,
    ...['.', '_', '-', ''].map((by) => words.join(by)),
  ];
}

/** The words of a name that give somebody away alone. */
export function nameWords(name: string): readonly string[] {
  const words = wordsOf(name);
  return words.length < 2 || words.length > MOST_WORDS
    ? []
    : words.filter((word) => word.length >= (HAN.test(word) ? LEAST_HAN : LEAST_WORD) && !/\d/.test(word));
}
