import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WallClock } from '../../src/formats/wall-clock.ts';
import { type Ticks, ticks, ticksFromUtc, ticksToIso } from '../../src/model/ticks.ts';

const asUtc = (local: Ticks): Ticks => local;

function read(text: string, clock = new WallClock(asUtc)): string | undefined {
  const at = clock.at(Buffer.from(`[0]${text} rest`), 3);
  return at === undefined ? undefined : ticksToIso(at);
}

describe('a wall clock', () => {
  test.each([
    ['06/08/2016-09:15:00.101', '2016-06-08T09:15:00.101Z'],
    ['06/08/2016-09:15:00.101.00005386', '2016-06-08T09:15:00.101Z'],
    ['06/08/2016|09:15:00.168', '2016-06-08T09:15:00.168Z'],
    ['6/8/2016-09:15:00', '2016-06-08T09:15:00.000Z'],
    ['12/8/2016-09:15:00.5', '2016-12-08T09:15:00.500Z'],
    ['2/29/2016-23:59:59.9999999', '2016-02-29T23:59:59.9999999Z'],
    ['06/08/2016-09:15:00.123456789', '2016-06-08T09:15:00.1234567Z'],
    ['2016/06/08-09:15:00.123456789', '2016-06-08T09:15:00.1234567Z'],
    ['2016/6/8-09:15:00.101', '2016-06-08T09:15:00.101Z'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '99/99/9999-09:15:00',
    '02/30/2016-09:15:00',
    '00/00/0000-00:00:00.000',
    '13/01/2016-09:15:00',
    '06/08/2016-24:00:00',
    '06/08/2016-09:60:00',
    '06/08/2016-09:15:61',
    '06/08/16-09:15:00',
    '06/08/20160-09:15:00',
    '06-08-2016-09:15:00',
    '2016/13/01-09:15:00',
    '2016/06/2016-09:15:00',
    '06/08-09:15:00',
    'rubbish',
    '',
  ])('%s is no time', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('tells each time as if it were the first, whatever it read before', () => {
    const part = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
    const time = fc.tuple(
      fc.integer({ min: 2015, max: 2017 }),
      part(13),
      part(32),
      part(25),
      part(61),
      part(59),
      part(9_999_999),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(time, { maxLength: 10 }), (times) => {
        const clock = new WallClock(asUtc);
        for (const [year, month, day, hour, minute, second, rest, isPadded] of times) {
          const two = (value: number): string => (isPadded ? String(value).padStart(2, '0') : String(value));
          const clockTime = [hour, minute, second].map((value) => String(value).padStart(2, '0')).join(':');
          const text = `${two(month)}/${two(day)}/${year}-${clockTime}.${String(rest).padStart(7, '0')}`;
          const expected = ticksFromUtc(year, month, day, hour, minute, second, rest);
          expect(read(text, clock), text).toBe(expected === undefined ? undefined : ticksToIso(expected));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('passes the local time through the zone', () => {
    const clock = new WallClock((local) => ticks(local - 2 * 3600 * 10_000_000));
    expect(read('06/08/2016-01:15:00.101', clock)).toBe('2016-06-07T23:15:00.101Z');
  });

  test('reads nothing behind the end', () => {
    const bytes = Buffer.from('06/08/2016-09:15:00');
    for (let size = 0; size < bytes.length; size++) {
      expect(new WallClock(asUtc).at(bytes.subarray(0, size), 0), String(size)).toBeUndefined();
    }
  });
});

test.each(['06/08TL_INFO', '06/', '06/08/', '06/08/2'])('a date torn to %s is forgotten with its record', (torn) => {
  const clock = new WallClock(asUtc);
  expect(read(torn, clock)).toBeUndefined();
  expect(read('06/08/2016-09:15:00.101', clock)).toBe('2016-06-08T09:15:00.101Z');
});
