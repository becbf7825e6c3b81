import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskLine } from '../../src/radar/mask-line.ts';
import { shortLine } from '../../src/radar/short-line.ts';
import { lineOf, minedShapes } from './lines.ts';

test('of a long line so much is left that its mask is the same', () => {
  const texts = fc
    .array(fc.tuple(fc.constantFrom('hat', 'N-4711', 'x'.repeat(90), ' ', '\t'), fc.integer({ min: 1, max: 80 })), {
      maxLength: 14,
    })
    .map((parts) => parts.map(([text, times]) => `${text} `.repeat(times)).join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const short = shortLine(lineOf(text, 1)).text;
      expect(maskLine(short)).toEqual(maskLine(text));
      expect(short.length).toBeLessThan(610);
    }),
  );
});

test.each([599, 600, 601, 602])('so it is of one with %i characters', (length) => {
  for (const text of ['y'.repeat(length), `${'y'.repeat(length - 2)} y`, `${'y '.repeat(length)}`.slice(0, length)])
    for (const behind of ['', ' ', ' y', '    ', '   y']) {
      expect(maskLine(shortLine(lineOf(text + behind, 1)).text)).toEqual(maskLine(text + behind));
    }
});

test('a word of the matter counts wherever it stands', () => {
  expect(minedShapes([lineOf(`${'hat '.repeat(300)}offline message`, 1)])).toMatchObject([
    { mentions: ['offline-im'] },
  ]);
});
