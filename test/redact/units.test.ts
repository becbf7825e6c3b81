import { expect, test } from 'vitest';
import { Needles } from '../../src/redact/needles.ts';
import { Units } from '../../src/redact/units.ts';

function needlesOf(...originals: readonly string[]): Needles {
  const needles = new Needles();
  for (const original of originals) needles.add({ kind: 'name', original, token: 'name-abcdefgh', isWords: false });
  return needles;
}

test('each stretch of an output comes once, whichever piece it stands in', () => {
  const units = new Units(needlesOf('Alice Example'));
  expect([...units.newIn('<b>one</b>\n<b>two</b>\n<b>one</b>')]).toEqual(['', 'b', 'one', '/b', 'two']);
  expect([...units.newIn('<b>two</b> three\n<b>one</b>')]).toEqual([' three']);
});

test.each(['Alice\nExample', 'Alice <Example', 'Alice> Example'])('nothing is cut where %j may stand', (original) => {
  const units = [...new Units(needlesOf(original)).newIn(`<p>to ${original.toUpperCase()}</p>`)];
  expect(units.some((unit) => unit.includes(original.toUpperCase()))).toBe(true);
});
