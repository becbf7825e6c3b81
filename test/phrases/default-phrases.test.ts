import { expect, it } from 'vitest';
import { PHRASE_KINDS } from '../../src/model/phrase.ts';
import { checkPhrases, defaultPhrasebook, PhraseSet } from '../../src/phrases/index.ts';

const { phrases } = defaultPhrasebook();

it.each(PHRASE_KINDS)('words %s in more than one way', (kind) => {
  expect(phrases.filter(({ phrase }) => phrase.observes === kind).length).toBeGreaterThan(1);
});

it('names the public source of what it calls confirmed, and assumes all else', () => {
  for (const { phrase } of phrases) expect(phrase.status === 'confirmed', phrase.id).toBe(phrase.note !== undefined);
});

it('holds nothing doubtful', () => {
  expect(checkPhrases(new PhraseSet([defaultPhrasebook()]))).toEqual([]);
});
