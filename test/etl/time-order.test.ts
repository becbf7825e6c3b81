import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from './bytes-file.ts';
import { BUFFER_SIZE, madeLog } from './etl-arbitrary.ts';
import { ETL_SAMPLES, etlSample, expectedRecords } from './etl-samples.ts';
import { type BufferShape, messageRecord, STARTED, systemRecord, writeEtl } from './etl-writer.ts';
import { readAll, readAllInTime, type Told } from './read-all.ts';

const timeOf = ({ at }: Told): number | undefined => (typeof at === 'number' ? at : undefined);

/** The order as the contract has it, written down plainly. `sequences`: of each buffer, by its place in the file. */
function sorted(
  inFileOrder: readonly Told[],
  sequences: readonly number[],
  flushed: readonly number[],
): readonly Told[] {
  let before = Number.NEGATIVE_INFINITY;
  const placed = inFileOrder.map((record, i) => {
    const isFirst = inFileOrder[i - 1]?.buffer !== record.buffer;
    if (isFirst) {
      const later = inFileOrder.slice(i).filter((other) => other.buffer === record.buffer);
      before = later.map(timeOf).find((at) => at !== undefined) ?? flushed[Number(record.buffer)] ?? before;
    }
    before = timeOf(record) ?? before;
    return { record, order: before, sequence: sequences[Number(record.buffer)] ?? 0, i };
  });
  return placed
    .toSorted((a, b) => (a.order === b.order ? 0 : a.order - b.order) || a.sequence - b.sequence || a.i - b.i)
    .map(({ record }) => record);
}

const START_TICKS = -1_124_640_000_000_000;
const flushOf = ({ flushed }: BufferShape): number => Number((flushed ?? 0n) - STARTED) + START_TICKS;
/** Without the place of its buffer in the file, which a shuffle changes. */
const shuffleProof = (records: readonly Told[]): readonly Told[] =>
  records.map(({ buffer: _, bufferOffset: __, ...rest }) => rest);

test('buffers in any order give the same records in the same order, within any memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      madeLog.chain(({ buffers }) =>
        fc.shuffledSubarray([...buffers], { minLength: buffers.length }).map((shuffled) => ({ buffers, shuffled })),
      ),
      fc.constantFrom(400, 1500, 1 << 26),
      fc.boolean(),
      async ({ buffers, shuffled }, memory, onDisk) => {
        const plain = writeEtl({ bufferSize: BUFFER_SIZE }, buffers);
        const bytes = writeEtl({ bufferSize: BUFFER_SIZE }, shuffled);
        const { records, codes } = await readAllInTime(bytesFile(bytes, { onDisk, chunk: 1500 }), memory);
        expect(codes).toEqual([]);
        const flushed = [Number.NaN, ...shuffled.map(flushOf)];
        const sequences = [0, ...shuffled.map(({ sequence = 0 }) => sequence)];
        expect(records).toEqual(sorted((await readAll(bytes)).records, sequences, flushed));
        const inOrder = await readAllInTime(bytesFile(plain, { onDisk }));
        expect(shuffleProof(records)).toEqual(shuffleProof(inOrder.records));
      },
    ),
    { numRuns: 300 },
  );
});

test('what can be read but once is in order where memory holds it, and says so where it does not', async () => {
  await fc.assert(
    fc.asyncProperty(madeLog, fc.constantFrom(300, 1500, 1 << 26), async ({ bytes, buffers }, memory) => {
      const { records, codes } = await readAllInTime(bytesFile(bytes, { isReadOnce: true }), memory);
      const inFileOrder = (await readAll(bytes)).records;
      expect(records).toHaveLength(inFileOrder.length);
      const flushed = [Number.NaN, ...buffers.map(flushOf)];
      const right = sorted(inFileOrder, [0, ...buffers.map(({ sequence = 0 }) => sequence)], flushed);
      if (codes.length === 0) expect(records).toEqual(right);
      else expect(codes).toEqual(['ETL_UNSORTED']);
      if (memory === 1 << 26) expect(codes).toEqual([]);
    }),
  );
});

/** Many blocks, each with records of all of the time: nothing can be handed out before the last has been read. */
function chaos(buffers: number, payload: number): Uint8Array {
  const shapes = Array.from({ length: buffers }, (_, i) => ({
    sequence: i,
    records: Array.from({ length: 4 }, (__, j) =>
      systemRecord(2, i, {
        time: STARTED + BigInt((i * 7919) % buffers) + BigInt(j * buffers),
        payload: Buffer.alloc(payload),
      }),
    ),
  }));
  return writeEtl({ bufferSize: 65_536 }, shapes);
}

test('a file out of order throughout comes in order, a part of it in each walk', async () => {
  const bytes = chaos(64, 10_000);
  for (const onDisk of [true, false]) {
    const { records, codes } = await readAllInTime(bytesFile(bytes, { onDisk }), 1 << 19);
    const times = records.map(({ clock }) => Number(clock));
    expect(codes).toEqual([]);
    expect(records).toHaveLength(1 + 64 * 4);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test('where walk after walk would not do, all records come, and an issue says that some come late', async () => {
  const bytes = chaos(64, 10_000);
  const { records, codes } = await readAllInTime(bytesFile(bytes, { onDisk: true }), 1 << 14);
  expect(codes).toEqual(['ETL_UNSORTED']);
  expect(new Set(records.map(({ bufferOffset, offset }) => `${bufferOffset} ${offset}`)).size).toBe(1 + 64 * 4);
});

test('a record without a time stays behind its predecessor', async () => {
  const timed = (n: number): Uint8Array => messageRecord(0x2a, { number: n, time: STARTED + BigInt(n) });
  const bare = (n: number): Uint8Array => messageRecord(0x22, { number: n });
  const bytes = writeEtl({}, [
    { sequence: 1, records: [timed(5), bare(6), timed(30), bare(31)] },
    { sequence: 2, records: [timed(7), timed(20), bare(21), bare(22)] },
  ]);
  const { records } = await readAllInTime(bytesFile(bytes));
  expect(records.slice(1).map(({ id }) => id)).toEqual([5, 6, 7, 20, 21, 22, 30, 31]);
});

test.each(ETL_SAMPLES)('%s comes in order of time', async (name) => {
  const { records, codes } = await readAllInTime(bytesFile(etlSample(name), { onDisk: true }));
  expect(codes).toEqual([]);
  expect(records).toHaveLength(expectedRecords(name).length);
  const times = records.map(timeOf).filter((at) => at !== undefined);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});
