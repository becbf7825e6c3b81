import { expect, test } from 'vitest';
import { shownShape } from '../../src/radar/shape-parts.ts';
import { lineOf, minedShapes } from './lines.ts';

test.each([
  "Offline note lies in zqann's basket",
  'Offline note lies in ZQANN basket',
  'Offline note lies in zqann_zqlee basket',
  'Offline note lies in zqann-zqlee basket',
  'Offline note lies in zqcorp basket',
  'Offline note lies in ZQCORP basket',
])('words of an address of another line, its domain as well, are masked: %s', (line) => {
  const shapes = minedShapes([lineOf('Offline note of zqann.zqlee@mail.zqcorp.example', 1), lineOf(line, 2)]);
  const shown = shapes
    .map(({ parts, first, template }) => `${shownShape(parts, first.samples)}\n${template}`)
    .join('\n');
  expect(shown).not.toMatch(/zq/i);
  expect(shown).toContain('basket');
});

test('a domain of usual words takes none of them', () => {
  const shapes = minedShapes([
    lineOf('Offline note of a.b@mail.ferry.com', 1),
    lineOf('Offline note in ferry mail is up', 2),
  ]);
  const shown = shapes.map(({ parts, first }) => shownShape(parts, first.samples)).join('\n');
  expect(shown).toContain('Offline note in ferry mail is up');
});

test.each(['%40', '=40', '(at)', ' @ '])(
  'an address with %s for the sign in it has the same words, and no others',
  (sign) => {
    const shapes = minedShapes([
      lineOf(`Offline note of <zqann.zqlee${sign}zqcorp.example>`, 1),
      lineOf('Offline note in zqann zqlee zqcorp basket', 2),
      lineOf('Offline note is exampl and at basket', 3),
    ]);
    const shown = shapes.map(({ parts, first }) => shownShape(parts, first.samples)).join('\n');
    expect(shown).toContain('Offline note is exampl and at basket');
    expect(shown).not.toMatch(/zqann|zqlee|zqcorp/);
  },
);
