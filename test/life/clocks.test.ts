import { describe, expect, test } from 'vitest';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import type { Report } from '../../src/model/report.ts';
import { reportOf } from '../contract/bundle-of.ts';
import { answered, BOB, CAROL, create, NO_ERROR, post, reply } from './exchange.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2016, 5, 8, 9, 0, 0);

interface Call {
  /** True time, ms behind START; the answer comes two seconds later. */
  readonly at: number;
  /** What the server's clock says when it answers, if not the truth. */
  readonly date?: number;
  readonly id: string;
}

/** An OCSLogger trace whose clock is `ahead` ms ahead of the truth. */
function trace(calls: readonly Call[], ahead: number, thread = '0C14', item = BOB): string {
  const record = (at: number, text: string): string => {
    const iso = new Date(START + at + ahead).toISOString();
    const stamp = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}-${iso.slice(11, 23)}`;
    return `TL_INFO(TF_COMPONENT) [0]1F68.${thread}::${stamp}.00000001 (OC_Http,CHttp::Send:http.cpp(1))${text}\n`;
  };
  return calls
    .flatMap(({ at, id, date = at + 1000 }) => [
      record(at, post(create(item), id)),
      record(
        at + 2000,
        reply(200, answered('CreateItem', NO_ERROR), id, [`Date: ${new Date(START + date).toUTCString()}`]),
      ),
    ])
    .join('');
}

const CALLS: readonly Call[] = [0, 1, 2, 3].map((n) => ({ at: n * 10 * MINUTE + 300 * n, id: `0000000${n}-aaaa` }));

async function read(text: string, options: AnalysisOptions = {}): Promise<Report> {
  return reportOf({ 'a.txt': text }, options);
}

function skewOf(report: Report, path = 'a.txt') {
  return report.bundle.sources.find((source) => source.path === path)?.skew;
}

function told(report: Report): readonly string[] {
  return report.gaps.filter(({ kind }) => kind === 'clock-skew' || kind === 'zone-assumed').map(({ kind }) => kind);
}

const SENT = new Date(START).toISOString();

describe('a trace without a zone', () => {
  test('in local time is moved to UTC by the Date headers; the time as written stays in each citation', async () => {
    const report = await read(trace(CALLS, 2 * HOUR));
    expect(skewOf(report)).toMatchObject({ addedSeconds: -7200, pairs: 4, against: 'date-header' });
    expect(report.messages[0]?.sentAt).toBe(SENT);
    expect(report.messages[0]?.attempts[0]?.evidence[0]).toMatchObject({
      at: SENT,
      stamp: '06/08/2016-11:00:00.000',
    });
    expect(report.bundle.sources[0]?.from).toBe(SENT);
    expect(told(report)).toEqual(['clock-skew']);
  });

  test('and the interval holds the difference', async () => {
    const { leastSeconds = 0, greatestSeconds = 0 } = skewOf(await read(trace(CALLS, 2 * HOUR + 1500))) ?? {};
    expect(leastSeconds).toBeLessThanOrEqual(-7201.5);
    expect(greatestSeconds).toBeGreaterThanOrEqual(-7201.5);
    expect(greatestSeconds - leastSeconds).toBeLessThanOrEqual(3);
  });

  test('is left as it is with --no-skew, and the difference told', async () => {
    const report = await read(trace(CALLS, 2 * HOUR), { noSkew: true });
    expect(report.messages[0]?.sentAt).toBe(new Date(START + 2 * HOUR).toISOString());
    expect(skewOf(report)).toMatchObject({ addedSeconds: 0 });
    expect(told(report).toSorted()).toEqual(['clock-skew', 'zone-assumed']);
  });

  test('that is in UTC is no question any more', async () => {
    const report = await read(trace(CALLS, 0));
    expect(skewOf(report)).toMatchObject({ addedSeconds: 0, pairs: 4 });
    expect(told(report)).toEqual([]);
  });

  test('takes no zone for a clock that is seven minutes wrong', async () => {
    const report = await read(trace(CALLS, 7 * MINUTE));
    expect(skewOf(report)).toMatchObject({ addedSeconds: 0 });
    expect(report.messages[0]?.sentAt).toBe(new Date(START + 7 * MINUTE).toISOString());
    expect(told(report)).toContain('clock-skew');
  });

  test.each([
    ['-14 minutes', -14],
    ['+12 minutes', 12],
    ['-75 minutes', -75],
    ['-5:45, which is a zone east of UTC alone', -345],
    ['+15 hours', 900],
  ])('takes no zone that does not exist for a clock that is off by %s', async (_, minutes) => {
    const report = await read(trace(CALLS, minutes * MINUTE));
    expect(skewOf(report)).toMatchObject({ addedSeconds: 0 });
    const { status } = report.rules.find(({ id }) => id === 'clock-skew') ?? {};
    expect(status).toBe('fired');
    expect(report.findings.find(({ rule }) => rule === 'clock-skew')?.verdict).toBe('likely');
  });

  test.each([-570, -210, 330, 345, 525, 765, 840])('takes the zone %i minutes east of UTC', async (minutes) => {
    const report = await read(trace(CALLS, minutes * MINUTE));
    expect(skewOf(report)).toMatchObject({ addedSeconds: -60 * minutes });
    expect(report.messages[0]?.sentAt).toBe(SENT);
  });

  test('is not moved by an answer that took its time: what it says fits no zone but the one assumed, too', async () => {
    const slow = trace(CALLS.slice(0, 1), 0).replace('09:00:02.000', '09:31:00.000');
    const report = await read(slow);
    expect(report.messages[0]?.sentAt).toBe(SENT);
    expect(skewOf(report)).toMatchObject({ addedSeconds: 0, pairs: 1 });
  });

  test('is not moved by Date headers that contradict one another', async () => {
    const calls = CALLS.map((call, i) => ({ ...call, date: call.at - i * 40 * MINUTE - HOUR }));
    const report = await read(trace(calls, 0));
    expect(report.messages[0]?.sentAt).toBe(SENT);
    expect(skewOf(report)).toBeUndefined();
  });
});

test('a zone that the user gave is believed', async () => {
  const report = await read(trace(CALLS, 2 * HOUR), { zones: [{ zone: '+01:00' }] });
  expect(skewOf(report)).toMatchObject({ addedSeconds: 0 });
  expect(report.messages[0]?.sentAt).toBe(new Date(START + HOUR).toISOString());
});

describe('two traces whose clocks disagree', () => {
  const others = CALLS.map((call, i) => ({ at: call.at + 5 * MINUTE, id: `1111111${i}-bbbb` }));
  const files = { 'a.txt': trace(CALLS, 0), 'b.txt': trace(others, -40_000, '0D00', CAROL) };

  test('are brought onto the one nearest to Exchange', async () => {
    const report = await reportOf(files, { zones: [{ zone: 'UTC' }] });
    expect(skewOf(report, 'a.txt')).toMatchObject({ addedSeconds: 0 });
    expect(skewOf(report, 'b.txt')?.addedSeconds).toBeCloseTo(40, 0);
    const [first] = report.messages.filter(({ recipients }) => recipients.includes('carol@contoso.com'));
    expect(Math.abs(Date.parse(first?.sentAt ?? '') - (START + 5 * MINUTE))).toBeLessThan(1500);
  });

  test('whatever the order of their names', async () => {
    const report = await reportOf({ 'b.txt': files['a.txt'], 'a.txt': files['b.txt'] }, { zones: [{ zone: 'UTC' }] });
    expect(skewOf(report, 'b.txt')).toMatchObject({ addedSeconds: 0 });
    expect(skewOf(report, 'a.txt')?.addedSeconds).toBeCloseTo(40, 0);
  });

  test('and one trace in two zones counts once', async () => {
    const report = await reportOf({ 'a.txt': trace(CALLS, 0), 'b.txt': trace(CALLS, 2 * HOUR) });
    expect(report.messages.map(({ attempts }) => attempts.length)).toEqual(CALLS.map(() => 1));
    expect(report.issues.map(({ code }) => code)).toEqual(['COPIES']);
  });

  test('and one that nothing measures shares the zone of those that were moved', async () => {
    const silent = '06/08/2016|11:00:05.000 1F68:C14 INFO  :: nothing of note\n';
    const report = await reportOf({ 'a.txt': trace(CALLS, 2 * HOUR), 'b.UccApilog': silent });
    expect(skewOf(report, 'b.UccApilog')).toMatchObject({ against: 'other-sources', addedSeconds: -7200, pairs: 0 });
    expect(report.bundle.sources.find(({ path }) => path === 'b.UccApilog')?.to).toBe('2016-06-08T09:00:05.000Z');
  });
});
