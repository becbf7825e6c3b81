import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tracerptCsv } from '../../src/formats/tracerpt-csv.ts';
import { openStretch, openText } from '../../src/input/text-source.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import { Observer } from '../../src/observe.ts';
import { reportOf } from './bundle-of.ts';
import { readable } from './format-fixtures.ts';
import { EveryRecord, fileOf, readFile } from './read-file.ts';

function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../../fixtures/formats', name, 'input.csv'));
}

function exported(...rows: readonly (readonly [message: string, time: string, tid?: number])[]): Buffer {
  const cells = rows.map(([message, time, tid = 1]) => `"${message.replaceAll('"', '""')}","${time}","7","${tid}"`);
  return Buffer.from(['"Message","TimeCreated","ProcessId","ThreadId"', ...cells, ''].join('\n'));
}

function moments(records: readonly TraceRecord[]): readonly (string | undefined)[] {
  return records.map((record) => (record.at === undefined ? undefined : ticksToIso(record.at)));
}

describe('events with the newest first', () => {
  test('come in the order in which they happened, each with its own line', async () => {
    const { records } = await readFile(fileOf(fixture('winevent-csv/newest-first')));
    const times = records.map((record) => record.at ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(records.map((record) => record.line)).toEqual([21, 12, 7, 3]);
  });

  test('tell the same as with the oldest first: what a thread said in pieces is put together', async () => {
    const rows: [string, string][] = [
      [
        'POST /EWS/Exchange.asmx HTTP/1.1\nHost: mail.contoso.com\n\n<s:Envelope xmlns:s="x"><s:Bo',
        '6/8/2016 9:41:05 AM',
      ],
      [
        'dy><m:CreateItem MessageDisposition="SaveOnly" xmlns:m="m" xmlns:t="t"><m:Items><t:Mess',
        '6/8/2016 9:41:06 AM',
      ],
      [
        'age><t:ToRecipients><t:Mailbox><t:EmailAddress>bob@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem></s:Body></s:Envelope>',
        '6/8/2016 9:41:07 AM',
      ],
    ];
    const observed = async (bytes: Buffer): Promise<string> => {
      const observations: unknown[] = [];
      const observer = new Observer((observation) => observations.push(observation));
      await readFile(fileOf(bytes), { wanted: observer, onRecord: (record) => observer.add(record) });
      observer.end();
      return JSON.stringify(observations, (name, value) => (/^(?:line|offset)$/.test(name) ? undefined : value));
    };
    const oldestFirst = await observed(exported(...rows));
    expect(oldestFirst).toContain('bob@contoso.com');
    expect(await observed(exported(...rows.toReversed()))).toEqual(oldestFirst);
  });

  test('of which there are more than are held come in parts, and none is lost', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => {
      const second = 4999 - i;
      const time = `2016-06-08 09:${String(Math.floor(second / 60) % 60).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;
      return [`HTTP/1.1 200 OK ${'x'.repeat(4000)}`, second < 3600 ? time : time.replace(' 09', ' 10')] as const;
    });
    const { records, survey } = await readFile(fileOf(exported(...rows)));
    expect(survey?.records).toBe(5000);
    expect(records.map((record) => record.line).toSorted((a, b) => a - b)).toEqual(rows.map((_, i) => i + 2));
  });
});

describe('the zone of exported events', () => {
  const LOCAL = exported(['HTTP/1.1 200 OK', '6/8/2016 9:41:05 AM']);
  const OFFSET = exported(
    ['HTTP/1.1 200 OK', '2016-06-08T09:41:05+02:00'],
    ['HTTP/1.1 200 OK', '2016-06-08T09:41:05Z'],
  );
  const MIXED = exported(['HTTP/1.1 200 OK', '2016-06-08T09:41:05+02:00'], ['HTTP/1.1 200 OK', '2016-06-08T09:41:05']);

  test.each([
    ['local times are UTC, assumed', LOCAL, [], 'assumed', ['09:41']],
    ['local times by the option', LOCAL, [{ zone: 'Europe/Berlin' }], 'option', ['07:41']],
    ['offsets are stated', OFFSET, [{ zone: 'Asia/Tokyo' }], 'stated', ['07:41', '09:41']],
    [
      'an option for this file outweighs them',
      OFFSET,
      [{ zone: 'Asia/Tokyo', glob: 'input' }],
      'option',
      ['00:41', '00:41'],
    ],
    [
      'one time without an offset: not stated, but offsets hold',
      MIXED,
      [{ zone: 'Asia/Tokyo' }],
      'option',
      ['07:41', '00:41'],
    ],
  ])('%s', async (_, bytes, zones, basis, expected) => {
    const { survey, records } = await readFile(fileOf(bytes), { zones });
    expect(survey?.zone.basis).toBe(basis);
    expect(moments(records).map((at) => at?.slice(11, 16))).toEqual(expected);
  });

  test('of tracerpt is UTC, unless an option names the file', async () => {
    const bytes = fixture('tracerpt-csv/windows-10');
    const first = async (zones: { readonly zone: string; readonly glob?: string }[]): Promise<unknown> => {
      const { survey, records } = await readFile(fileOf(bytes), { zones });
      return [survey?.zone.basis, moments(records)[0]];
    };
    expect(await first([{ zone: 'Asia/Tokyo' }])).toEqual(['stated', '2016-06-08T09:15:00.000Z']);
    expect(await first([{ zone: 'Asia/Tokyo', glob: '*' }])).toEqual(['option', '2016-06-08T00:15:00.000Z']);
  });
});

describe('a CSV of tracerpt split where a row begins', () => {
  const splittable = readable.filter((one) => one.format === 'tracerpt-csv' && !one.name.includes('copy'));

  test.each(splittable.map((one) => [one.name, one.bytes] as const))(
    '%s gives the records of the whole',
    async (_, bytes) => {
      const whole = await readFile(fileOf(bytes));
      const { head } = await openText(fileOf(bytes));
      const file = {
        ...fileOf(bytes),
        chunks: async function* ({ start = 0, end = bytes.length } = {}) {
          yield bytes.subarray(start, end);
        },
      };
      const cuts: number[] = [0];
      for (let at = tracerptCsv.boundary?.(bytes, bytes.length) ?? -1; at > 0; ) {
        cuts.push(at);
        const next = tracerptCsv.boundary?.(bytes.subarray(at), bytes.length - at) ?? -1;
        at = next < 0 ? -1 : at + next;
      }
      expect(cuts.length).toBeGreaterThan(2);
      const records: TraceRecord[] = [];
      const counts = { records: 0, undecoded: 0 };
      for (const [i, offset] of cuts.entries()) {
        const line = bytes.toString('latin1', 0, offset).split('\n').length;
        const part = openStretch(file, head, { from: { offset, line }, end: cuts[i + 1] ?? bytes.length });
        const survey = await tracerptCsv.read(part, {
          wanted: new EveryRecord(() => undefined),
          zones: [],
          onRecord: (record) => records.push(record),
          onIssue: () => undefined,
        });
        counts.records += survey.records;
        counts.undecoded += survey.undecoded;
      }
      expect(records).toEqual(whole.records);
      expect(counts).toEqual({ records: whole.survey?.records, undecoded: whole.survey?.undecoded });
    },
  );
});

describe('columns by name', () => {
  const NAMES = ['Message', 'Id', 'ProviderName', 'ProcessId', 'ThreadId', 'TimeCreated', 'LogName'];
  const VALUES = ['HTTP/1.1 200 OK, "quoted"\nand more', '7', 'Contoso', '7124', '3084', '6/8/2016 9:41:05 AM', 'x'];

  test('in any order, with any delimiter, quoted or only as needed, read the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...NAMES.keys()], { minLength: 7 }),
        fc.constantFrom(',', ';', '\t', '|', '~'),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        async (order, delimiter, quotesAll, lineEnd) => {
          const cell = (text: string): string =>
            quotesAll || /[",;|~\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
          const row = (values: readonly string[]): string => order.map((i) => cell(values[i] ?? '')).join(delimiter);
          const bytes = Buffer.from(`${row(NAMES)}${lineEnd}${row(VALUES)}${lineEnd}`);
          const { format, records } = await readFile(fileOf(bytes));
          expect(format).toBe('winevent-csv');
          expect(records).toMatchObject([{ message: VALUES[0], component: 'Contoso', pid: 7124, tid: 3084, line: 2 }]);
          expect(moments(records)).toEqual(['2016-06-08T09:41:05.000Z']);
        },
      ),
    );
  });

  test.each([
    ['"Message"', false],
    ['"Message","Id"', true],
    ['"Id","Message"', true],
    ['"Id","Message","Severity"', false],
    ['"TimeCreated","Message","Folder"', true],
    ['"TimeCreated","Message","A","B","C"', false],
    ['"Message","Message","Id"', false],
    ['Message Id', false],
    ['Message : Id', false],
    ['"EventID","MachineName","Data","Index","Category","EntryType","Message","Source","TimeGenerated"', false],
    ['#TYPE Selected.System.Diagnostics.Eventing.Reader.EventLogRecord\n"Message","Id"', true],
    ['#TYPE System.Management.Automation.PSCustomObject\n"Message","Id"', true],
    ['#TYPE Contoso.Ticket\n"Message","Id"', false],
    ['Event Name,Time MSec,Process Name,Rest', false],
  ])('%s is a header of events: %s', async (header, isClaimed) => {
    const { format } = await readFile(fileOf(Buffer.from(`${header}\n"a","1","2"\n`)));
    expect(format === 'winevent-csv').toBe(isClaimed);
  });
});

describe('what a damaged row does to its neighbours', () => {
  const good = '"HTTP/1.1 200 OK","6/8/2016 9:41:05 AM","7","1"\n';
  const rows = (...between: readonly string[]): Buffer =>
    Buffer.from(`"Message","TimeCreated","ProcessId","ThreadId"\n${good}${between.join('')}${good}`);

  test.each([
    ['the end of its last cell is lost', '"HTTP/1.1 500","6/8/2016 9:41:05 AM","7","1\n', ['CSV_BROKEN'], 3],
    ['cells are lost', '"HTTP/1.1 500"\n', ['CSV_BROKEN'], 3],
    ['quotes are not doubled', '"HTTP/1.1 500 "a" b","6/8/2016 9:41:05 AM","7","1"\n', [], 3],
    ['there are blank lines', '\n\r\n\n', [], 2],
    ['there is a NUL', '"HTTP/1.1 500\0\0","6/8/2016 9:41:05 AM","7","1"\n', [], 3],
  ])('%s', async (_, row, codes, count) => {
    const { records, issues, survey } = await readFile(fileOf(rows(row)));
    expect(issues.map((issue) => issue.code)).toEqual(codes);
    expect(survey?.records).toBe(count);
    expect(records.at(-1)?.message).toBe('HTTP/1.1 200 OK');
    expect(records.at(-1)?.line).toBe(rows(row).toString().split('\n').length - 1);
  });
});

test('the body of a message stays out of the report, whatever its quotes are', async () => {
  const secret = 'meet me at the lake';
  const body = `<t:Body BodyType="Text">${secret}</t:Body>`;
  const soap = `POST /EWS/Exchange.asmx HTTP/1.1\n\n<s:Envelope xmlns:s="s"><s:Body><m:CreateItem MessageDisposition="SaveOnly" xmlns:m="m" xmlns:t="t"><m:Items><t:Message><t:Subject>${secret}</t:Subject>${body}<t:ToRecipients><t:Mailbox><t:EmailAddress>bob@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem></s:Body></s:Envelope>`;
  const report = await reportOf({
    'a.csv': exported([soap, '6/8/2016 9:41:05 AM']),
    'b.csv': `Event Name, PID, TID, Clock-Time, User Data\nA, 7, 1, 131098509001234567, "${soap}"\n`,
  });
  expect(report.messages.length).toBeGreaterThan(0);
  expect(JSON.stringify(report)).not.toContain('lake');
});
