import { describe, expect, test } from 'vitest';
import type { Survey } from '../../src/formats/index.ts';
import type { Report } from '../../src/model/report.ts';
import { Observer } from '../../src/observe.ts';
import { liveBytes, takenBytes } from '../model/held-memory.ts';
import { analyze } from '../report/analyze-validly.ts';
import { type FileRead, readFile } from './read-file.ts';

const MIB = 1 << 20;
const LINE = 'TL_INFO(TF_A) [0]1BD4.0D0C::06/08/2016-09:15:00.101.00000001 (C,F::g:f.cpp(1))';
const TRACEFMT = '[0]1F68.0C14::06/08/2016-09:15:00.101 [tracedrv]';
const UNKNOWN = 'Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).\n';
const UCC = '06/08/2016|09:15:00.168 1F68:C14 INFO  :: ';
const EVENT = `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><TimeCreated SystemTime="2016-06-08T11:15:00.000000000+0159" /></System><DebugData><Message>`;
const LOG = '#Log-type: EWS Logs\n#Fields: DateTime,UserAgent,SoapAction,GenericInfo\n2016-06-10T09:00:00Z,OC/1,';
const HEADER = 'Event Name, PID, TID, Clock-Time, User Data\n';
const ROW = 'A, 1, 2, 131098509001234567, ';
const EXPORT = '"Message","Id","TimeCreated"\n';
const EXPORT_END = '","0","2016-06-08 09:41:05"\n';
const EVENT_END = '</Message></DebugData></Event>\n';

/** Parts of a text: some words, or so many bytes of a filler. */
type Part = string | number;

async function* stream(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  const filler = Buffer.alloc(MIB, 'x');
  for (const part of parts) {
    if (typeof part === 'string') yield Buffer.from(part);
    else for (let left = part; left > 0; left -= MIB) yield filler.subarray(0, Math.min(left, MIB));
  }
}

function read(...parts: readonly Part[]): Promise<FileRead> {
  const file = { path: 'input', place: 'input', bytes: 0, chunks: () => stream(parts) };
  return readFile(file, { wanted: new Observer(() => undefined) });
}

function reportOn(...parts: readonly Part[]): Promise<Report> {
  return analyze(['-'], { stdin: stream(parts) });
}

function codes({ issues }: Pick<FileRead, 'issues'>): readonly string[] {
  return issues.map((issue) => issue.code);
}

describe('a record longer than the cap', () => {
  test.each([
    ['of OCSLogger', LINE, '\n', `${LINE}after\n`],
    ['of tracefmt', TRACEFMT, '\n', `${TRACEFMT}after\n`],
    ['of the SIP log', UCC, '\n', `${UCC}after\n`],
    ['of XML', `<Events>${EVENT}`, EVENT_END, `${EVENT}after${EVENT_END}`],
    ['of CSV of tracerpt', `${HEADER}${ROW}`, '\n', `${ROW}after\n`],
    ['of CSV of events', `${EXPORT}"`, EXPORT_END, `"after${EXPORT_END}`],
  ])(
    '%s is told as an issue and a gap, and the next is read',
    async (_, begin, end, next) => {
      const report = await reportOn(begin, 20 * MIB, end, next);
      expect(report.issues).toMatchObject([{ code: 'capped', source: '-', line: begin.split('\n').length }]);
      expect(report.gaps.filter((gap) => gap.kind === 'capped')).toHaveLength(1);
      expect(report.bundle.sources[0]).toMatchObject({ bytes: begin.length + 20 * MIB + end.length + next.length });
      expect(report.horizon).toBeDefined();
    },
    30_000,
  );

  test('of a log of Exchange is told at its line, and the next row is read', async () => {
    const { issues, survey, records } = await read(
      LOG,
      20 * MIB,
      '\n2016-06-10T09:00:01Z,OC/16.0.6741.2047,GetItem,\n',
    );
    expect(issues).toMatchObject([{ code: 'capped', line: 3 }]);
    expect(survey?.records).toBe(2);
    expect(records.at(-1)).toMatchObject({ line: 4, component: 'Exchange EWS log' });
  }, 30_000);

  test('of a form that is read whole is told, and the file is read no further', async () => {
    for (const begin of [
      'REGEDIT4\n[HKEY_USERS\\a]\n"a"="',
      'Identity : Global\nEnableOfflineIm : True\nDescription : ',
    ]) {
      const { issues, records } = await read(begin, 20 * MIB, '"\n\nIdentity : Site:A\nEnableOfflineIm : False\n');
      expect(issues).toMatchObject([{ code: 'capped' }]);
      expect(records).toHaveLength(1);
    }
  }, 30_000);

  test('without an end ends with the file', async () => {
    for (const begin of [LINE, UCC, `<Events>${EVENT}`, `${HEADER}${ROW}`, `${EXPORT}"`]) {
      const report = await reportOn(begin, 20 * MIB);
      expect(report.issues.map((issue) => issue.code)).toEqual(['capped']);
    }
  }, 30_000);

  test('is no reason to cut the records behind it', async () => {
    const many = `${LINE}short\n`.repeat(20_000);
    const { issues, survey } = await read(LINE, 12 * MIB, '\n', ...Array<string>(15).fill(many));
    expect(issues.map((issue) => [issue.code, issue.line])).toEqual([['capped', 1]]);
    expect(survey?.records).toBe(1 + 15 * 20_000);
  }, 30_000);
});

test('undecoded events are counted all, however many of them stand in a row', async () => {
  for (const begin of ['EventTrace\n', `${TRACEFMT}one\n`]) {
    const many = Array<string>(30).fill(UNKNOWN.repeat(10_000));
    const { survey, issues } = await read(begin, ...many, `${TRACEFMT}after\n`);
    expect(survey).toMatchObject({ records: 2 + 300_000, undecoded: 300_000 });
    expect(issues).toEqual([]);
  }
}, 30_000);

describe('a record a little shorter than the cap', () => {
  test.each([
    ['of OCSLogger', LINE, '\n', `${LINE}short\n`],
    ['of XML', `<Events>${EVENT}`, EVENT_END, `${EVENT}short${EVENT_END}`],
    ['of CSV of tracerpt', `${HEADER}${ROW}`, '\n', `${ROW}short\n`],
    ['of CSV of events', `${EXPORT}"`, EXPORT_END, `"short${EXPORT_END}`],
  ])(
    '%s is whole, and so are those behind it',
    async (_, begin, end, next) => {
      const many = next.repeat(10_000);
      const read1: FileRead = await read(begin, 5 * MIB, end, ...Array<string>(20).fill(many));
      expect(codes(read1)).toEqual([]);
      expect(read1.survey?.records).toBe(1 + 20 * 10_000);
    },
    30_000,
  );
});

describe('memory does not grow with the input', () => {
  async function peakOf(
    parts: readonly Part[],
  ): Promise<{ readonly survey: Survey | undefined; readonly peak: number }> {
    const before = liveBytes();
    let peak = 0;
    let seen = 0;
    const file = { path: 'input', place: 'input', bytes: 0, chunks: () => stream(parts) };
    const { survey } = await readFile(file, {
      wanted: new Observer(() => undefined),
      onRecord: () => undefined,
      onBytes: () => {
        if (seen++ % 16 === 0 && takenBytes() - before > peak) peak = Math.max(peak, liveBytes() - before);
      },
    });
    return { survey, peak };
  }

  test.each([
    ['one line without an end', [LINE, 200 * MIB]],
    ['one event without an end', [`<Events>${EVENT}`, 200 * MIB]],
    ['one row of a log without an end', [LOG, 200 * MIB]],
    [
      'many rows of a log',
      [
        LOG,
        ...Array<string>(20).fill(
          `2016-06-10T09:00:00Z,OC/16.0.6741.2047,CreateItem,${'a'.repeat(400)}\n`.repeat(14_000),
        ),
      ],
    ],
    ['one value of the registry', ['REGEDIT4\n[HKEY_USERS\\a]\n"a"="', 200 * MIB]],
    ['one row without an end', [`${EXPORT}"`, 200 * MIB]],
    [
      'many rows with the newest first',
      [
        `${EXPORT}"","","2016-06-08 09:41:06"\n`,
        ...Array<string>(20).fill(`"HTTP/1.1 200 OK${EXPORT_END}`.repeat(120_000)),
      ],
    ],
    ['many records', Array<string>(20).fill(`${LINE}HTTP/1.1 200 OK\n`.repeat(60_000))],
  ] satisfies ReadonlyArray<readonly [string, readonly Part[]]>)(
    '%s',
    async (_, parts) => {
      const { survey, peak } = await peakOf(parts);
      expect(survey?.bytes).toBeGreaterThan(100 * MIB);
      expect(peak).toBeLessThan(48 * MIB);
    },
    60_000,
  );
});
