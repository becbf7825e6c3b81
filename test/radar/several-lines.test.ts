import { expect, test } from 'vitest';
import { addSeconds, ticks } from '../../src/model/ticks.ts';
import { shapesOf } from '../../src/radar/build-shapes.ts';
import { guessByWords, guessesByFate } from '../../src/radar/guess-by-fate.ts';
import { KnownLives, lifeSpan } from '../../src/radar/known-window.ts';
import { LineMiner } from '../../src/radar/line-miner.ts';
import { knownShare } from '../../src/radar/rank-known.ts';
import { wordingOf } from '../../src/radar/wording.ts';
import { lineOf, minedShapes } from './lines.ts';

test('that a message was sent is guessed of no line whose record has others, as they may take it back', () => {
  const guesses = (text: string, isOneOfSeveral: boolean) =>
    minedShapes([lineOf(text, 1), lineOf(text, 2, { isOneOfSeveral })]).map(
      (shape) => guessByWords(shape, wordingOf(shape), []).words,
    );
  expect(guesses('Offline message N-471101 delivered to Exchange', true)).toEqual([undefined]);
  expect(guesses('Offline message N-471101 delivered to Exchange', false)).toEqual(['message-sent']);
  expect(guesses('Offline message N-471101 queued', true)).toEqual(['message-queued']);
});

test('nor by the fate of known messages', () => {
  const at = ticks(0);
  const life = {
    outcome: 'delivered',
    recipients: new Set<string>(),
    ids: new Set<string>(),
    ...lifeSpan(at, at),
  } as const;
  const guesses = (isOneOfSeveral: boolean) => {
    const miner = new LineMiner({ known: new KnownLives([life]) });
    miner.add(lineOf('Offline note N-4101 lined up', 1, { at }));
    miner.add(lineOf('Offline note N-4101 on the shelf', 2, { at: addSeconds(at, 2), isOneOfSeveral }));
    const ranked = shapesOf(miner.skeletons()).map((shape) => {
      const wording = wordingOf(shape);
      return { shape, known: knownShare(shape, [life]), wording, ...guessByWords(shape, wording, [life]) };
    });
    return [...guessesByFate(ranked, { messages: 1, unmet: 0 }).values()].sort();
  };
  expect(guesses(false)).toContain('message-sent');
  expect(guesses(true)).not.toContain('message-sent');
});
