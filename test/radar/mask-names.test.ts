import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskNames } from '../../src/radar/mask-names.ts';
import type { Piece } from '../../src/radar/piece.ts';

/** Longer than what is kept: with it in front a text is looked at anew each time. */
const FRONT = 'and so on '.repeat(12);
const HOLE = { kind: 'id', value: 'm17' } as const;

function behindFront(text: string): readonly Piece[] {
  const [first = '', ...more] = maskNames([FRONT + text]);
  if (typeof first !== 'string' || !first.startsWith(FRONT)) throw new Error('the front has no names');
  return first === FRONT ? more : [first.slice(FRONT.length), ...more];
}

const texts = fc
  .array(
    fc.constantFrom(
      'for',
      'To:',
      'participant',
      'recipients:',
      'xfor',
      'a',
      'Bob',
      'Miller',
      'J.',
      'Drafts',
      'EWS',
      ',',
    ),
    { maxLength: 8 },
  )
  .map((words) => words.join(' '));

test('names are the same whether a text was seen before or not', () => {
  fc.assert(
    fc.property(texts, (text) => {
      // Behind a hole: a first word would be another matter than one behind the front.
      const first = maskNames([HOLE, text]);
      expect(maskNames([HOLE, text])).toEqual(first);
      expect(behindFront(text)).toEqual(first.slice(1));
    }),
  );
});

test('more different texts than are kept make no difference', () => {
  const linesOf = (): unknown =>
    Array.from({ length: 5000 }, (_, i) => maskNames([`for Bob ${'x'.repeat(i % 90)} ${i}`]));
  expect(linesOf()).toEqual(linesOf());
});

test.each(['for', 'participant:', 'colleague'])('%j is looked for as a whole word, however long that is', (word) => {
  for (let length = 1; length < 40; length++) {
    const text = `${'x'.repeat(length)}${word} Page`;
    expect(maskNames([text])).toEqual([text]);
    expect(maskNames([`${'x'.repeat(length)} ${word} Page`]).at(-1)).toEqual({ kind: 'name', value: 'Page' });
  }
});
