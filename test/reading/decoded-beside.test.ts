import { describe, expect, test } from 'vitest';
import type { SourceSummary } from '../../src/model/source.ts';
import { decodedBeside } from '../../src/reading/decoded-beside.ts';
import { moment } from '../make/clock.ts';

function source(
  path: string,
  format: SourceSummary['format'],
  to: string,
  records = 100,
  from = '2016-06-08T09:00:00.5Z',
): SourceSummary {
  return {
    path,
    format,
    encoding: 'utf-8',
    bytes: 1000,
    records,
    undecoded: 0,
    zone: { value: 'UTC', basis: 'assumed' },
    from: moment(from),
    to: moment(to),
  };
}

const RAW = source('Tracing/Lync-1.etl', 'etl', '2016-06-08T09:20:30.1234567Z');

describe('a decoded text is that of the raw trace beside it', () => {
  test.each([
    ['ends at the same moment', '2016-06-08T09:20:30.1234567Z'],
    ['in milliseconds', '2016-06-08T09:20:30.123Z'],
    ['in seconds, of another zone', '2016-06-08T02:20:30Z'],
    ['of a zone at three quarters of an hour', '2016-06-08T15:05:30.123Z'],
  ])('that %s', (_, to) => {
    const text = source('decoded/lync-1.txt', 'tracefmt', to);
    expect(decodedBeside(RAW, [text])).toBe(text);
  });

  test('of another name that has as many records over the same span', () => {
    const text = source('FmtFile.txt', 'tracefmt', '2016-06-08T11:20:30.123Z', 96, '2016-06-08T11:00:00.500Z');
    expect(decodedBeside(RAW, [text])).toBe(text);
  });

  test.each([
    ['ends three minutes before', source('Tracing/Lync-1.txt', 'tracefmt', '2016-06-08T09:17:30.123Z')],
    ['ends two seconds before', source('Tracing/Lync-1.txt', 'tracefmt', '2016-06-08T09:20:28.123Z')],
    ['is of the next day', source('Tracing/Lync-1.txt', 'tracefmt', '2016-06-09T09:20:30.123Z')],
    ['holds a third of it', source('Tracing/Lync-1.txt', 'tracefmt', '2016-06-08T09:20:30.123Z', 33)],
    ['has another name and extent', source('FmtFile.txt', 'tracefmt', '2016-06-08T09:20:30.123Z', 60)],
    [
      'has another name and begins later',
      source('FmtFile.txt', 'tracefmt', '2016-06-08T09:20:30.123Z', 100, '2016-06-08T09:01:00Z'),
    ],
    ['is no trace', source('Lync-1.csv', 'ews-log', '2016-06-08T09:20:30.123Z')],
  ])('and not one that %s', (_, text) => {
    expect(decodedBeside(RAW, [text])).toBeUndefined();
  });
});
