import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PrivateTrail } from '../../src/wire/private-text.ts';

const PARTS = fc.constantFrom(
  '<s:Body>',
  '</s:Body>',
  '<t:Subject>',
  '</t:Subject>',
  '<t:Body BodyType="HTML">',
  '</t:Body>',
  '<p>',
  '&lt;t:Body&gt;',
  '&lt;/t:Body&gt;',
  '<t:ItemId Id="AAMk1"/>',
  'words of somebody ',
  'long '.repeat(150),
);

function endOf(texts: readonly string[]): readonly boolean[] {
  const trail = new PrivateTrail();
  for (const text of texts) trail.add(text);
  return [trail.isInside, trail.isInElement];
}

it('a text in parts ends inside of what somebody wrote exactly where the whole does', () => {
  fc.assert(
    fc.property(fc.array(PARTS, { maxLength: 12 }), fc.array(fc.nat(2000), { maxLength: 8 }), (parts, cuts) => {
      const text = parts.join('');
      const places = [0, ...cuts.filter((place) => place < text.length).toSorted((a, b) => a - b), text.length];
      expect(endOf(places.slice(1).map((end, i) => text.slice(places[i], end)))).toEqual(endOf([text]));
    }),
    { numRuns: 2000 },
  );
});

it('a text without an end is followed in linear time', () => {
  const started = performance.now();
  endOf(Array.from({ length: 20_000 }, () => '<t:Body BodyType="HTML">words '));
  expect(performance.now() - started).toBeLessThan(20_000);
});
