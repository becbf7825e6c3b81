import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ticks,
  ticksFromFileTime,
  ticksFromIso,
  ticksFromUnixMs,
  ticksFromUtc,
  ticksToIso,
} from '../../src/model/ticks.ts';

/** All moments that a trace of the client can hold: 1995 to 2045, to 100 ns. */
const moment = fc
  .integer({ min: -25 * 366 * 86_400, max: 25 * 366 * 86_400 })
  .chain((seconds) => fc.integer({ min: 0, max: 9_999_999 }).map((rest) => ticks(seconds * 10_000_000 + rest)));

describe('a moment', () => {
  test('reads back from its ISO text to 100 ns', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(ticksFromIso(ticksToIso(at))).toBe(at);
      }),
    );
  });

  test('has three digits of a second, or as many up to seven as it needs', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(ticksToIso(at)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(?:\d{3}|\d{3,6}[1-9])Z$/);
      }),
    );
    expect(ticksToIso(ticks(1))).toBe('2020-01-01T00:00:00.0000001Z');
    expect(ticksToIso(ticks(-1))).toBe('2019-12-31T23:59:59.9999999Z');
    expect(ticksToIso(ticks(10))).toBe('2020-01-01T00:00:00.000001Z');
  });

  test('sorts as its ISO text does where both have as many digits', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [first, second] = [a, b].map((at) => ticksToIso(at).replace('Z', '').padEnd(27, '0'));
        expect(Math.sign(a - b)).toBe((first ?? '') < (second ?? '') ? -1 : (first ?? '') > (second ?? '') ? 1 : 0);
      }),
    );
  });

  test('is exact from a FILETIME', () => {
    // Header and SystemTime of one real trace: csinkers/OpenEtw.
    expect(ticksFromFileTime(131_531_840_917_996_065n)).toBe(ticksFromIso('2017-10-22T22:14:51.7996065Z'));
    fc.assert(
      fc.property(moment, (at) => {
        expect(ticksFromFileTime(BigInt(at) + 132_223_104_000_000_000n)).toBe(at);
      }),
    );
  });

  test('is the same from Unix milliseconds', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1995-01-01'), max: new Date('2045-01-01'), noInvalidDate: true }),
        (date) => {
          expect(ticksToIso(ticksFromUnixMs(date.getTime()))).toBe(date.toISOString());
        },
      ),
    );
  });
});

describe('ISO text', () => {
  test.each([
    ['2016-06-08', '2016-06-08T00:00:00.000Z'],
    ['2016-06-08T09:15', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08 09:15:30', '2016-06-08T09:15:30.000Z'],
    ['2016-06-08T09:15:30.5Z', '2016-06-08T09:15:30.500Z'],
    ['2016-06-08T09:15:30,25Z', '2016-06-08T09:15:30.250Z'],
    ['2016-06-08T09:15:30.123456789Z', '2016-06-08T09:15:30.1234567Z'],
    ['2016-06-08T09:15:30+02:00', '2016-06-08T07:15:30.000Z'],
    ['2016-06-08T09:15:30-0330', '2016-06-08T12:45:30.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['2016-02-29', '2016-02-29T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    const at = ticksFromIso(text);
    expect(at === undefined ? undefined : ticksToIso(at)).toBe(expected);
  });

  test.each([
    '',
    'now',
    '2016',
    '2016-06',
    '2016-13-01',
    '2016-02-30',
    '2015-02-29',
    '2016-06-08T24:00',
    '2016-06-08T09:60',
    '2016-06-08T09:15:61',
    '16-06-08',
    '2016-06-08T09',
    '2016-06-08T09:15:30.Z',
    '99/99/9999',
  ])('%s is no time', (text) => {
    expect(ticksFromIso(text)).toBeUndefined();
  });

  test('parts that make no date make no moment', () => {
    expect(ticksFromUtc(2016, 0, 1, 0, 0, 0, 0)).toBeUndefined();
    expect(ticksFromUtc(2016, 4, 31, 0, 0, 0, 0)).toBeUndefined();
    expect(ticksFromUtc(2016, 4, 30, 0, 0, 0, 1)).toBe((ticksFromIso('2016-04-30') ?? 0) + 1);
  });
});

describe('the years 1970 to 2099', () => {
  const FIRST = 116_444_736_000_000_000n;
  const END = 157_469_184_000_000_000n;

  test.each(['1969-12-31T23:59:59.9999999', '2100-01-01', '9999-12-31T23:59:59.999999999', '0001-01-01', '1601-01-01'])(
    '%s is none of them, so no moment',
    (text) => {
      expect(ticksFromIso(text)).toBeUndefined();
    },
  );

  test.each(['1970-01-01T00:00:00.000Z', '2099-12-31T23:59:59.999Z'])('%s is one', (text) => {
    expect(ticksToIso(ticksFromIso(text) ?? ticks(0))).toBe(text);
  });

  test('bound a FILETIME, too', () => {
    expect([FIRST, END - 10_000n].map((time) => ticksFromFileTime(time))).toEqual([
      ticksFromIso('1970-01-01'),
      ticksFromIso('2099-12-31T23:59:59.999'),
    ]);
    for (const time of [0n, FIRST - 100n, END, (1n << 64n) - 1n]) expect(ticksFromFileTime(time)).toBeUndefined();
  });

  test('whatever the count, ISO text has a year of four digits', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.maxSafeInteger(), fc.constantFrom(-1e300, -1e18, -2.2e17, 2.5e17 + 32, 1e18, 1e300)),
        (count) => {
          expect(ticksToIso(ticks(count))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,7}Z$/);
        },
      ),
    );
  });
});
