import { expect, test } from 'vitest';
import { defaultPhrasebook, PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';

function setOf(...texts: readonly string[]): PhraseSet {
  const phrases = texts.map((text, n) => ({ id: `p${n}`, observes: 'message-queued', text }));
  return new PhraseSet([readPhrasebook('own.json', JSON.stringify({ phrasebook: 1, name: 'own', phrases }))]);
}

test('in items of events a phrase is looked for by any of its words, the rarest first', () => {
  const { literals, itemLiterals, itemPhrases } = setOf('Heron note {messageId} laid at once out for {recipient}');
  expect([literals, itemLiterals]).toEqual([['laid at once out for'], []]);
  expect(itemPhrases.map(({ words }) => words)).toEqual([['Heron', 'note', 'laid', 'at', 'once', 'out', 'for']]);
  const [{ searched } = { searched: [] }] = itemPhrases;
  expect([searched[0], searched.toSorted()]).toEqual(['Heron', ['Heron', 'for', 'laid', 'note', 'once', 'out']]);
});

test('a phrase of which no word can be looked for is looked for by its text', () => {
  const { itemLiterals, itemPhrases } = setOf('a b c d {messageId}');
  expect([itemLiterals, itemPhrases]).toEqual([['a b c d'], []]);
});

test('every shipped phrase is looked for by words', () => {
  const { phrases, itemLiterals, itemPhrases } = new PhraseSet([defaultPhrasebook()]);
  expect([itemLiterals, itemPhrases.length]).toEqual([[], phrases.length]);
});
