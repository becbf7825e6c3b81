import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseZone, matchesGlob, readZone } from '../../src/input/zone.ts';
import { type Ticks, ticks, ticksFromIso, ticksFromUnixMs, ticksToIso } from '../../src/model/ticks.ts';

function utc(zone: string, wall: string): string | undefined {
  const local = ticksFromIso(wall);
  const at = local === undefined ? undefined : readZone(zone)?.(local);
  return at === undefined ? undefined : ticksToIso(at).replace('.000Z', 'Z');
}

/** What a clock on the wall shows, as if it were UTC. */
function wallOf(zone: string, unixSeconds: number): Ticks {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const local = ticksFromIso(format.format(unixSeconds * 1000));
  if (local === undefined) throw new Error('Intl writes another form of date');
  return local;
}

describe('a zone that is no zone', () => {
  test.each([
    '',
    'Nowhere/Town',
    'Berlin',
    '+16:00',
    '-99',
    '+02:60',
    '+2:5',
    '02:00',
    '±02:00',
    'Europe/Berlin ',
    '<x>',
  ])('"%s" is unknown', (zone) => {
    expect(readZone(zone)).toBeUndefined();
  });
});

describe('a fixed offset', () => {
  test.each([
    ['UTC', '2016-06-08T09:15:00Z'],
    ['utc', '2016-06-08T09:15:00Z'],
    ['GMT', '2016-06-08T09:15:00Z'],
    ['Z', '2016-06-08T09:15:00Z'],
    ['+00:00', '2016-06-08T09:15:00Z'],
    ['+02:00', '2016-06-08T07:15:00Z'],
    ['+0530', '2016-06-08T03:45:00Z'],
    ['-07', '2016-06-08T16:15:00Z'],
    ['-3:30', '2016-06-08T12:45:00Z'],
    ['+14:00', '2016-06-07T19:15:00Z'],
  ])('%s', (zone, expected) => {
    expect(utc(zone, '2016-06-08T09:15')).toBe(expected);
  });
});

describe('a named zone', () => {
  test.each([
    // Daylight saving began on 27 March and ended on 30 October in Berlin.
    ['Europe/Berlin', '2016-03-27T01:59:59', '2016-03-27T00:59:59Z'],
    ['Europe/Berlin', '2016-03-27T03:00', '2016-03-27T01:00:00Z'],
    ['Europe/Berlin', '2016-10-30T01:59:59', '2016-10-29T23:59:59Z'],
    ['Europe/Berlin', '2016-10-30T03:00', '2016-10-30T02:00:00Z'],
    ['America/New_York', '2016-03-13T01:59:59', '2016-03-13T06:59:59Z'],
    ['America/New_York', '2016-03-13T03:00', '2016-03-13T07:00:00Z'],
    ['America/New_York', '2016-11-06T00:59:59', '2016-11-06T04:59:59Z'],
    ['America/New_York', '2016-11-06T02:00', '2016-11-06T07:00:00Z'],
    // The other way round south of the equator: it ended on 3 April and began on 2 October in Sydney.
    ['Australia/Sydney', '2016-04-03T01:59:59', '2016-04-02T14:59:59Z'],
    ['Australia/Sydney', '2016-04-03T03:00', '2016-04-02T17:00:00Z'],
    ['Australia/Sydney', '2016-10-02T01:59:59', '2016-10-01T15:59:59Z'],
    ['Australia/Sydney', '2016-10-02T03:00', '2016-10-01T16:00:00Z'],
    ['America/Sao_Paulo', '2016-10-16T01:00', '2016-10-16T03:00:00Z'],
    ['Australia/Lord_Howe', '2016-04-03T02:00', '2016-04-02T15:30:00Z'],
    ['Asia/Kathmandu', '2016-06-08T09:15', '2016-06-08T03:30:00Z'],
    ['Asia/Kolkata', '2016-06-08T09:15', '2016-06-08T03:45:00Z'],
    ['Pacific/Apia', '2011-12-31T00:30', '2011-12-30T10:30:00Z'],
  ])('%s at %s', (zone, wall, expected) => {
    expect(utc(zone, wall)).toBe(expected);
  });

  test.each([
    ['Europe/Berlin', '2016-10-30T02:30', '2016-10-30T00:30:00Z'],
    ['America/New_York', '2016-11-06T01:30', '2016-11-06T05:30:00Z'],
    ['Australia/Sydney', '2016-04-03T02:30', '2016-04-02T15:30:00Z'],
    ['Australia/Lord_Howe', '2016-04-03T01:45', '2016-04-02T14:45:00Z'],
  ])('an hour that the clock repeats is its first pass: %s at %s', (zone, wall, expected) => {
    expect(utc(zone, wall)).toBe(expected);
  });

  test.each([
    ['Europe/Berlin', '2016-03-27T02:30', '2016-03-27T01:30:00Z'],
    ['America/New_York', '2016-03-13T02:30', '2016-03-13T07:30:00Z'],
    ['Australia/Sydney', '2016-10-02T02:30', '2016-10-01T16:30:00Z'],
    ['Australia/Lord_Howe', '2016-10-02T02:15', '2016-10-01T15:45:00Z'],
  ])('a time that the clock skips counts on from the hour before: %s at %s', (zone, wall, expected) => {
    expect(utc(zone, wall)).toBe(expected);
  });

  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Sydney',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Tehran',
    'Africa/Casablanca',
    'Pacific/Chatham',
    'America/Caracas',
    'Europe/Istanbul',
    'Asia/Pyongyang',
    'UTC',
  ];
  test('every moment is found again from the wall clock, or the one an overlap earlier that shows the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2013, 0, 1) / 1000, max: Date.UTC(2022, 0, 1) / 1000 }),
        (zone, unixSeconds) => {
          const wall = wallOf(zone, unixSeconds);
          const found = readZone(zone)?.(wall);
          if (found === ticksFromUnixMs(unixSeconds * 1000)) return;
          const earlier = unixSeconds + ((found ?? 0) - ticksFromUnixMs(unixSeconds * 1000)) / 10_000_000;
          expect(earlier).toBeLessThan(unixSeconds);
          expect(wallOf(zone, earlier)).toBe(wall);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('the fraction of a second stays', () => {
    const local = ticks((ticksFromIso('2016-06-08T09:15:00') ?? 0) + 1_234_567);
    expect(ticksToIso(readZone('Europe/Berlin')?.(local) ?? local)).toBe('2016-06-08T07:15:00.1234567Z');
  });
});

describe('a glob', () => {
  test.each([
    ['*.txt', 'Tracing/a.txt', true],
    ['*.TXT', 'Tracing/a.txt', true],
    ['a.txt', 'Tracing/a.txt', true],
    ['a.txt', 'Tracing/ba.txt', false],
    ['?.txt', 'Tracing/a.txt', true],
    ['?.txt', 'Tracing/ab.txt', false],
    ['Tracing/*', 'Tracing/a.txt', true],
    ['Tracing/*', 'Tracing/old/a.txt', false],
    ['Tracing/**', 'Tracing/old/a.txt', true],
    ['**/a.txt', 'a.txt', true],
    ['**/a.txt', 'x/y/a.txt', true],
    ['tracing/a.txt', 'Tracing/a.txt', true],
    ['Tracing\\*.txt', 'Tracing/a.txt', true],
    ['**\\old\\*', 'Tracing/old/a.txt', true],
    ['a+(b)[1].txt', 'x/a+(b)[1].txt', true],
    ['a.txt', 'axtxt', false],
    ['*', 'Tracing/a\nb.txt', true],
    ['', 'a.txt', false],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });

  test('of many stars is matched at once', () => {
    const begin = performance.now();
    expect(matchesGlob(`${'*a'.repeat(12)}b`, 'a'.repeat(60))).toBe(false);
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});

describe('the zone of a source', () => {
  const plain = { zone: '+02:00' };
  const glob = { glob: '*.log', zone: '+03:00' };

  test.each([
    ['nothing is known: UTC, assumed', undefined, [], { value: 'UTC', basis: 'assumed' }],
    ['the source states it', '+08:00', [], { value: '+08:00', basis: 'stated' }],
    ['a plain option does not outweigh the source', '+08:00', [plain], { value: '+08:00', basis: 'stated' }],
    ['a plain option fills a gap', undefined, [plain], { value: '+02:00', basis: 'option' }],
    ['an option for this file outweighs the source', '+08:00', [plain, glob], { value: '+03:00', basis: 'option' }],
    ['an option for other files does not', undefined, [{ ...glob, glob: '*.xml' }], { value: 'UTC', basis: 'assumed' }],
    ['the last option of a kind wins', undefined, [plain, { zone: '-01:00' }], { value: '-01:00', basis: 'option' }],
  ] as const)('%s', (_, stated, options, expected) => {
    expect(chooseZone('Tracing/a.log', stated, options).zone).toEqual(expected);
  });
});
