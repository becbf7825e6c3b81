import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PhraseIndex } from '../../src/phrases/phrase-index.ts';

/** Of few letters, so that grams are shared; lines with many of them are not looked at everywhere. */
const literals = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'E'), minLength: 1, maxLength: 7 }), {
  maxLength: 6,
});
const lines = fc.string({ unit: fc.constantFrom('a', 'b', 'E'), maxLength: 300 });

test('each phrase whose literal a line holds is named, in rising order', () => {
  fc.assert(
    fc.property(literals, lines, (texts, line) => {
      const candidates = new PhraseIndex(texts.map((text) => [text])).candidates(line);
      const held = [...texts.keys()].filter((number) => line.includes(texts[number] ?? ''));
      expect(candidates).toEqual(expect.arrayContaining(held));
      expect(candidates).toEqual([...new Set(candidates)].sort((a, b) => a - b));
    }),
  );
});

test('a phrase of which only the rarest letters stand in a line is not named', () => {
  const index = new PhraseIndex([['EWS not deployed'], ['EWS state changed to ']]);
  expect(index.candidates('EWS gave 200')).toEqual([]);
  expect(index.candidates('the EWS state changed to up')).toEqual([1]);
});
