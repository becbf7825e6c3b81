import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TraceRecord } from '../../src/model/record.ts';
import { ticks } from '../../src/model/ticks.ts';
import { offsetOf, RecordPacker, recordsOf } from '../../src/reading/packed-records.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'x'.repeat(70_000), 'é\u{1f600}'),
);
const name = fc.constantFrom('', 'CTransport', 'CSpooler::Process', 'Überblick');

/** A record of which the message may be how its raw text ends, all of it, or no part of it. */
const record: fc.Arbitrary<TraceRecord> = fc
  .record({
    source: fc.constantFrom('a/b.txt', 'c.log'),
    line: fc.nat(),
    offset: fc.nat(2 ** 40),
    head: text,
    tail: text,
    isEnd: fc.boolean(),
    width: fc.constantFrom<TraceRecord['width']>(1, 2, 'utf-8', 'none'),
    more: fc.record(
      {
        at: fc.maxSafeInteger().map(ticks),
        stamp: text,
        pid: fc.nat(0xffffffff),
        tid: fc.nat(0xffffffff),
        component: name,
        function: name,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ head, tail, isEnd, more, ...rest }) => ({
    ...rest,
    raw: isEnd ? head + tail : head,
    message: tail,
    ...more,
  }));

test('what was packed comes out as it was, lines counted on', () => {
  fc.assert(
    fc.property(fc.array(record), fc.nat(1000), (records, linesBefore) => {
      const packer = new RecordPacker();
      for (const one of records) packer.add(one);
      // As a thread hands it over.
      const packed = structuredClone(packer.packed());
      expect([...recordsOf(packed, linesBefore)]).toStrictEqual(
        records.map((one) => ({ ...one, line: one.line + linesBefore })),
      );
      expect(records.map((_, number) => offsetOf(packed, number))).toEqual(records.map(({ offset }) => offset));
      expect(offsetOf(packed, records.length)).toBeUndefined();
    }),
  );
});

test('a message that a record ends with is held once', () => {
  const packer = new RecordPacker();
  const message = 'moved to the spooler';
  const raw = `TL_INFO ${message}`;
  packer.add({ source: 'a.txt', line: 1, offset: 0, width: 1, raw, message });
  expect(packer.characters).toBe(raw.length);
});
