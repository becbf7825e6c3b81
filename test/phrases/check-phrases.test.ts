import { describe, expect, it } from 'vitest';
import { checkPhrases, PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';

type Entry = { id: string; observes?: string; text: string; component?: string; since?: string; until?: string };

function setOf(...books: Entry[][]): PhraseSet {
  return new PhraseSet(
    books.map((phrases, i) =>
      readPhrasebook(
        `book${i}.json`,
        JSON.stringify({
          phrasebook: 1,
          name: `book ${i}`,
          phrases: phrases.map((one) => ({ observes: 'message-queued', ...one })),
        }),
      ),
    ),
  );
}

function doubtsOf(...books: Entry[][]): readonly string[] {
  return checkPhrases(setOf(...books)).map(({ kind, phrase, other }) =>
    `${phrase.id} ${kind} ${other?.id ?? ''}`.trim(),
  );
}

describe('checking phrases', () => {
  it('has no doubts where the more telling one goes first', () => {
    expect(
      doubtsOf([
        { id: 'short', text: 'queued message {messageId}' },
        { id: 'long', text: 'queued message {messageId} for {recipient}' },
      ]),
    ).toEqual([]);
  });

  it('names a phrase that a wider one of a later book hides', () => {
    expect(
      doubtsOf(
        [{ id: 'long', text: 'queued message {messageId} for {recipient}' }],
        [{ id: 'short', text: 'queued message {messageId}' }],
      ),
    ).toEqual(['long shadowed short']);
  });

  it('tells contradictions from repetitions', () => {
    const first = { id: 'a', text: 'message {messageId} is done' };
    expect(doubtsOf([first, { id: 'b', text: 'message {itemId} is done', observes: 'message-sent' }])).toEqual([
      'b contradicts a',
    ]);
    expect(doubtsOf([first, { id: 'b', text: 'message {itemId} is done' }])).toEqual(['b says-the-same a']);
  });

  it('keeps apart what different components say', () => {
    expect(
      doubtsOf([
        { id: 'a', text: 'message {messageId} is done', component: 'A' },
        { id: 'b', text: 'message {messageId} is done', component: 'B' },
      ]),
    ).toEqual([]);
  });

  it('keeps apart what different versions write', () => {
    const text = 'message {messageId} is done';
    const old = { id: 'old', text, until: '16.0.6000' };
    const sent = { id: 'new', text, observes: 'message-sent' };
    expect(doubtsOf([old, { ...sent, since: '16.0.6001' }])).toEqual([]);
    expect(doubtsOf([old, { ...sent, since: '16.0.5000' }])).toEqual(['new contradicts old']);
    expect(doubtsOf([{ id: 'long', text: `${text} now` }], [old])).toEqual([]);
    expect(doubtsOf([{ id: 'long', text: `${text} now`, until: '15.0' }], [old])).toEqual(['long shadowed old']);
  });

  it('knows that anything may be nothing, which no hole can be', () => {
    const [any, hole] = [
      { id: 'any', text: 'abc {*}def ghi' },
      { id: 'hole', text: 'abc {messageId}def ghi' },
    ];
    expect(doubtsOf([any], [hole])).toEqual([]);
    expect(doubtsOf([hole], [any])).toEqual(['hole shadowed any']);
  });

  it('takes a look or two for each phrase, however many share their longest words', () => {
    const phrases = Array.from({ length: 20_000 }, (_, i) => ({
      id: `p${i}`,
      text: `COfflineMessageManager::Step message {messageId} w${i}`,
    }));
    const set = setOf(phrases);
    const before = process.cpuUsage();
    expect(checkPhrases(set)).toEqual([]);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
    const line = 'xx COfflineMessageManager::Step message m1 w12345 zz';
    const start = process.cpuUsage();
    // Some 50 ms; with a try of each phrase three minutes.
    for (let i = 0; i < 5000; i++) set.matchLine(line, {});
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(3);
  });

  it('names a phrase without a text to search for', () => {
    expect(doubtsOf([{ id: 'a', text: 'ab{messageId}cd{itemId}ef' }])).toEqual(['a slow']);
  });
});

describe('what is doubtful about a phrase by itself', () => {
  it.each([
    ['never used', { id: 'a', text: 'note {messageId} is gone', since: '16.0.2', until: '16.0.1' }, 'a no-version'],
    ['no letters', { id: 'a', text: '      {messageId} ---' }, 'a no-words'],
    ['words like markup', { id: 'a', text: 'note <msg> {messageId} is gone' }, 'a never-found'],
    ['the end of an element', { id: 'a', text: 'note {messageId} is </gone' }, 'a never-found'],
    ['an escaped bracket', { id: 'a', text: 'note {messageId} is &lt;gone' }, 'a never-found'],
    ['half a character', { id: 'a', text: 'note \ud83d {messageId} is gone' }, 'a never-found'],
    ['an id that does not show', { id: 'a\u202e', text: 'note {messageId} is gone' }, 'odd-id'],
    ['an id of blanks', { id: ' ', text: 'note {messageId} is gone' }, 'odd-id'],
    ['an id of 5,000 characters', { id: 'x'.repeat(5000), text: 'note {messageId} is gone' }, 'odd-id'],
  ])('%s', (_, entry, doubt) => {
    expect(doubtsOf([entry]).join()).toContain(doubt);
  });

  it('is not that a value stands in brackets, or an arrow', () => {
    for (const text of ['note <{messageId}> is gone', 'note {messageId} -> gone', 'note <{recipient}> {*} is gone'])
      expect(doubtsOf([{ id: 'a', text }]), text).toEqual([]);
  });

  it('is not that its versions are one, or its words few', () => {
    expect(doubtsOf([{ id: 'a', text: 'id ==> {messageId}', since: '16.0.1', until: '16.0.1' }])).toEqual([]);
  });
});
