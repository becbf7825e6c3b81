import { describe, expect, test } from 'vitest';
import { eventZone } from '../../src/formats/event-zone.ts';
import { SystemClock } from '../../src/formats/system-time.ts';
import { readZone } from '../../src/input/zone.ts';
import { ticksToIso } from '../../src/model/ticks.ts';

/** A header event; 131531840917996065 is 2017-10-22T22:14:51.7996065Z, from a real file. */
function header(
  systemTime: string,
  start = '131531840917996065',
  provider = '{9E814AAD-3204-11d2-9a82-006008a86939}',
): string {
  return `<Events>\n<Event xmlns="x"><System><Provider Guid="${provider}" /><TimeCreated SystemTime="${systemTime}" /></System>
<EventData><Data Name="StartTime">${start}</Data></EventData></Event>\n<Event><System><TimeCreated SystemTime="2017-10-23T01:00:00.000000000-0700" /></System></Event>`;
}

describe('the zone of a trace, checked against its header', () => {
  test.each([
    ['agrees, the offset a minute short', '2017-10-23T00:14:51.799606500+0159', '+02:00', 0],
    ['local time that calls itself UTC', '2017-10-23T00:14:51.799606500Z', '+02:00', 120],
    ['UTC that calls itself local time', '2017-10-22T22:14:51.799606500+01:59', 'UTC', -120],
    ['local time without an offset', '2017-10-22T18:44:51.799606500', '-03:30', -210],
    ['another hour than the header says', '2017-10-23T00:14:51.799606500+0059', '+02:00', 60],
  ])('%s', (_, systemTime, stated, lateMinutes) => {
    expect(eventZone(header(systemTime))).toEqual({ stated, lateMinutes });
  });

  test.each([
    ['seven minutes off a quarter of an hour', header('2017-10-23T00:21:51.799606500+0159')],
    ['two seconds off', header('2017-10-23T00:14:53.799606500+0159')],
    ['days off', header('2017-10-25T00:14:51.799606500+0159')],
    ['no start time', header('2017-10-23T00:14:51.799606500+0159', '0')],
    [
      'no header event',
      header('2017-10-23T00:14:51.799606500+0159', undefined, '{f10521c0-ffa9-4698-a49e-f00dadc2046e}'),
    ],
    ['no whole event', header('2017-10-23T00:14:51.799606500+0159').slice(0, 180)],
  ])('%s: the offset counts as it is', (_, head) => {
    expect(eventZone(head)).toEqual({ stated: '+02:00', lateMinutes: 0 });
  });

  test('raw times of the system clock are UTC; those of another clock and no times at all state nothing', () => {
    const raw = (digits: string): string => `<Event><System><TimeCreated RawTime="${digits}" /></System></Event>`;
    expect(eventZone(raw('131531840917996065'))).toEqual({ stated: 'UTC', lateMinutes: 0 });
    expect(eventZone(raw('84213377'))).toEqual({ lateMinutes: 0 });
    expect(eventZone('<Event></Event>')).toEqual({ lateMinutes: 0 });
  });

  test('a head of nothing but starts is judged at once', () => {
    const begin = performance.now();
    for (const piece of ['<Event ', 'SystemTime="', 'SystemTime ', '<Data Name="StartTime"> ', 'RawTime =  ']) {
      eventZone(`<Event>${piece.repeat(65_536 / piece.length)}</Event>`);
    }
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});

describe('the clock of events', () => {
  const at = (clock: SystemClock, attribute: string): string | undefined => {
    const ticks = clock.at(Buffer.from(`${attribute} />`), 0);
    return ticks === undefined ? undefined : ticksToIso(ticks);
  };

  test('sets all times right by what the header proved, whatever their form', () => {
    const clock = new SystemClock(undefined, 120);
    expect(at(clock, 'SystemTime="2017-10-23T00:14:51.799606500Z"')).toBe('2017-10-22T22:14:51.7996065Z');
    expect(at(clock, 'SystemTime="2017-10-23T00:14:52.799606500Z"')).toBe('2017-10-22T22:14:52.7996065Z');
    expect(at(clock, "SystemTime='2017-10-23T00:14:51Z'")).toBe('2017-10-22T22:14:51.000Z');
  });

  test('reads a raw time that is a FILETIME, in UTC whatever the zone', () => {
    for (const clock of [new SystemClock(), new SystemClock(readZone('+05:00')), new SystemClock(undefined, 120)]) {
      expect(at(clock, 'RawTime="131531840917996065"')).toBe('2017-10-22T22:14:51.7996065Z');
      expect(at(clock, 'RawTime="84213377"')).toBeUndefined();
      expect(at(clock, 'RawTime="931531840917996065"')).toBeUndefined();
      expect(at(clock, 'RawTime="1315318409179960650"')).toBeUndefined();
    }
  });
});
