import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DecodeOptions, decodeTrace } from '../../src/decode.ts';
import { ticksFromIso } from '../../src/model/ticks.ts';
import { fileOf, readFile } from '../contract/read-file.ts';
import { ETL_SAMPLES, expectedRecords, expectedSummary, sevenDigits } from '../etl/etl-samples.ts';

const SAMPLES = join(import.meta.dirname, '../../fixtures/samples/etl');

async function decoded(name: string, form: 'text' | 'ndjson', options: DecodeOptions = {}) {
  let text = '';
  const more = async (part: string): Promise<boolean> => {
    text += part;
    return true;
  };
  const { summary, issues } = await decodeTrace(join(SAMPLES, name), form, more, options);
  if (summary === undefined) throw new Error(`${name} is no raw trace`);
  return { text, summary, issues };
}

const KINDS = ['system', 'perfinfo', 'classic', 'event', 'tracelogging', 'wpp', 'other'];
const MEMBERS = ['time', 'pid', 'tid', 'cpu', 'kind', 'provider', 'id', 'level', 'length', 'message', 'name', 'fields'];
/** What is told beyond the contract. */
const MORE = ['harvested', 'component', 'function'];

describe.each(ETL_SAMPLES)('%s', (name) => {
  const expected = expectedRecords(name);

  test('as NDJSON has a line a record, by time', async () => {
    const { text, issues, summary } = await decoded(name, 'ndjson');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(issues).toEqual([]);
    expect(lines).toHaveLength(expectedSummary(name).eventCount);
    expect(summary.records).toBe(lines.length);
    for (const line of lines) {
      expect(Object.keys(line).filter((key) => ![...MEMBERS, ...MORE].includes(key))).toEqual([]);
      expect(KINDS).toContain(line.kind);
      expect(Object.values(line)).not.toContain(null);
    }
    const times = lines.flatMap(({ time }) => (typeof time === 'string' ? [time] : []));
    const wanted = expected.flatMap(({ time }) => time ?? []).map(sevenDigits);
    expect(times.map(sevenDigits)).toEqual(wanted.toSorted());
    expect(lines.map(({ length }) => length).toSorted()).toEqual(expected.map(({ plen }) => plen).toSorted());
  });

  test('as text reads back: as many records, of the same times', async () => {
    const { text } = await decoded(name, 'text');
    const { format, survey, issues } = await readFile(fileOf(Buffer.from(text)));
    expect([format, issues]).toEqual(['tracefmt', []]);
    expect(survey?.records).toBe(expected.length);
    const times = expected.flatMap(({ time }) => (time === undefined ? [] : [ticksFromIso(time) ?? 0]));
    expect(survey?.from).toBe(Math.min(...times));
    expect(survey?.to).toBe(Math.max(...times));
  });
});

describe('messages with their formats', () => {
  test.each(['wppstr', 'wpptypes', 'wppenum', 'wppmisc', 'wpptime', 'wppemitter'])('findneedle-%s', async (short) => {
    const { text, summary } = await decoded(`findneedle-${short}-sample.etl`, 'ndjson', {
      tmf: [join(SAMPLES, 'tmf')],
    });
    expect(summary.undecoded).toBe(0);
    expect(text).toContain('"message":');
    expect(summary.formats.every(({ misfits, unknownGuids }) => misfits + unknownGuids === 0)).toBe(true);
  });

  test('an option that names no folder, or no manifest, is an error of the user', async () => {
    await expect(decoded(ETL_SAMPLES[0] ?? '', 'text', { tmf: ['/no/such/folder'] })).rejects.toThrow(/no such file/);
    const manifests = [join(SAMPLES, 'tmf/744151fd-b3f4-32e6-38eb-0fd11e3fb62d.tmf')];
    await expect(decoded(ETL_SAMPLES[0] ?? '', 'text', { manifests })).rejects.toThrow(/no instrumentation manifest/);
  });
});
