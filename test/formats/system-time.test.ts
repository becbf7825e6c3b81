import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetMinutes, offsetText, SystemClock, systemTime } from '../../src/formats/system-time.ts';
import { readZone } from '../../src/input/zone.ts';
import { type Ticks, ticksToIso } from '../../src/model/ticks.ts';

function iso(at: Ticks | undefined): string | undefined {
  return at === undefined ? undefined : ticksToIso(at);
}

describe('a SystemTime of tracerpt', () => {
  test.each([
    // Real ones: east of Greenwich the offset is a minute short.
    ['2017-10-23T00:14:51.799606500+0159', '2017-10-22T22:14:51.7996065Z'],
    ['2022-08-22T17:26:59.586989500+07:59', '2022-08-22T09:26:59.5869895Z'],
    ['2024-01-02T03:04:05.000000000+09:59', '2024-01-01T17:04:05.000Z'],
    ['2016-06-08T11:15:00.000000000+0200', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T14:45:00.000000000+0529', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T15:00:00.000000000+05:44', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T02:15:00.000000000-0700', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T05:45:00.000000000-03:30', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T09:15:00.000000000Z', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T09:15:00.000000000+0000', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T09:15:00.123456789Z', '2016-06-08T09:15:00.1234567Z'],
    ['2016-06-08T09:15:00.1Z', '2016-06-08T09:15:00.100Z'],
    ['2016-06-08T09:15:00Z', '2016-06-08T09:15:00.000Z'],
    ['2016-06-08T09:15:00.000000000', '2016-06-08T09:15:00.000Z'],
  ])('%s', (text, expected) => {
    expect(iso(systemTime(text))).toBe(expected);
  });

  test.each([
    '',
    'now',
    '2016-06-08',
    '2016-13-08T09:15:00Z',
    '2016-06-31T09:15:00Z',
    '2016-06-08T24:00:00Z',
    '2016-06-08T09:15:00.1234567890Z',
    '131098065001234567',
    '2016-06-08T09:15:00+2',
  ])('%s is none', (text) => {
    expect(systemTime(text)).toBeUndefined();
  });

  test('by a zone of the user its own offset is set aside', () => {
    expect(iso(systemTime('2016-06-08T09:15:00.000000000+0759', readZone('Europe/Berlin')))).toBe(
      '2016-06-08T07:15:00.000Z',
    );
  });

  test.each([
    ['2017-10-23T00:14:51.799606500+0159', 120, '+02:00'],
    ['2022-08-22T17:26:59.586989500+07:59', 480, '+08:00'],
    ['2016-06-08T02:15:00.000000000-0700', -420, '-07:00'],
    ['2016-06-08T05:45:00.000000000-03:30', -210, '-03:30'],
    ['2016-06-08T09:15:00.000000000Z', 0, 'UTC'],
  ])('%s states its zone', (text, minutes, zone) => {
    expect(offsetMinutes(text)).toBe(minutes);
    expect(offsetText(minutes)).toBe(zone);
  });

  test('without an offset states none', () => {
    expect(offsetMinutes('2016-06-08T09:15:00.000000000')).toBeUndefined();
    expect(offsetMinutes('rubbish')).toBeUndefined();
  });
});

describe('the clock that reads bytes', () => {
  const two = fc.integer({ min: 0, max: 61 }).map((value) => String(value).padStart(2, '0'));
  const day = fc.constantFrom('2016-06-08', '2016-06-09', '2016-13-45', '2016-02-30', '9999-99-99');
  const fraction = fc.constantFrom('.123456789', '.000000000', '.1234567', '');
  const zone = fc.constantFrom('+0159', '+0200', '+01:59', '-0700', '-07:00', 'Z');
  const time = fc
    .tuple(day, two, two, two, fraction, zone)
    .map(([date, h, m, s, f, z]) => `${date}T${h}:${m}:${s}${f}${z}`);
  const attribute = fc
    .oneof(time, fc.constantFrom('', 'x', '2016', '2016-06-08T09:15:00.123456789'))
    .chain((value) =>
      fc
        .constantFrom(`SystemTime="${value}"`, `SystemTime='${value}'`, `SystemTime = "${value}"`)
        .map((text) => ({ value, text })),
    );

  test('tells what systemTime tells, whatever it read before', () => {
    fc.assert(
      fc.property(fc.array(attribute, { maxLength: 12 }), (attributes) => {
        const clock = new SystemClock();
        for (const { value, text } of attributes) {
          const bytes = Buffer.from(`<TimeCreated ${text} />\n`);
          expect(iso(clock.at(bytes, 13)), text).toBe(iso(systemTime(value)));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('tells nothing of an attribute that is cut', () => {
    const bytes = Buffer.from('SystemTime="2016-06-08T09:15:00.123456700+0159" ');
    for (let size = 0; size < bytes.length - 2; size++) {
      expect(new SystemClock().at(bytes.subarray(0, size), 0), String(size)).toBeUndefined();
    }
  });
});
