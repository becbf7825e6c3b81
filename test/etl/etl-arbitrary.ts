import fc from 'fast-check';
import {
  type BufferShape,
  classicRecord,
  eventRecord,
  messageRecord,
  opaqueRecord,
  perfinfoRecord,
  STARTED,
  systemRecord,
  writeEtl,
} from './etl-writer.ts';
import type { Told } from './read-all.ts';

/** A record and what a reader must tell of it; what is left out is not judged. */
export interface MadeRecord {
  readonly bytes: Uint8Array;
  readonly told: Told;
}

const u32 = fc.nat({ max: 0xffff_ffff });
const u16 = fc.nat({ max: 0xffff });
const u8 = fc.nat({ max: 0xff });
const payload = fc.uint8Array({ maxLength: 60 });
const guid = fc.uuid();
/** Clock values around the start, many alike; some before it. */
const time = fc.oneof(
  fc.bigInt({ min: STARTED - 50n, max: STARTED + 400n }),
  fc.bigInt({ min: STARTED - 10n ** 9n, max: STARTED + 10n ** 12n }),
);
const ids = { tid: u32, pid: u32, time, payload };

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

const system = fc.record({ ...ids, type: fc.constantFrom(1, 2, 3, 4), hook: u16 }).map(({ type, hook, ...fields }) => ({
  bytes: systemRecord(type, hook, fields),
  told: { kind: 'system', header: type, id: hook, version: 2, pointerSize: type % 2 === 1 ? 4 : 8, ...toldIds(fields) },
}));

const perfinfo = fc
  .record({
    type: fc.constantFrom(0x10, 0x11),
    hook: u16,
    time,
    payload,
    counters: fc.nat({ max: 7 }),
    hasPebs: fc.boolean(),
  })
  .map(({ type, hook, ...fields }) => ({
    bytes: perfinfoRecord(type, hook, fields),
    told: {
      kind: 'perfinfo',
      header: type,
      id: hook,
      pid: undefined,
      tid: undefined,
      clock: fields.time,
      payload: hexOf(fields.payload),
    },
  }));

const classic = fc
  .record({ ...ids, guid, opcode: u8, level: u8, version: u16, type: fc.constantFrom(0x0a, 0x14, 0x0b, 0x15) })
  .map(({ type, ...fields }) => {
    const { opcode, level, version } = fields;
    return {
      bytes: classicRecord(type, fields),
      told: {
        kind: 'classic',
        header: type,
        id: opcode,
        opcode,
        level,
        version,
        provider: fields.guid,
        ...toldIds(fields),
      },
    };
  });

const item = fc.record({ type: fc.nat({ max: 18 }), data: fc.uint8Array({ maxLength: 30 }) });
const event = fc
  .record({
    ...ids,
    guid,
    id: u16,
    version: u8,
    channel: u8,
    level: u8,
    opcode: u8,
    task: u16,
    keyword: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    items: fc.array(item, { maxLength: 3 }),
    type: fc.constantFrom(0x12, 0x13),
  })
  .map(({ type, ...fields }) => {
    const { guid: provider, tid, pid, time: clock, payload: data, items, ...rest } = fields;
    return {
      bytes: eventRecord(type, fields),
      told: {
        ...rest,
        ...toldIds(fields),
        kind: 'event',
        header: type,
        provider,
        pointerSize: type === 0x12 ? 4 : 8,
        extended: items.map((one) => ({ type: one.type, data: hexOf(one.data) })),
      },
    };
  });

export function madeMessage(flags: number, fields: Parameters<typeof messageRecord>[1]): MadeRecord {
  const has = (flag: number): boolean => (flags & flag) !== 0;
  return {
    bytes: messageRecord(flags, fields),
    told: {
      kind: 'wpp',
      header: 0x90,
      id: fields.number,
      flags,
      sequence: has(1) ? fields.sequence : undefined,
      componentId: has(4) ? fields.componentId : undefined,
      provider: has(2) && !has(4) ? fields.guid : undefined,
      clock: has(8) ? fields.time : undefined,
      tid: has(0x20) ? fields.tid : undefined,
      pid: has(0x20) ? fields.pid : undefined,
      pointerSize: has(0x40) ? 4 : 8,
      payload: hexOf(fields.payload ?? new Uint8Array(0)),
    },
  };
}

export const messageFields = fc.record({ ...ids, guid, number: u16, sequence: u32, componentId: u32 });
const message = fc.tuple(u8, messageFields).map(([flags, fields]) => madeMessage(flags, fields));

const opaque = fc.tuple(fc.constantFrom(0x0c, 0x0d, 0x0e), payload).map(([type, data]) => ({
  bytes: opaqueRecord(type, 0, data),
  told: { kind: 'other', header: type, id: 0, at: undefined, clock: undefined, payload: hexOf(data) },
}));

function toldIds(fields: { tid: number; pid: number; time: bigint; payload: Uint8Array }): Told {
  return { tid: fields.tid, pid: fields.pid, clock: fields.time, payload: hexOf(fields.payload) };
}

const madeRecord: fc.Arbitrary<MadeRecord> = fc.oneof(system, perfinfo, classic, event, message, message, opaque);

export interface MadeLog {
  readonly bytes: Uint8Array;
  /** In file order, without the record of the log's header. */
  readonly records: readonly MadeRecord[];
  readonly buffers: readonly BufferShape[];
}

export const BUFFER_SIZE = 1024;
const RECORDS_A_BUFFER = 5;

/** A log of whole buffers, each with a sequence number of its own. */
export const madeLog: fc.Arbitrary<MadeLog> = fc
  .array(fc.record({ records: fc.array(madeRecord, { maxLength: RECORDS_A_BUFFER }), flushed: time }), { maxLength: 8 })
  .map((made) => {
    const buffers = made.map(({ records, flushed }, i) => ({
      records: records.map(({ bytes }) => bytes),
      sequence: i + 1,
      cpu: i % 3,
      flushed,
    }));
    return {
      bytes: writeEtl({ bufferSize: BUFFER_SIZE }, buffers),
      records: made.flatMap(({ records }) => records),
      buffers,
    };
  });
