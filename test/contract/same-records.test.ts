import { describe, expect, test } from 'vitest';
import type { FormatFixture } from './format-fixtures.ts';
import { named, readable, textOf } from './format-fixtures.ts';
import { type FileRead, fileOf, readFile } from './read-file.ts';
import { decoded, writingsOf } from './rewritten.ts';

/** What must not depend on how the text is written down. */
function essence({ format, survey, records, issues }: FileRead): object {
  const { bytes: _, encoding: __, ...counts } = survey ?? {};
  return {
    format,
    counts,
    issues,
    records: records.map(({ raw, offset: _, width: __, ...record }) => ({
      ...record,
      raw: raw.replaceAll('\r\n', '\n'),
    })),
  };
}

describe.each(named(readable))('%s has the same records', (_, fixture) => {
  test.each([1, 7, 64 << 10])('in chunks of %d bytes', async (chunkSize) => {
    const whole = await readFile(fileOf(fixture.bytes));
    expect(await readFile(fileOf(fixture.bytes, { chunkSize }))).toEqual(whole);
    expect(await readFile(fileOf(fixture.bytes, { chunkSize, isStream: true }))).toEqual(whole);
  });

  test('under any name', async () => {
    const whole = await readFile(fileOf(fixture.bytes));
    for (const name of ['-', 'trace.etl', 'Tracing/summary.txt', 'a.evtx', 'Ünïcode.xml', 'x']) {
      const renamed = await readFile(fileOf(fixture.bytes, { name }));
      const sourceless = renamed.records.map((record) => ({ ...record, source: 'input' }));
      expect(renamed.survey).toEqual(whole.survey);
      expect(sourceless).toEqual(whole.records);
    }
  });

  const text = textOf(fixture);
  test.each(writingsOf(text))('as $name', async ({ bytes, bom, encoding }) => {
    if (bytes === undefined) return;
    const expected = essence(await readFile(fileOf(Buffer.from(text))));
    for (const chunkSize of [bytes.length, 7]) {
      const read = await readFile(fileOf(bytes, { chunkSize }));
      expect(essence(read)).toEqual(expected);
      expect(read.survey).toMatchObject({ bytes: bytes.length, encoding });
      for (const record of read.records) {
        const before = decoded(bytes.subarray(bom, record.offset), encoding);
        expect(before.split('\n').length, 'line').toBe(record.line);
        expect(decoded(bytes.subarray(record.offset), encoding).startsWith(record.raw), 'offset').toBe(true);
      }
    }
  });
});

describe('a file of many windows reads as its parts do', () => {
  const whole: readonly string[] = [
    'ocs-text/ocslogger',
    'ocs-text/clslogger',
    'ocs-text/mixed',
    'tracefmt/netsh-convert',
    'tracefmt/self-describing',
    'tracefmt/undecoded',
    'uccapilog/register',
    'tracerpt-xml/wpp',
    'tracerpt-xml/kinds-of-payload',
    'tracerpt-xml/one-line',
    'ews-log/exchange-2013',
    'ews-log/joined',
    'ews-log/quoted',
    'tracerpt-csv/windows-10',
    'tracerpt-csv/wpp',
    'winevent-csv/comma',
    'winevent-csv/soap-over-lines',
  ];
  const fixtures = readable.filter((fixture) => whole.includes(fixture.name));

  async function expectRepeats(
    fixture: FormatFixture,
    bytes: Buffer,
    chunkSize: number,
    isStream: boolean,
  ): Promise<void> {
    const copies = Math.ceil((5 << 19) / bytes.length);
    const part = await readFile(fileOf(bytes));
    const many = await readFile(fileOf(Buffer.concat(Array<Buffer>(copies).fill(bytes)), { chunkSize, isStream }));
    const lines = decoded(bytes, part.survey?.encoding ?? 'utf-8').split('\n').length - 1;
    expect(many.issues).toEqual([]);
    expect(many.survey).toEqual({
      ...part.survey,
      records: copies * (part.survey?.records ?? 0),
      undecoded: copies * (part.survey?.undecoded ?? 0),
      bytes: copies * bytes.length,
      lineFeeds: copies * lines,
    });
    expect(many.records.length, fixture.name).toBe(copies * part.records.length);
    const expected = Array.from({ length: copies }, (_, copy) =>
      part.records.map((record) => ({
        ...record,
        line: record.line + copy * lines,
        offset: record.offset + copy * bytes.length,
      })),
    ).flat();
    expect(many.records).toEqual(expected);
  }

  test.each(named(fixtures))(
    '%s',
    async (_, fixture) => {
      expect(fixture.bytes.at(-1), 'ends with a line feed, or the event').toSatisfy(
        (byte) => byte === 10 || fixture.format === 'tracerpt-xml',
      );
      await expectRepeats(fixture, fixture.bytes, 64 << 10, false);
      await expectRepeats(fixture, fixture.bytes, 999_983, false);
      await expectRepeats(fixture, fixture.bytes, 4093, true);
      const wide = Buffer.from(fixture.bytes.toString('utf8'), 'utf16le');
      await expectRepeats(fixture, wide, 64 << 10, false);
      await expectRepeats(fixture, wide, 4093, true);
    },
    30_000,
  );
});
