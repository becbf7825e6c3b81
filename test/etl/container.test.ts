import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from './bytes-file.ts';
import { BUFFER_SIZE, madeLog, madeMessage, messageFields } from './etl-arbitrary.ts';
import { classicRecord, STARTED, systemRecord, writeEtl } from './etl-writer.ts';
import { readAll, readAllInTime } from './read-all.ts';

test('what was written is read, whatever the header and the size of chunks', async () => {
  await fc.assert(
    fc.asyncProperty(madeLog, fc.integer({ min: 1, max: 3000 }), async ({ bytes, records, buffers }, chunk) => {
      const { records: read, codes, facts } = await readAll(bytes, chunk);
      expect(codes).toEqual([]);
      expect(facts.buffers).toBe(buffers.length + 1);
      expect(facts.records).toBe(read.length);
      expect(read.slice(1)).toMatchObject(records.map(({ told }) => told));
    }),
  );
});

test('every set of options of a trace message is read, each item in its place', async () => {
  await fc.assert(
    fc.asyncProperty(messageFields, async (fields) => {
      const made = Array.from({ length: 256 }, (_, flags) => madeMessage(flags, fields));
      const bytes = writeEtl({}, [{ records: made.map((one) => one.bytes) }]);
      expect((await readAll(bytes)).records.slice(1)).toMatchObject(made.map((one) => one.told));
    }),
    { numRuns: 10 },
  );
});

test('the pointers of a message without a flag for them are as wide as the header of the log says', async () => {
  const buffers = [{ records: [systemRecord(2, 7, {}), madeMessage(0x2b, {}).bytes] }];
  const [, , message] = (await readAll(writeEtl({ pointerSize: 4 }, buffers))).records;
  expect(message).toMatchObject({ kind: 'wpp', pointerSize: 4 });
});

test('before layout 1.1 an instance header is shorter and names no class', async () => {
  const payload = Buffer.from('payload');
  const record = classicRecord(0x0b, { opcode: 3, time: STARTED, payload }, true);
  const { records, codes } = await readAll(writeEtl({ layout: [1, 0] }, [{ records: [record] }]));
  expect(codes).toEqual([]);
  expect(records[1]).toMatchObject({ provider: undefined, opcode: 3, payload: payload.toString('hex') });
});

/** Anywhere, or between two buffers. */
const cuts = fc.tuple(fc.nat(), fc.constantFrom(1, BUFFER_SIZE)).map(
  ([place, step]) =>
    (length: number) =>
      Math.max(1, (place % (length / step)) * step),
);

test('a log cut at any byte gives a prefix of its records and one issue', async () => {
  await fc.assert(
    fc.asyncProperty(madeLog, cuts, async ({ bytes }, cutAt) => {
      const whole = (await readAll(bytes)).records;
      const cut = bytes.subarray(0, cutAt(bytes.length));
      const { records, codes } = await readAll(cut, 700);
      expect(codes).toEqual(['ETL_TRUNCATED']);
      expect(records).toEqual(whole.slice(0, records.length));
      const inTime = await readAllInTime(bytesFile(cut, { onDisk: true }));
      expect(inTime.codes).toEqual(codes);
      expect(inTime.records).toHaveLength(records.length);
    }),
    { numRuns: 300 },
  );
});

const wrongSize = fc.constantFrom(
  0,
  72,
  80,
  BUFFER_SIZE / 2,
  BUFFER_SIZE + 8,
  2 * BUFFER_SIZE,
  3 * BUFFER_SIZE + 8,
  1 << 24,
);

/** Any bytes, and logs with some bytes changed, or with sizes of buffers that are wrong. */
const damaged = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc
    .tuple(
      madeLog,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x40, 0x7f, 0x90, 0xc0, 0xff)), { maxLength: 12 }),
    )
    .map(([{ bytes }, changes]) => {
      const changed = Uint8Array.from(bytes);
      for (const [place, value] of changes) changed[place % changed.length] = value;
      return changed;
    }),
  fc.tuple(madeLog, fc.array(fc.tuple(fc.nat(8), wrongSize), { maxLength: 4 })).map(([{ bytes }, changes]) => {
    const changed = Buffer.from(bytes);
    for (const [buffer, size] of changes) {
      const at = buffer * BUFFER_SIZE;
      if (at < changed.length) changed.writeUInt32LE(size, at);
    }
    return changed;
  }),
);

test('damaged logs never throw, and each way of reading finds the same records', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, fc.integer({ min: 1, max: 2000 }), async (bytes, chunk) => {
      const { records, codes } = await readAll(bytes, chunk);
      for (const onDisk of [true, false]) {
        for (const memory of [1000, 1 << 20]) {
          const inTime = await readAllInTime(bytesFile(bytes, { chunk, onDisk }), memory);
          expect(inTime.codes).toEqual(codes);
          const places = inTime.records.toSorted(
            (a, b) => Number(a.bufferOffset) - Number(b.bufferOffset) || Number(a.offset) - Number(b.offset),
          );
          expect(places).toEqual(records);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a record of a kind that nobody knows is passed over where its size is told', async () => {
  const after = systemRecord(2, 5, { time: STARTED });
  const stepped = [0, 4].map(async (sizeAt) => {
    const strange = Buffer.alloc(24);
    strange.set([0x2f, 0xc0], 2);
    strange.writeUInt16LE(24, sizeAt);
    return await readAll(writeEtl({}, [{ records: [strange, after] }]));
  });
  for (const { records, codes } of await Promise.all(stepped)) {
    expect(codes).toEqual([]);
    expect(records.slice(1)).toMatchObject([{ kind: 'other', header: 0x2f, size: 24 }, { id: 5 }]);
  }
});

test('where the file is cut, a record of an unknown kind is not believed to be the last', async () => {
  const strange = Buffer.alloc(24);
  strange.set([24, 0, 0x2f, 0xc0]);
  const whole = writeEtl({}, [{ records: [strange, Buffer.from('no record at all')] }]);
  const cut = whole.subarray(0, 1024 + 0x48 + 24);
  expect((await readAll(whole)).records).toHaveLength(1);
  expect((await readAll(cut)).records).toHaveLength(1);
});
