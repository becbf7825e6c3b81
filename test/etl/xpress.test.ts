import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandXpress } from '../../src/etl/xpress.ts';
import { compressXpress } from './compress-xpress.ts';
import { classicRecord, STARTED, writeEtl } from './etl-writer.ts';
import { readAll } from './read-all.ts';

/** Text with repeats near and far, short and long. */
const repetitive = fc
  .array(fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(1, 2, 5, 40, 30_000)), { maxLength: 12 })
  .map((parts) => Buffer.concat(parts.flatMap(([bytes, times]) => Array.from({ length: times }, () => bytes))));

function expand(packed: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  return output.subarray(0, expandXpress(packed, output));
}

test('what was compressed comes out again', () => {
  fc.assert(
    fc.property(repetitive, (bytes) => {
      expect(Buffer.compare(expand(compressXpress(bytes), bytes.length), bytes)).toBe(0);
    }),
  );
});

test.each([1, 9, 10, 24, 25, 26, 279, 280, 281, 65_538, 65_539, 70_000, 200_000])(
  'a match of %i bytes, and another, share their nibbles',
  (run) => {
    const bytes = Buffer.concat([Buffer.alloc(run + 1, 7), Buffer.from('between'), Buffer.alloc(run + 1, 9)]);
    const packed = compressXpress(bytes);
    expect(Buffer.compare(expand(packed, bytes.length), bytes)).toBe(0);
  },
);

test('compressed bytes cut anywhere give a prefix', () => {
  fc.assert(
    fc.property(repetitive, fc.nat(), (bytes, cut) => {
      const packed = compressXpress(bytes);
      const out = expand(packed.subarray(0, cut % (packed.length + 1)), bytes.length);
      expect(Buffer.compare(out, bytes.subarray(0, out.length))).toBe(0);
    }),
  );
});

test('a match from in front of the first byte ends what comes out', () => {
  const packed = Uint8Array.from([0, 0, 0, 0x60, 65, ...[0x08, 0], ...[0, 0]]);
  expect(expand(packed, 100)).toEqual(Uint8Array.from([65]));
});

test('garbage never throws and never writes more than there is room for', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 5000 }), (garbage, room) => {
      const memory = new Uint8Array(room + 8);
      const written = expandXpress(garbage, memory.subarray(0, room));
      expect(written).toBeLessThanOrEqual(room);
      expect(memory.subarray(room)).toEqual(new Uint8Array(8));
    }),
    { numRuns: 1000 },
  );
});

test('a buffer is read alike, compressed or not', async () => {
  const records = Array.from({ length: 9 }, (_, i) =>
    classicRecord(0x14, { opcode: i, time: STARTED + BigInt(i), payload: Buffer.alloc(20, i) }),
  );
  const strip = ({ records: all }: Awaited<ReturnType<typeof readAll>>) => all;
  const plain = await readAll(writeEtl({}, [{ records }]));
  const packed = await readAll(writeEtl({ logFileMode: 0x0400_0000 }, [{ records, compress: compressXpress }]));
  expect(packed.codes).toEqual([]);
  expect(packed.facts.compressedBuffers).toBe(1);
  expect(strip(packed).slice(1)).toEqual(strip(plain).slice(1));
});

test('a buffer that would grow more than 64 times is damage, and takes no more memory than that', async () => {
  const bytes = Buffer.from(writeEtl({}, [{ records: [], compress: () => compressXpress(Buffer.alloc(1 << 20)) }]));
  bytes.writeUInt32LE(1 << 20, 1024 + 0x30);
  expect((await readAll(bytes)).codes).toEqual(['ETL_BROKEN']);
});
