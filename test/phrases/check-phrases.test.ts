import { describe, expect, it } from 'vitest';
import { checkPhrases, PhraseSet, readPhrasebook } from '../../src/phrases/index.ts';

type Entry = { id: string; observes?: string; text: string; component?: string };

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

  it('names a phrase without a text to search for', () => {
    expect(doubtsOf([{ id: 'a', text: 'ab{messageId}cd{itemId}ef' }])).toEqual(['a slow']);
  });
});
