import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf, type Survey } from '../../src/formats/index.ts';
import { openStretch, openText } from '../../src/input/text-source.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import { mixedTrace, regularRecord } from './mixed-trace.ts';

const LITERALS = {
  literals: ['HTTP/1', 'Envelope'],
  itemLiterals: ['HTTP/1', 'Envelope'],
  itemPhrases: [],
  numbers: ['12002'],
};
const WANTED = /HTTP\/1|Envelope|\b12002\b/;

interface Read {
  readonly survey: Survey | undefined;
  readonly records: readonly TraceRecord[];
}

interface Way {
  /** Every record is looked at, or only those with a hit. */
  readonly followsAll: boolean;
  /** Bytes of the text handed over at once. */
  readonly room?: number;
  readonly from?: number;
  readonly end?: number;
}

async function read(text: string, { followsAll, room, from = 0, end }: Way): Promise<Read> {
  const bytes = Buffer.from(text);
  const file = {
    path: 't.txt',
    place: 't.txt',
    bytes: bytes.length,
    chunks: async function* (stretch?: { readonly start: number; readonly end: number }) {
      yield bytes.subarray(stretch?.start, stretch?.end);
    },
  };
  const { head } = await openText(file);
  const line = text.slice(0, from).split('\n').length;
  const part = { from: { offset: from, line }, end: end ?? bytes.length, ...(room === undefined ? {} : { room }) };
  const records: TraceRecord[] = [];
  const survey = await formatOf(head)?.read(openStretch(file, head, part), {
    wanted: { wanted: LITERALS, followsAny: () => followsAll, follows: () => followsAll },
    zones: [{ zone: '+02:00' }],
    onRecord: (record) => records.push(record),
    onIssue: () => undefined,
  });
  return { survey, records };
}

describe('a trace of mixed lines', () => {
  test('gives the same by a survey of its windows as by a look at each record, whatever their size', async () => {
    await fc.assert(
      fc.asyncProperty(mixedTrace, fc.integer({ min: 600, max: 4000 }), async (text, room) => {
        const slow = await read(text, { followsAll: true });
        const wanted = slow.records.filter((record) => WANTED.test(record.raw));
        for (const way of [{ followsAll: false }, { followsAll: false, room }, { followsAll: true, room }]) {
          const fast = await read(text, way);
          expect(fast.survey).toEqual(slow.survey);
          const found = fast.records.filter((record) => wanted.some((one) => one.offset === record.offset));
          expect(found).toEqual(wanted);
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test('of which all times are usual gives the same, too', async () => {
    const regular = fc.array(regularRecord, { minLength: 2, maxLength: 20 }).map((records) => records.join(''));
    await fc.assert(
      fc.asyncProperty(regular, fc.integer({ min: 600, max: 4000 }), async (text, room) => {
        const slow = await read(text, { followsAll: true });
        const fast = await read(text, { followsAll: false, room });
        expect(fast.survey).toEqual(slow.survey);
        expect(fast.records.map((record) => record.at)).toEqual(
          slow.records.filter((record) => WANTED.test(record.raw)).map((record) => record.at),
        );
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test('is cut at its boundaries into parts that tell what the whole tells', async () => {
    await fc.assert(
      fc.asyncProperty(mixedTrace, fc.nat(5000), async (text, skip) => {
        const bytes = Buffer.from(`${text}${' '.repeat(1100)}\n`);
        const whole = await read(bytes.toString(), { followsAll: true });
        const format = formatOf((await openText({ ...FILE, chunks: chunksOf(bytes) })).head);
        const from = skip % bytes.length;
        const found = format?.boundary?.(bytes.subarray(from), bytes.length - from) ?? -1;
        if (found < 0) return;
        const first = await read(bytes.toString(), { followsAll: true, end: from + found });
        const rest = await read(bytes.toString(), { followsAll: true, from: from + found });
        expect([...first.records, ...rest.records]).toEqual(whole.records);
        const sum = (count: (survey: Survey | undefined) => number | undefined): number =>
          (count(first.survey) ?? 0) + (count(rest.survey) ?? 0);
        expect(sum((survey) => survey?.records)).toBe(whole.survey?.records);
        expect(sum((survey) => survey?.undecoded)).toBe(whole.survey?.undecoded);
        expect(rest.survey?.from).toBeDefined();
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

const FILE = { path: 't.txt', place: 't.txt', bytes: 0 };

function chunksOf(bytes: Uint8Array): () => AsyncGenerator<Uint8Array> {
  return async function* () {
    yield bytes;
  };
}
