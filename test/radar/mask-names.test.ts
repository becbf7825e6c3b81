import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskNames } from '../../src/radar/mask-names.ts';
import type { Piece } from '../../src/radar/piece.ts';
import { skeletonOf } from '../../src/radar/skeleton.ts';

/** Longer than the skeletons that are kept: a line with it in front is looked at anew each time. */
const FRONT = 'and so on '.repeat(25);
const HOLE = { kind: 'id', value: 'm17' } as const;

function behindFront(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...more] = maskNames([FRONT, ...pieces]).pieces;
  if (first !== FRONT) throw new Error('the front has no names');
  return more;
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
      '<',
      '> and',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .chain((words) => fc.constantFrom(words.join(' '), ` ${words.join(' ')} `, `>${words.join(' ')} <`));
const holes = fc.constantFrom(
  HOLE,
  { kind: 'address', value: 'bob@contoso.com' } as const,
  { kind: 'foreign', value: 'Jürgen' } as const,
  { kind: 'foreign', value: 'für' } as const,
);
/** A hole, then texts and holes in turn. */
const lines = fc
  .array(fc.tuple(texts, holes), { maxLength: 3 })
  .map((more): readonly Piece[] => [HOLE, ...more.flat()]);

test('names are the same whether a line of its skeleton was seen before or not', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const expected = behindFront(line);
      for (const { pieces, skeleton } of [maskNames(line), maskNames(line)]) {
        expect(pieces).toEqual(expected);
        expect(skeleton).toBe(skeletonOf(expected));
      }
    }),
  );
});

test('a line has its own values, whatever others of its skeleton have', () => {
  const lineOf = (name: string): readonly Piece[] =>
    [
      'for Bob Miller <',
      { kind: 'address', value: `${name}@contoso.com` },
      '> and ',
      { kind: 'id', value: name },
    ] as const;
  maskNames(lineOf('m1'));
  expect(maskNames(lineOf('m2')).pieces).toEqual([
    'for ',
    { kind: 'address-with-name', value: 'Bob Miller <m2@contoso.com>' },
    ' and ',
    { kind: 'id', value: 'm2' },
  ]);
});

test('more different texts than are kept make no difference', () => {
  const linesOf = (): unknown =>
    Array.from({ length: 5000 }, (_, i) => maskNames([`for Bob ${'x'.repeat(i % 90)} ${i}`]));
  expect(linesOf()).toEqual(linesOf());
});

test.each(['for', 'participant:', 'colleague'])('%j is looked for as a whole word, however long that is', (word) => {
  for (let length = 1; length < 40; length++) {
    const text = `${'x'.repeat(length)}${word} Page`;
    expect(maskNames([text]).pieces).toEqual([text]);
    expect(maskNames([`${'x'.repeat(length)} ${word} Page`]).pieces.at(-1)).toEqual({ kind: 'name', value: 'Page' });
  }
});
