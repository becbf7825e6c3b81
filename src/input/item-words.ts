import type { ItemPhrase, WantedLiterals } from '../model/wanted.ts';
import { oncePer } from './once-per.ts';
import type { Head, TextSource } from './text-source.ts';

/** A word by which phrases are found. */
export interface ItemWord {
  readonly text: string;
  /** Of each of those phrases the other words: without them the event does not hold it. */
  readonly beside: readonly (readonly string[])[];
}

/** What is looked for in events with several items: what counts by itself, and words that count only beside others. */
export interface ItemSearch {
  readonly wanted: WantedLiterals;
  readonly words: readonly ItemWord[];
}

/** Of so many phrases the words are looked for; of a word of more, the event is taken to hold some. */
const MOST_BESIDE = 64;

/** Whether an event in which a word stands has, by its text as its form writes it, the other words of some phrase, too. */
export function holdsBeside({ beside }: ItemWord, text: string): boolean {
  return beside.length > MOST_BESIDE || beside.some((words) => words.every((word) => text.includes(word)));
}

/** To look through the head of a smaller file takes longer than it saves. */
const LEAST_WEIGHED = 4 << 20;
/** Of more phrases the words are not looked for in each head. */
const MOST_WEIGHED = 1000;

function timesIn(text: string, word: string): number {
  let times = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) times++;
  return times;
}

/** The first that the head has not, else the one that it has least often. */
function rarestIn(head: string, { searched }: ItemPhrase, times: Map<string, number>): string {
  let [best = ''] = searched;
  let least = Number.POSITIVE_INFINITY;
  for (const word of searched) {
    const count = times.get(word) ?? timesIn(head, word);
    times.set(word, count);
    if (count < least) [best, least] = [word, count];
    if (count === 0) break;
  }
  return best;
}

function wordsBy(phrases: readonly ItemPhrase[], chosen: readonly string[]): readonly ItemWord[] {
  const all = new Map<string, (readonly string[])[]>();
  for (const [i, { words }] of phrases.entries()) {
    const text = chosen[i] ?? '';
    const others = words.filter((word) => word !== text);
    const known = all.get(text);
    if (known === undefined) all.set(text, [others]);
    else known.push(others);
  }
  return [...all].map(([text, beside]) => ({ text, beside }));
}

/** By the words that were chosen. */
const searches = new WeakMap<WantedLiterals, Map<string, ItemSearch>>();

function searchBy(wanted: WantedLiterals, choose: (phrase: ItemPhrase) => string): ItemSearch {
  const chosen = wanted.itemPhrases.map(choose);
  const key = chosen.join(' ');
  const known = searches.get(wanted) ?? new Map<string, ItemSearch>();
  const search = known.get(key) ?? { wanted, words: wordsBy(wanted.itemPhrases, chosen) };
  known.set(key, search);
  searches.set(wanted, known);
  return search;
}

/** What is looked for where nothing is known of a file. */
export const usualSearch: (wanted: WantedLiterals) => ItemSearch = oncePer((wanted: WantedLiterals) =>
  searchBy(wanted, ({ searched: [word = ''] }) => word),
);

const weighed = oncePer((_: Head) => new WeakMap<WantedLiterals, ItemSearch>());

/**
 * What is looked for in a file. Which words are rare their letters tell badly: `Client` stands in every line of some traces, and a look at the words beside it takes a
 * microsecond. The head of the file tells it well. The same object for the same words, as needles are kept by it.
 */
export function itemSearch(wanted: WantedLiterals, { file, head }: Pick<TextSource, 'file' | 'head'>): ItemSearch {
  if (file.bytes < LEAST_WEIGHED || wanted.itemPhrases.length > MOST_WEIGHED) return usualSearch(wanted);
  const known = weighed(head).get(wanted);
  if (known !== undefined) return known;
  const times = new Map<string, number>();
  const search = searchBy(wanted, (phrase) => rarestIn(head.text, phrase, times));
  weighed(head).set(wanted, search);
  return search;
}
