import { describe, expect, test, vi } from 'vitest';
import { openText } from '../../../src/input/text-source.ts';
import type { TraceRecord } from '../../../src/model/record.ts';
import { holdsWanted, type Wanted } from '../../../src/model/wanted.ts';
import { Observer } from '../../../src/observe.ts';
import { etlFormat } from '../../../src/reading/etl-format.ts';
import { EveryRecord, fileOf } from '../../contract/read-file.ts';
import { rawTraceOf } from '../../make/raw-trace.ts';
import { ETL_SAMPLES, etlSample } from '../etl-samples.ts';
import { messageRecord, writeEtl } from '../etl-writer.ts';

// Its types come only with those of a browser.
declare const WebAssembly: { Instance: new (module: unknown, imports: unknown) => object };

const LITERALS = new Observer(() => undefined).wanted;
const ALONE: Wanted = { wanted: LITERALS, followsAny: () => false, follows: () => false };

async function read(bytes: Uint8Array, wanted: Wanted) {
  const records: TraceRecord[] = [];
  const format = await etlFormat({}, []);
  const survey = await format.read(await openText(fileOf(bytes)), {
    wanted,
    zones: [],
    onRecord: (record) => records.push(record),
    onIssue: () => undefined,
  });
  return { records, survey };
}

/** Texts of all kinds that hold something wanted, or nearly. */
const TEXTS: readonly string[] = [
  ...LITERALS.literals.flatMap((one) => [one, `x${one}`, `a long text with ${one} in it`, one.slice(1)]),
  ...LITERALS.numbers.flatMap((one) => [one, `error ${one}.`, `0${one}`]),
  'nothing of the kind',
  'Grüße an alle',
  'сообщение',
];

describe('what is built of a raw trace because of its bytes', () => {
  test.each(ETL_SAMPLES)('%s: counts and records are those of looking at each text', async (name) => {
    const [fast, slow] = [
      await read(etlSample(name), ALONE),
      await read(etlSample(name), new EveryRecord(() => undefined)),
    ];
    expect(fast.survey).toEqual(slow.survey);
    expect(fast.records).toEqual(slow.records.filter(({ message }) => holdsWanted(LITERALS, message)));
  });

  test('so it is for every literal, in both codings, among numbers', async () => {
    const records = TEXTS.map((message, i): TraceRecord => {
      return { source: 'a', line: i + 1, offset: i, raw: message, width: 1, message, pid: 1, tid: i };
    });
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const bytes = rawTraceOf(records, { seed });
      const [fast, slow] = [await read(bytes, ALONE), await read(bytes, new EveryRecord(() => undefined))];
      expect(fast.records).toEqual(slow.records.filter(({ message }) => holdsWanted(LITERALS, message)));
      expect(fast.records.length).toBeGreaterThan(LITERALS.literals.length * 2);
      expect(fast.survey.records).toBe(slow.survey.records);
      expect(fast.survey.undecoded).toBe(slow.survey.undecoded);
    }
  });

  test('the memory in which one trace was searched serves the next', async () => {
    const bytes = etlSample(ETL_SAMPLES[0] ?? '');
    await read(bytes, ALONE);
    const made = vi.spyOn(WebAssembly, 'Instance');
    await read(bytes, ALONE);
    expect(made).not.toHaveBeenCalled();
    made.mockRestore();
  });

  test('a result of the transport counts as one when it is but a number', async () => {
    const payload = Buffer.alloc(12);
    payload.writeUInt32LE(0x8007_2ee2, 5);
    const record = messageRecord(0x2a, {
      guid: '0bd3506a-9030-3f76-9b88-3e8fe1f7cfb6',
      number: 10,
      pid: 1,
      tid: 1,
      payload,
    });
    const { records } = await read(writeEtl({}, [{ records: [record] }]), ALONE);
    expect(records.map(({ message }) => message)).toEqual(['0x80072EE2']);
  });
});
