import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutTime, type DayOrder, readTime, timeTextOf } from '../../src/formats/culture-time.ts';
import { dayOrderOf } from '../../src/formats/day-order.ts';
import { addSeconds, ticksFromUtc, ticksToIso } from '../../src/model/ticks.ts';

function orderOf(...texts: readonly string[]): DayOrder {
  return dayOrderOf(texts.map(cutTime).filter((time) => time !== undefined));
}

/** The time as UTC: a text without an offset shows its wall clock. */
function iso(text: string): string | undefined {
  const time = readTime(text, orderOf(text));
  return time === undefined ? undefined : ticksToIso(addSeconds(time.local, -60 * (time.offset ?? 0)));
}

describe('a time as a culture writes it', () => {
  test.each([
    ['en-US', '6/8/2016 9:41:05 AM'],
    ['en-US, narrow blank', '6/8/2016 9:41:05\u202fAM'],
    ['en-US, narrow blank in ASCII', '6/8/2016 9:41:05?AM'],
    ['en-AU', '8/06/2016 9:41:05 AM'],
    ['en-NZ', '8/06/2016 9:41:05 am'],
    ['en-IE, new', '08/06/2016 9:41:05 a.m.'],
    ['es-MX', '08/06/2016 09:41:05 a. m.'],
    ['es-MX, no-break blank', '08/06/2016 09:41:05 a.\u00a0m.'],
    ['de-DE', '08.06.2016 09:41:05'],
    ['da-DK, old', '08-06-2016 09:41:05'],
    ['nl-NL', '8-6-2016 09:41:05'],
    ['fi-FI', '8.6.2016 9.41.05'],
    ['sk-SK', '8. 6. 2016 9:41:05'],
    ['bg-BG', '8.6.2016 г. 9:41:05'],
    ['hu-HU', '2016. 06. 08. 9:41:05'],
    ['sv-SE', '2016-06-08 09:41:05'],
    ['en-CA', '2016-06-08 9:41:05 AM'],
    ['ja-JP', '2016/06/08 9:41:05'],
    ['ja-JP, halves', '2016/06/08 午前 9:41:05'],
    ['zh-CN', '2016/6/8 9:41:05'],
    ['zh-TW', '2016/6/8 上午 09:41:05'],
    ['zh-HK', '8/6/2016 9:41:05 上午'],
    ['ko-KR', '2016-06-08 오전 9:41:05'],
    ['el-GR', '8/6/2016 9:41:05 π.μ.'],
    ['vi-VN', '08/06/2016 9:41:05 SA'],
    ['th-TH', '8/06/2559 9:41:05'],
    ['ar, marks of direction', '\u200f8\u200f-06\u200f-2016 9:41:05 ص'],
    ['two digits of the year', '08.06.16 09:41:05'],
    ['ISO', '2016-06-08T09:41:05'],
  ])('%s', (_, text) => {
    expect(iso(text)).toBe('2016-06-08T09:41:05.000Z');
  });

  test.each([
    ['6/8/2016 12:41:05 AM', '00'],
    ['6/8/2016 12:41:05 PM', '12'],
    ['6/8/2016 9:41:05 PM', '21'],
    ['2016-06-08 오후 9:41:05', '21'],
    ['2016/06/08 午後 12:41:05', '12'],
    ['8/6/2016 9:41:05 μ.μ.', '21'],
    ['8/6/2016 9:41:05 下午', '21'],
    ['08/06/2016 9:41:05 CH', '21'],
    ['08/06/2016 09:41:05 p. m.', '21'],
  ])('%s is after %s', (text, hour) => {
    expect(iso(text)).toBe(`2016-06-08T${hour}:41:05.000Z`);
  });

  test.each([
    ['2016-06-08T09:41:05.1234567+02:00', '2016-06-08T07:41:05.1234567Z'],
    ['2016-06-08T09:41:05.1234567-07:00', '2016-06-08T16:41:05.1234567Z'],
    ['2016-06-08T09:41:05.1234567Z', '2016-06-08T09:41:05.1234567Z'],
    ['6/8/2016 9:41:05 AM +02:00', '2016-06-08T07:41:05.000Z'],
    ['08.06.2016 09:41:05 -03:30', '2016-06-08T13:11:05.000Z'],
    ['/Date(1465371665123)/', '2016-06-08T07:41:05.123Z'],
    ['\\/Date(1465371665123+0200)\\/', '2016-06-08T07:41:05.123Z'],
  ])('%s states its offset', (text, expected) => {
    expect(readTime(text, 'month-first')?.offset).toBeDefined();
    expect(iso(text)).toBe(expected);
  });

  test.each([
    '',
    'yesterday',
    '6/8/2016',
    '9:41:05',
    '13/13/2016 9:41:05 AM',
    '30.02.2016 09:41:05',
    '6/8/2016 25:41:05',
    '03/09/1437 09:41:05',
    '131098065001234567',
    // PowerShell 5.1 writes ASCII: which half of the day is meant is lost.
    '2016-06-08 ?? 9:41:05',
    `6/8/2016 9:41:05 AM${' '.repeat(10_000)}`,
    '1'.repeat(10_000),
  ])('%# is none', (text) => {
    expect(iso(text)).toBeUndefined();
  });

  test('where the half of the day is lost, an afternoon of 24 hours is none', () => {
    expect(iso('2016-06-08 ?? 21:41:05')).toBe('2016-06-08T21:41:05.000Z');
  });

  test('no text throws, and every time is one', () => {
    const word = fc.constantFrom(
      '1',
      '06',
      '2016',
      '31',
      '/',
      '.',
      '-',
      ':',
      ' ',
      'AM',
      'pm',
      '오후',
      'T',
      'Z',
      '+02:00',
      '?',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 16 }), (words) => {
        const time = readTime(words.join(''), 'day-first');
        if (time !== undefined) expect(Number.isFinite(time.local)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('which number is the day', () => {
  test.each<readonly [string, DayOrder, readonly string[]]>([
    ['a number above 12 in front', 'day-first', ['06/08/2016 09:41:05', '13/08/2016 09:41:05']],
    ['a number above 12 behind', 'month-first', ['06/08/2016 09:41:05', '06/13/2016 09:41:05']],
    ['the month alone is filled up', 'day-first', ['8/06/2016 9:41:05 AM']],
    ['AM in capitals', 'month-first', ['6/8/2016 9:41:05 AM']],
    ['am in small letters', 'day-first', ['6/8/2016 9:41:05 am']],
    ['points', 'day-first', ['06.08.2016 09:41:05']],
    ['the order of the rows', 'day-first', ['08/06/2016 09:41:05', '01/07/2016 09:41:05', '02/07/2016 09:41:05']],
    [
      'the order of rows with the newest first',
      'day-first',
      ['02/07/2016 09:41:05', '01/07/2016 09:41:05', '08/06/2016 09:41:05'],
    ],
    ['the shorter time', 'day-first', ['06/08/2016 09:41:05', '07/08/2016 09:41:05']],
    ['the shorter time of months', 'month-first', ['06/08/2016 09:41:05', '06/09/2016 09:41:05']],
    ['nothing', 'month-first', ['06/08/2016 09:41:05', '06/08/2016 09:41:06']],
    ['no time at all', 'month-first', []],
    ['times with the year first', 'month-first', ['2016-06-08 09:41:05']],
  ])('by %s: %s', (_, order, texts) => {
    expect(orderOf(...texts)).toBe(order);
  });

  test('is found for any trace of some days that has one behind the 12th', () => {
    const day = fc.integer({ min: 1, max: 28 });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 5 }), fc.integer({ min: 13, max: 28 }), (days, late) => {
        for (const order of ['month-first', 'day-first'] as const) {
          const texts = [...days, late].map((d) =>
            order === 'day-first' ? `${d}/6/2016 09:41:05` : `6/${d}/2016 09:41:05`,
          );
          expect(orderOf(...texts)).toBe(order);
          expect(texts.map((text) => readTime(text, order)?.local)).toEqual(
            [...days, late].map((d) => ticksFromUtc(2016, 6, d, 9, 41, 5, 0)),
          );
        }
      }),
    );
  });
});

describe('the time in a cell', () => {
  test.each([
    ['6/8/2016 9:41:05 AM', '6/8/2016 9:41:05 AM'],
    ['08/06/2016 09:41:05 a. m.', '08/06/2016 09:41:05 a. m.'],
    ['2016-06-08 오후 9:41:05', '2016-06-08 오후 9:41:05'],
    ['2016-06-08 ?? 9:41:05', '2016-06-08 ?? 9:41:05'],
    ['2016年6月8日 9:41:05', '2016年6月8日 9:41:05'],
    ['8.6.2016 г. 9:41:05', '8.6.2016 г. 9:41:05'],
    ['2016-06-08T09:41:05.1234567+02:00', '2016-06-08T09:41:05.1234567+02:00'],
    ['2016-06-08T09:41:05Z', '2016-06-08T09:41:05Z'],
    ['/Date(1465371665123)/', '/Date(1465371665123)/'],
    ['6/8/2016 9:41:05 AM zoe.quartermain@fabrikam.com', '6/8/2016 9:41:05 AM'],
    ['6/8/2016 9:41:05 PM Zoe', '6/8/2016 9:41:05 PM'],
    ['6/8/2016 21:41:05 Zoe', '6/8/2016 21:41:05'],
    ['6/8/2016 21:41:05Zoe', '6/8/2016 21:41:05'],
    ['zoe@fabrikam 6/8/2016 21:41:05', '6/8/2016 21:41:05'],
    ['6/8/2016 zoe 21:41:05', undefined],
    ['6zoe8zoe2016 21:41:05', undefined],
    ['zoe.quartermain@fabrikam.com', undefined],
    ['', undefined],
  ])('%j is %j', (cell, time) => {
    expect(timeTextOf(cell)).toBe(time);
  });
});
