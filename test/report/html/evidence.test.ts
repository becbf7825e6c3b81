import { expect, test } from 'vitest';
import type { ReportRef } from '../../../src/model/report.ts';
import { evidenceLines } from '../../../src/report/html/evidence.ts';

function timesOf(of: string | undefined, ...moments: readonly string[]): readonly string[] {
  const refs: readonly ReportRef[] = moments.map((at, index) => ({
    source: 'Tracing/Lync.txt',
    line: index + 1,
    offset: index,
    at,
    text: 'a line',
  }));
  return [...evidenceLines(refs, of).matchAll(/<time>(.*?)<\/time>/g)].map(([, time = '']) => time);
}

test('a line of another day than what it tells of has its date, though the line before is of that day, too', () => {
  const moments = ['2016-06-13T23:59:59Z', '2016-06-14T08:00:00Z', '2016-06-14T08:00:01Z'] as const;
  expect(timesOf('2016-06-13T23:59:58Z', ...moments)).toEqual([
    '2016-06-13 23:59:59',
    '2016-06-14 08:00:00',
    '2016-06-14 08:00:01',
  ]);
  expect(timesOf('2016-06-14T07:00:00Z', ...moments)).toEqual([
    '2016-06-13 23:59:59',
    '2016-06-14 08:00:00',
    '08:00:01',
  ]);
  expect(timesOf(undefined, ...moments)).toEqual(['2016-06-13 23:59:59', '2016-06-14 08:00:00', '08:00:01']);
});
