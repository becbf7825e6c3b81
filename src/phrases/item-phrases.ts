import type { ItemPhrase } from '../model/wanted.ts';
import { rarityOf } from './phrase-index.ts';

/** What can be looked for. */
const LEAST_WORD = 3;
const MOST_SEARCHED = 32;
/** At each place of a word that more phrases have, the other words of all of them are looked for. */
const FEW_PHRASES = 16;

/** By what each phrase is found, of which `phrases` has the words. */
export function itemPhrasesOf(phrases: readonly (readonly string[])[]): readonly ItemPhrase[] {
  const counts = new Map<string, number>();
  for (const words of phrases) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarities = new Map(
    [...counts].map(([word, count]) => [word, rarityOf(word) / Math.ceil(count / FEW_PHRASES)] as const),
  );
  const rarity = (word: string): number => rarities.get(word) ?? 0;
  return phrases.map((words) => ({
    searched: words
      .filter(({ length }) => length >= LEAST_WORD)
      .toSorted((a, b) => rarity(b) - rarity(a) || b.length - a.length)
      .map((word) => word.slice(0, MOST_SEARCHED)),
    words,
  }));
}
