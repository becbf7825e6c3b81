import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeLog } from './etl-arbitrary.ts';
import { opaqueRecord, STARTED, systemRecord, writeEtl } from './etl-writer.ts';
import { readAll } from './read-all.ts';

const SIZE = 1024;

/** A header buffer and four others of two records each, with hooks 10, 11, 20, 21, … */
function log(change: (bytes: Buffer) => void, shape: Parameters<typeof writeEtl>[0] = {}): Buffer {
  const buffers = [1, 2, 3, 4].map((n) => ({
    sequence: n,
    records: [10 * n, 10 * n + 1].map((hook) => systemRecord(2, hook, { time: STARTED + BigInt(hook) })),
  }));
  const bytes = Buffer.from(writeEtl({ bufferSize: SIZE, ...shape }, buffers));
  change(bytes);
  return bytes;
}

const WHOLE = [0, 10, 11, 20, 21, 30, 31, 40, 41];
const WITHOUT_SECOND = [0, 10, 11, 30, 31, 40, 41];
const SECOND = 2 * SIZE;

describe.each([
  ['a size of 0', (bytes: Buffer) => bytes.writeUInt32LE(0, SECOND), WITHOUT_SECOND],
  ['a size smaller than a header', (bytes: Buffer) => bytes.writeUInt32LE(0x47, SECOND), WITHOUT_SECOND],
  ['a size of 4 GiB', (bytes: Buffer) => bytes.writeUInt32LE(0xffff_ffff, SECOND), WITHOUT_SECOND],
  ['half its size', (bytes: Buffer) => bytes.writeUInt32LE(SIZE / 2, SECOND), WITHOUT_SECOND],
  ['a size a little larger', (bytes: Buffer) => bytes.writeUInt32LE(SIZE + 256, SECOND), WITHOUT_SECOND],
  ['the size of two', (bytes: Buffer) => bytes.writeUInt32LE(2 * SIZE, SECOND), WITHOUT_SECOND],
  ['the largest size', (bytes: Buffer) => bytes.writeUInt32LE(1 << 24, SECOND), WITHOUT_SECOND],
  [
    'the largest size, and rubbish behind it',
    (bytes: Buffer) => {
      bytes.writeUInt32LE(1 << 24, SECOND);
      bytes.fill(0x55, SECOND + SIZE, SECOND + 2 * SIZE);
    },
    [0, 10, 11, 40, 41],
  ],
  [
    'half its size, and rubbish behind it',
    (bytes: Buffer) => {
      bytes.writeUInt32LE(SIZE / 2, SECOND);
      bytes.fill(0x55, SECOND + SIZE, SECOND + 2 * SIZE);
    },
    [0, 10, 11, 40, 41],
  ],
  ['a first buffer of a size of 0', (bytes: Buffer) => bytes.writeUInt32LE(0, 0), WHOLE],
  ['a first buffer of 4 GiB', (bytes: Buffer) => bytes.writeUInt32LE(0xffff_ffff, 0), WHOLE],
  ['a buffer of zeros between others', (bytes: Buffer) => bytes.fill(0, SECOND, SECOND + SIZE), WITHOUT_SECOND],
  ['two buffers of rubbish', (bytes: Buffer) => bytes.fill(0x55, SECOND, SECOND + 2 * SIZE), [0, 10, 11, 40, 41]],
  ['more bytes in use than there are', (bytes: Buffer) => bytes.writeUInt32LE(SIZE + 8, SECOND + 0x30), WHOLE],
  ['fewer bytes in use than a header has', (bytes: Buffer) => bytes.writeUInt32LE(8, SECOND + 0x30), WITHOUT_SECOND],
  ['a record over the end', (bytes: Buffer) => bytes.writeUInt16LE(900, SECOND + 0x48 + 4), WITHOUT_SECOND],
  ['a record without a size', (bytes: Buffer) => bytes.writeUInt16LE(0, SECOND + 0x48 + 4), WITHOUT_SECOND],
  ['a record of no kind', (bytes: Buffer) => bytes.writeUInt32LE(0x0012_3456, SECOND + 0x48), WITHOUT_SECOND],
  [
    'the time stamp header that nobody saw',
    (bytes: Buffer) => bytes.writeUInt32LE(0xb000_0020, SECOND + 0x48),
    WITHOUT_SECOND,
  ],
])('%s', (_name, change, hooks) => {
  test.each([100, 1024, 1 << 18])('is one issue, and the other buffers are read, in chunks of %i', async (chunk) => {
    const { records, codes } = await readAll(log(change), chunk);
    expect(codes).toEqual(['ETL_BROKEN']);
    expect(records.map(({ id }) => id)).toEqual(hooks);
  });
});

test('buffers that really have sizes of their own are read, also where the header of the log says another one', async () => {
  const wide = systemRecord(2, 7, { time: STARTED, payload: Buffer.alloc(2000, 0x55) });
  const small = systemRecord(2, 8, { time: STARTED });
  const sizes = [small, wide, small, wide, wide, small];
  const bytes = Buffer.from(
    writeEtl(
      { bufferSize: SIZE, buffersWritten: 0 },
      sizes.map((record) => ({ records: [record] })),
    ),
  );
  for (const chunk of [1, 700, 1 << 18]) {
    for (const [end, codes] of [
      [bytes.length, []],
      [bytes.length - SIZE - 500, ['ETL_TRUNCATED']],
    ] as const) {
      const read = await readAll(bytes.subarray(0, end), chunk);
      expect(read.codes).toEqual(codes);
      expect(read.records.map(({ id }) => id)).toEqual([0, 8, 7, 8, 7, ...(end === bytes.length ? [7, 8] : [])]);
    }
    const padded = await readAll(Buffer.concat([bytes.subarray(0, -SIZE), Buffer.alloc(3 * SIZE)]), chunk);
    expect(padded.codes).toEqual([]);
    expect(padded.records).toHaveLength(6);
  }
});

test('buffers that state the largest size one after the other cost time but once', { timeout: 10_000 }, async () => {
  const size = 0x90;
  // With this name the buffer of the header is three times as long, so that the others stand at multiples of their size.
  const shape = { bufferSize: size, loggerName: 'made-long' };
  const buffers = Array.from({ length: 60_000 }, () => ({ records: [systemRecord(2, 8, { time: STARTED })] }));
  const bytes = Buffer.from(writeEtl(shape, buffers));
  expect(bytes).toHaveLength(60_003 * size);
  for (let at = 3 * size; at < bytes.length; at += 3 * size) {
    bytes.writeUInt32LE(1 << 24, at);
    bytes.fill(0x55, at + size, at + 2 * size);
  }
  const { records, facts } = await readAll(bytes);
  expect(records).toHaveLength(1 + 20_000);
  expect(facts.issues.at(-1)?.text).toBe('19980 more damaged places are not listed');
});

test('behind damage only a buffer of the usual size is believed', async () => {
  const bytes = log((made) => {
    made.writeUInt32LE(0, SECOND);
    made.writeUInt32LE(0x50, SECOND + SIZE);
  });
  const { records, codes } = await readAll(bytes);
  expect(codes).toEqual(['ETL_BROKEN']);
  expect(records.map(({ id }) => id)).toEqual([0, 10, 11, 40, 41]);
});

test('the zeros of a file whose space was reserved are no damage, wherever they end', async () => {
  for (const zeros of [1, 0x47, 0x48, 500, SIZE, 10 * SIZE + 3]) {
    // A last part that is shorter than a header may be the begin of one: that counts as cut.
    const { records, codes } = await readAll(Buffer.concat([log(() => undefined), Buffer.alloc(zeros)]), 700);
    expect(codes).toEqual(zeros < 0x48 ? ['ETL_TRUNCATED'] : []);
    expect(records.map(({ id }) => id)).toEqual(WHOLE);
  }
});

test('rubbish behind the last buffer is one issue', async () => {
  for (const length of [0x48, 500, 5000]) {
    const { records, codes } = await readAll(Buffer.concat([log(() => undefined), Buffer.alloc(length, 0x55)]), 700);
    expect(codes).toEqual(['ETL_BROKEN']);
    expect(records.map(({ id }) => id)).toEqual(WHOLE);
  }
});

test('a trace that is still running has no end and no count of buffers, and that is no damage', async () => {
  const { codes, facts } = await readAll(log(() => undefined, { buffersWritten: 0 }));
  expect(codes).toEqual([]);
  expect(facts.log).toMatchObject({ buffersWritten: 0, endTime: undefined });
});

test('a circular log has fewer buffers than were written, and that is no damage', async () => {
  expect((await readAll(log(() => undefined, { buffersWritten: 900, logFileMode: 2 }))).codes).toEqual([]);
  expect((await readAll(log(() => undefined, { buffersWritten: 900 }))).codes).toEqual(['ETL_TRUNCATED']);
});

test('lost events and lost buffers are counted', async () => {
  const shape = { eventsLost: 7, buffersLost: 3 };
  const lost = [2, 4, 6].map((flags) => ({ records: [], flags }));
  const { facts, codes } = await readAll(writeEtl(shape, lost));
  expect(codes).toEqual([]);
  expect(facts.log).toMatchObject(shape);
  expect([facts.buffersAfterLostEvents, facts.buffersAfterLostBuffers]).toEqual([2, 2]);
});

test('the processor is eleven bits with the flag for it, and a byte without', async () => {
  const bytes = log((made) => {
    made.writeUInt16LE(0xf9ff, SIZE + 0x28);
    made.writeUInt16LE(0xf9ff, SECOND + 0x28);
    made.writeUInt16LE(0, SECOND + 0x34);
  });
  const { records } = await readAll(bytes);
  expect([records[1]?.cpu, records[3]?.cpu]).toEqual([0x1ff, 0xff]);
});

test('a file whose first buffer is no log header has records without times', async () => {
  const { records, codes } = await readAll(log((bytes) => bytes.writeUInt16LE(5, 0x36)));
  expect(codes).toEqual(['ETL_BROKEN']);
  expect(records.map(({ id }) => id)).toEqual(WHOLE);
  expect(records.every(({ at }) => at === undefined)).toBe(true);
});

test('of damage in every buffer the first twenty places are told, and how many more there are', async () => {
  const broken = Array.from({ length: 100 }, () => ({ records: [opaqueRecord(0x12, 0, Buffer.alloc(8))] }));
  const { facts } = await readAll(writeEtl({}, broken));
  expect(facts.issues).toHaveLength(21);
  expect(facts.issues.at(-1)?.text).toBe('80 more damaged places are not listed');
});

test('a buffer of more than 16 MiB is not believed, nor held', async () => {
  const huge = log((bytes) => bytes.writeUInt32LE(0x0100_0001, SECOND));
  expect((await readAll(huge)).codes).toEqual(['ETL_BROKEN']);
});

test('every byte of a buffer may be anything, and the buffers around it are read', async () => {
  await fc.assert(
    fc.asyncProperty(madeLog, fc.uint8Array({ minLength: SIZE - 4, maxLength: SIZE - 4 }), async ({ bytes }, noise) => {
      const whole = await readAll(bytes);
      const noisy = Buffer.concat([bytes.subarray(0, SIZE), Buffer.from([0, 4, 0, 0]), noise, bytes.subarray(SIZE)]);
      const { records } = await readAll(noisy);
      const outside = records.filter(({ buffer }) => buffer !== 1).map(({ payload }) => payload);
      expect(outside).toEqual(whole.records.map(({ payload }) => payload));
    }),
  );
});
