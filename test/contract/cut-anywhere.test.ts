import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import { codingOf } from '../../src/input/encoding.ts';
import type { IssueCode } from '../../src/model/issue.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import { named, readable, textOf } from './format-fixtures.ts';
import { type FileRead, fileOf, readFile } from './read-file.ts';
import { decoded } from './rewritten.ts';

const EXPECTED: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'XML_BROKEN',
  'XML_TRUNCATED',
  'CSV_BROKEN',
  'CSV_TRUNCATED',
]);

/** In the order of the file: rows that stand there with the newest first come the other way round. */
function byPlace({ records }: FileRead): readonly TraceRecord[] {
  return records.toSorted((a, b) => a.offset - b.offset);
}

/** Whole events of XML are there or not; of lines the last record may end early, or hold the first characters of the next. */
function expectPrefix(cut: FileRead, whole: FileRead, rest: (offset: number) => string): void {
  const [cutRecords, wholeRecords] = [byPlace(cut), byPlace(whole)];
  const [last] = cutRecords.slice(-1);
  const isXml = whole.format === 'tracerpt-xml' || whole.format === 'wevtutil-xml';
  const before = isXml ? cutRecords : cutRecords.slice(0, -1);
  expect(before).toEqual(wholeRecords.slice(0, before.length));
  if (isXml || last === undefined) return;
  const same = wholeRecords[before.length];
  // A row that is cut in front of the words that no format was found is not yet undecoded.
  const isUndecoded = same === undefined || same.offset > last.offset;
  if (isUndecoded) expect(cut.survey?.undecoded).toBeLessThan(whole.survey?.undecoded ?? 0);
  else expect([last.line, last.offset]).toEqual([same.line, same.offset]);
  expect(rest(last.offset).startsWith(last.raw)).toBe(true);
}

describe.each(named(readable))('%s cut at any byte', (_, fixture) => {
  const writings: ReadonlyArray<readonly [string, Buffer, number]> = [
    ['as it is', fixture.bytes, Math.ceil(fixture.bytes.length / 250)],
    ['in UTF-16', Buffer.from(`\ufeff${textOf(fixture)}`, 'utf16le'), 2 * Math.ceil(fixture.bytes.length / 200) + 1],
  ];
  test.each(writings)(
    '%s is read up to there, and nothing is thrown',
    async (_, bytes, step) => {
      const whole = await readFile(fileOf(bytes));
      const { encoding } = codingOf(bytes);
      for (let size = 0; size < bytes.length; size += step) {
        const head = bytes.subarray(0, size);
        const cut = await readFile(fileOf(head));
        if (cut.format !== whole.format) {
          expect(cut.records, `${size} bytes`).toEqual([]);
          continue;
        }
        expectPrefix(cut, whole, (offset) => decoded(head.subarray(offset), encoding));
        expect(cut.survey?.bytes).toBe(size);
        expect(cut.survey?.records).toBeLessThanOrEqual(whole.survey?.records ?? 0);
        for (const issue of cut.issues) expect(EXPECTED, `${size} bytes`).toContain(issue.code);
      }
    },
    30_000,
  );
});

test('there is a fixture for every format', () => {
  expect(new Set(readable.map((fixture) => fixture.format))).toEqual(new Set(formats.map((format) => format.id)));
});
