import { describe, expect, test } from 'vitest';
import { defaultPhrasebook, PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';

const SHIPPED = new PhraseSet([defaultPhrasebook()]);
const SENT = 'Offline message M-41010 was accepted by Exchange for sending';

function observedIn(line: string, set = SHIPPED): readonly string[] {
  return set.matchLine(line, {}).map(({ phrase }) => phrase.observes);
}

describe('a shipped phrase that tells an end', () => {
  test.each([
    SENT,
    `${SENT} (item AAMkAD=)`,
    `lane 3: ${SENT} in 212 ms`,
    `${SENT}, error 0`,
    `${SENT}, 0 errors, waited 212 ms`,
    'Saved offline message M-41010 to Drafts',
  ])('is told of %s', (line) => {
    expect(observedIn(line)).toHaveLength(1);
  });

  test.each([`${SENT}, subject: Will you come?`, `${SENT} body=no, I will not`])(
    'is told of %s: what somebody wrote takes nothing back',
    (line) => {
      expect(observedIn(line)).toEqual(['message-sent']);
    },
  );

  test.each([
    `${SENT}? No`,
    `${SENT}? No, subject: lunch`,
    `${SENT}=false`,
    `It is not true that ${SENT}`,
    `Unknown whether ${SENT}`,
    `${SENT}: never`,
    `${SENT} later; it is in Drafts`,
    `${SENT}, which didn't work`,
    'Offline message M-41010 was delivered by Exchange Web Services: never',
    'Saved offline message M-41010 to Drafts: failed',
    `${SENT}, but bounced`,
    `${SENT}: error 0x80004005`,
    `${SENT}, then withdrawn`,
    `${SENT} timed out`,
    `${SENT} is overdue, delayed by 30 s`,
    `Almost: ${SENT}`,
    `Could be: ${SENT}`,
    `Waiting for: ${SENT}`,
    `Simulated: ${SENT}`,
    'Saved offline message M-41010 to Drafts rolled back',
  ])('is not told of %s', (line) => {
    expect(observedIn(line)).toEqual([]);
  });

  test('is told of words that only hold such a one', () => {
    expect(observedIn(`Notifier: ${SENT} by nowhere01`)).toEqual(['message-sent']);
  });
});

describe('one that radar drafted, and nobody has made sure of, is as doubtful', () => {
  const phrases = ['accepted by Exchange', 'is in Drafts'].map((words, i) => ({
    id: `p${i}`,
    observes: ['message-sent', 'draft-saved'][i],
    text: `Offline message {messageId} ${words}`,
    status: 'assumed',
  }));
  const book = JSON.stringify({ phrasebook: 1, name: 'draft by radar', phrases });
  const draft = new PhraseSet([readPhrasebook('draft.json', book)]);

  test.each([
    'Offline message N-4101 accepted by Exchange: never',
    'Offline message N-4101 accepted by Exchange? No',
    'Not yet: offline message id 3, Offline message N-4101 accepted by Exchange',
    'Offline message N-4101 accepted by Exchange as draft',
    'Offline message N-4101 accepted by Exchange into the Drafts folder',
    'Offline message N-4101 is in Drafts: false',
  ])('%s', (line) => {
    expect(observedIn(line, draft)).toEqual([]);
  });

  test.each([
    'Offline message N-4101 accepted by Exchange',
    'Offline message N-4101 accepted by Exchange in 212 ms, removed from Drafts',
    'Offline message N-4101 is in Drafts of the mailbox',
  ])('%s', (line) => {
    expect(observedIn(line, draft)).toHaveLength(1);
  });
});

test('a phrase of a user may go on anyhow, and what tells no end may, too', () => {
  const phrases = [{ id: 'a', observes: 'message-sent', text: 'Note {messageId} is out' }];
  const own = new PhraseSet([readPhrasebook('own.json', JSON.stringify({ phrasebook: 1, name: 'own', phrases }))]);
  expect(observedIn('Note N17 is out, no retry', own)).toEqual(['message-sent']);
});
