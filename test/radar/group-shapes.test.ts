import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BoundedMap } from '../../src/radar/bounded-map.ts';
import { shownShape } from '../../src/radar/shape-parts.ts';
import { lineOf, minedShapes } from './lines.ts';

function shownOf(lines: readonly string[]): readonly string[] {
  return minedShapes(lines.map((text, i) => lineOf(text, i + 1)))
    .map(({ parts, count }) => `${count} ${shownShape(parts, [])}`)
    .sort();
}

test('lines that differ in words that tell what happened are of different shapes', () => {
  expect(
    shownOf([
      'offline message m1 was queued by lane 1',
      'offline message m2 was sent by lane 2',
      'offline message m3 was not sent by lane 2',
      'offline message m4 was sent by lane 3',
    ]),
  ).toEqual([
    '1 offline message <id> was not sent by lane <number>',
    '1 offline message <id> was queued by lane <number>',
    '2 offline message <id> was sent by lane <number>',
  ]);
});

test('however many things may happen, each is of its own shape', () => {
  const words = ['queued', 'sent', 'failed', 'dropped', 'saved', 'expired', 'delivered'];
  expect(shownOf(words.map((word) => `offline message m1 was ${word} by lane 1`))).toHaveLength(words.length);
});

test('one of a few words tells shapes apart, one of many is a parameter', () => {
  const few = ['blue', 'green', 'red'].map((word) => `offline message m1 is of ${word} colour`);
  expect(shownOf(few)).toHaveLength(3);
  const many = ['blue', 'green', 'red', 'white', 'black', 'grey'].map(
    (word) => `offline message m1 is of ${word} colour`,
  );
  expect(shownOf(many)).toEqual(['6 offline message <id> is of <word> colour']);
});

test('words that an address shows to be a name are masked wherever they stand', () => {
  const lines = [
    'offline message for zelda.quux@contoso.com lies',
    'zelda has an offline message',
    'mail of QUUX is in Drafts',
  ];
  expect(shownOf(lines).join('\n')).not.toMatch(/zelda|quux/i);
});

test('lines of 100,000 different shapes are bounded, and every line is in a shape or left', () => {
  const letters = (n: number): string =>
    n.toString(26).replace(/\d/g, (digit) => String.fromCharCode(113 + Number(digit)));
  const lines = Array.from({ length: 100_000 }, (_, n) =>
    lineOf(`offline message ${letters(n)} w${'ab '.repeat(n % 9)}`, n + 1),
  );
  const shapes = minedShapes(lines);
  const counted = shapes.reduce((sum, { count }) => sum + count, 0);
  expect(shapes.length).toBeLessThanOrEqual(10_000);
  expect(counted).toBeGreaterThan(5000);
  expect(counted).toBeLessThanOrEqual(lines.length);
  const again = minedShapes(lines.toReversed());
  expect(again.map(({ template, count }) => `${count} ${template}`).sort()).toEqual(
    shapes.map(({ template, count }) => `${count} ${template}`).sort(),
  );
});

test('hostile lines neither break it nor show as they are', () => {
  const shown = shownOf([
    `offline message ${'x'.repeat(20_000)}`,
    'x'.repeat(20_000).concat(' offline message'),
    '\u202eoffline message\u0007 \u001b[31m in Drafts',
    'offline message {{}} {recipient} {*} }{',
    'EWS 1 2 3 4 5 6 7 8',
    'ews',
  ]);
  expect(shown.length).toBeGreaterThanOrEqual(5);
  expect(shown.join('')).toMatch(/^[\x20-\x7e]*$/);
});

describe('a bounded map', () => {
  test('keeps the same keys in whatever order they come, and all of what it keeps', () => {
    const keys = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(
        keys.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })),
        ),
        ([some, shuffled]) => {
          const countsOf = (order: readonly string[]) => {
            const map = new BoundedMap<{ count: number }>(5);
            for (const key of order) {
              const held = map.at(key, () => ({ count: 0 }));
              if (held !== undefined) held.count++;
            }
            return map.entries().map(([key, { count }]) => [key, count]);
          };
          const kept = countsOf(some);
          expect(countsOf(shuffled)).toEqual(kept);
          expect(kept.length).toBe(Math.min(5, new Set(some).size));
          for (const [key, count] of kept) expect(some.filter((one) => one === key).length).toBe(count);
        },
      ),
    );
  });
});
