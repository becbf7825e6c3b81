import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Redaction } from '../../src/redact/index.ts';

const KEY = 'a key for tests';
const two = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.boolean())
    .map(([n, isPadded]) => String(n).padStart(isPadded ? 2 : 1, '0'));
const four = fc.integer({ min: 1000, max: 9999 }).map(String);
const moment = fc
  .record({
    by: fc.constantFrom('-', '/', '.'),
    year: four,
    isYearFirst: fc.boolean(),
    others: fc.tuple(two(31), two(31)),
    between: fc.constantFrom(' ', 'T', '|', '-'),
    hour: two(23),
    // Two digits behind a colon and an offset behind them, `09:15:00:12-07:00`, are six pairs, as in the address of a card.
    rest: fc.stringMatching(/^:[0-5]\d:[0-5]\d(?:[.,]\d{1,9}|:\d|:\d{3,9})?(?:Z|[+-]\d\d:?\d\d| ?[AP]M)?$/),
  })
  .map(({ by, year, isYearFirst, others, between, hour, rest }) => {
    const date = isYearFirst ? [year, ...others] : [...others, year];
    return `${date.join(by)}${between}${hour}${rest}`;
  });

test('a moment gives nobody away, also where it stands among other words', () => {
  fc.assert(
    fc.property(moment, (stamp) => {
      const redaction = new Redaction({ key: KEY });
      expect(redaction.part({ stamp, text: `${stamp} ` })).toEqual({ stamp, text: `${stamp} ` });
      expect(redaction.map).toEqual({});
    }),
    { numRuns: 500 },
  );
});

test('what only begins like a moment is read', () => {
  const { stamp } = new Redaction({ key: KEY }).part({ stamp: '06/08/2016-05:01:03.489 alice@contoso.com' });
  expect(stamp).not.toContain('alice');
});
