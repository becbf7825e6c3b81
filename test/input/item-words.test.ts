import { expect, test } from 'vitest';
import { holdsBeside, itemSearch, usualSearch } from '../../src/input/item-words.ts';
import { openText, type TextSource } from '../../src/input/text-source.ts';
import type { WantedLiterals } from '../../src/model/wanted.ts';

const WANTED: WantedLiterals = {
  literals: [],
  itemLiterals: [],
  itemPhrases: [
    { searched: ['Client', 'shutting', 'down'], words: ['Client', 'is', 'shutting', 'down'] },
    { searched: ['Client', 'version:'], words: ['Client', 'version:'] },
    { searched: ['Lync', 'version:'], words: ['Lync', 'version:'] },
  ],
  numbers: [],
};

/** A file that is said to have so many bytes. */
function opened(text: string, bytes = 1 << 30): Promise<TextSource> {
  return openText({
    path: 't.txt',
    place: 't.txt',
    bytes,
    chunks: async function* () {
      yield Buffer.from(text);
    },
  });
}

const wordsIn = ({ words }: ReturnType<typeof usualSearch>): readonly string[] => words.map(({ text }) => text);

test('a phrase is looked for by the word that its file seems to have least often', async () => {
  const { head, file } = await opened('Client Client Client shutting version: version:');
  expect(wordsIn(itemSearch(WANTED, { head, file }))).toEqual(['down', 'version:', 'Lync']);
});

test('in a small file, of which the head says no more than all of it, by the one that is likely to be rarest', async () => {
  const source = await opened('Client Client Client', 20);
  expect(itemSearch(WANTED, source)).toBe(usualSearch(WANTED));
  expect(wordsIn(usualSearch(WANTED))).toEqual(['Client', 'Lync']);
});

test('files that ask for the same words share a search', async () => {
  const [one, other] = await Promise.all([opened('Client a'), opened('Client b')]);
  expect(itemSearch(WANTED, one)).toBe(itemSearch(WANTED, other));
  expect(itemSearch(WANTED, await opened(''))).toBe(usualSearch(WANTED));
});

test('a word counts where all others of some phrase stand beside it', () => {
  const [client = { text: '', beside: [] }] = usualSearch(WANTED).words;
  expect(holdsBeside(client, '<Data>Client</Data><Data>version: 16</Data>')).toBe(true);
  expect(holdsBeside(client, '<Data>Client</Data><Data>is shutting</Data>')).toBe(false);
});
