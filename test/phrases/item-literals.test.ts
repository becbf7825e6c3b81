import { expect, test } from 'vitest';
import { defaultPhrasebook, PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';

test('in items of events a phrase of a user is looked for by a word', () => {
  const phrases = [{ id: 'a', observes: 'message-queued', text: 'Heron note {messageId} laid out for {recipient}' }];
  const own = new PhraseSet([readPhrasebook('own.json', JSON.stringify({ phrasebook: 1, name: 'own', phrases }))]);
  expect([own.literals, own.itemLiterals]).toEqual([['laid out for'], ['laid']]);
});

test('a shipped one is looked for by all of its text there, too: its words are so common that a reading took twice as long', () => {
  const { literals, itemLiterals } = new PhraseSet([defaultPhrasebook()]);
  expect(itemLiterals).toEqual(literals);
});
