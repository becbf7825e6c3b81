import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EtlRecord } from '../../../src/etl/etl-record.ts';
import { tracefmtLine, unknownLine } from '../../../src/etl/wpp/tracefmt-line.ts';
import { type Ticks, ticks, ticksFromIso } from '../../../src/model/ticks.ts';
import { fileOf, readFile } from '../../contract/read-file.ts';
import { GUID, wppRecord } from './wpp-record.ts';

function at(iso: string): Ticks {
  const found = ticksFromIso(iso);
  if (found === undefined) throw new Error(iso);
  return found;
}

const NOON = at('2016-06-08T12:00:00.1234567Z');

function record(members: Partial<EtlRecord> = {}): EtlRecord {
  return wppRecord(Buffer.alloc(0), { at: NOON, ...members });
}

async function readBack(lines: readonly string[]) {
  const text = lines.map((line) => `${line}\n`).join('');
  return readFile(fileOf(Buffer.from(text)));
}

const FIRST = tracefmtLine(record(), { message: 'first', component: 'spooler' });

describe('a line of tracefmt', () => {
  test('has the default prefix, in UTC and to 100 ns', () => {
    expect(tracefmtLine(record({ cpu: 10, pid: 31600, tid: 30776 }), { message: 'a=1', component: 'findneedle' })).toBe(
      '[10]7B70.7838::06/08/2016-12:00:00.1234567 [findneedle]a=1',
    );
  });

  test('a record without process, thread, time and component has a line all the same', () => {
    const bare: EtlRecord = { ...record() };
    const { pid: _, tid: __, at: ___, ...rest } = bare;
    expect(tracefmtLine(rest, { message: 'x' })).toBe('[3]0000.0000::01/01/1601-00:00:00.0000000 []x');
  });

  test('what is written reads back', async () => {
    const moment = fc.integer({ min: at('1991-01-01T00:00:00Z'), max: at('2048-01-01T00:00:00Z') }).map(ticks);
    const u32 = fc.nat(0xffffffff);
    const word = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'abcXYZ .-_\\[]()') });
    const message = fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((text) => text.replaceAll('{', '('))
      .filter((text) => text.trim() !== '' && !/[\ufeff\ufffd]/.test(text));
    const one = fc.record({ at: moment, pid: u32, tid: u32, cpu: fc.nat(2047), message, component: word });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 5 }), async (all) => {
        const lines = all.map(({ message: text, component, ...members }) =>
          tracefmtLine(record(members), { message: text, component }),
        );
        const { format, records, survey, issues } = await readBack([FIRST, ...lines]);
        expect(issues).toEqual([]);
        expect(format).toBe('tracefmt');
        expect(survey?.records).toBe(all.length + 1);
        expect(
          records.slice(1).map(({ at: time, pid, tid, component, message: text }) => ({
            at: time,
            pid,
            tid,
            component,
            message: text,
          })),
        ).toEqual(
          all.map(({ at: time, pid, tid, component, message: text }) => ({
            at: time,
            pid,
            tid,
            component: component.replaceAll(']', ')'),
            message: text.replace(/\r\n?/g, '\n'),
          })),
        );
      }),
    );
  });

  test.each([
    'two\nlines',
    'CR LF\r\nand CR\rand more',
    'POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n<soap/>',
    'ends with a line break\n',
    '[looks] like a component',
    ' begins with a blank',
  ])('%j is one message', async (message) => {
    const { records } = await readBack([FIRST, tracefmtLine(record(), { message })]);
    expect(records.map((one) => one.message)).toEqual(['first', message.replace(/\r\n?/g, '\n')]);
    expect(records[1]?.component).toBeUndefined();
  });

  test.each([
    FIRST,
    'EventTrace',
    'Unknown( 10): GUID=37753236-c81f-505e-d40a-128d3bb2b5ff (No Format Information found).',
    '*****FormatMessage Header(x) of y, parameter 23 raised an exception*****',
    'TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,x)text',
    '04/16/2013|03:17:30.168 1F68:C14 INFO  :: text',
    'tracedrv_c258: Dispatch: 0af4.0c64: 07/25/2003-13:55:39.998:  IOCTL = 1',
    '[0]0888.0D60::2003/10/23-12:27:40.173 [x]y',
  ])('a message that holds the line %j makes no record of it', async (line) => {
    for (const message of [line, `a\n${line}`, `${line}\n${line}`]) {
      const { records, survey } = await readBack([FIRST, tracefmtLine(record(), { message, component: 'c' }), FIRST]);
      expect(survey?.records).toBe(3);
      expect(survey?.undecoded).toBe(0);
      expect(records.map(({ component }) => component)).toEqual(['spooler', 'c', 'spooler']);
    }
  });

  test('a record without a time reads back at that of its predecessor', async () => {
    const { at: _, ...timeless } = record();
    const { records } = await readBack([FIRST, tracefmtLine(timeless, { message: 'x' })]);
    expect(records.map(({ at: time }) => time)).toEqual([NOON, NOON]);
  });

  test('a message without a format is one that nothing could decode', async () => {
    const line = unknownLine({ provider: GUID, id: 77 });
    expect(line).toBe(`Unknown( 77): GUID=${GUID} (No Format Information found).`);
    const { survey } = await readBack([FIRST, line, unknownLine({ id: 65535 }), FIRST]);
    expect([survey?.records, survey?.undecoded]).toEqual([4, 2]);
  });
});
