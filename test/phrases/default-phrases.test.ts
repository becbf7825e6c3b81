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

it.each([
  'Offline message N1 sent to spooler',
  'Offline message N1 sent=0',
  'Offline message N1 was not sent',
  'Offline message N1 could not be sent',
  'Offline message N1 could not be delivered to bob@contoso.com',
  'Offline message N1 delivered to mailbox queue',
  'Successfully sent offline message N1 to spooler',
  'Offline message N1 was not accepted by Exchange for sending',
  'Offline message N1 was not delivered by Exchange Web Services',
])('does not take for delivered: %s', (line) => {
  expect([...new PhraseSet([defaultPhrasebook()]).allIn(line)].map(({ id }) => id)).toEqual([]);
});
