import type { TraceRecord } from '../../src/model/record.ts';
import type { Ticks } from '../../src/model/ticks.ts';
import {
  type BufferShape,
  classicRecord,
  eventRecord,
  type HeaderFields,
  messageRecord,
  STARTED,
  writeEtl,
} from '../etl/etl-writer.ts';
import { fileTimeOf, moment } from './clock.ts';
import { type Seeded, seeded } from './seeded.ts';
import { byTime, type TraceEvent } from './trace-event.ts';

/** WPP's usual flags, sequence first, of a 32-bit program; and without the sequence. */
const FLAGS = [0x6b, 0x6a] as const;
/** A message takes no more before Windows 8 (TRACE_MESSAGE_MAXIMUM_SIZE). */
const MOST_CHARACTERS = 3500;
const BUFFER_BYTES = 65_536;
const GUIDS = ['0bd3506a-9030-3f76-9b88-3e8fe1f7cfb6', '5c1d0f0e-71a4-3b6b-8c55-1d2b6a0c9e11'] as const;
const CPUS = 3;
const START = moment('2016-06-08T08:00:00Z');

/** A clock of 100 ns a unit. */
function clockOf(at: Ticks | undefined, start: Ticks): bigint {
  return at === undefined ? STARTED : STARTED + BigInt(at - start);
}

function pieces(text: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length || at === 0; at += MOST_CHARACTERS)
    parts.push(text.slice(at, at + MOST_CHARACTERS));
  return parts;
}

/** A number, such as stands in front of a text or behind it. */
function number(random: Seeded): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(random.pick([0, 1, 200, 401, 0x0134_5678, 0x7ff0_1234, 0x8007_0005]));
  return bytes;
}

/** The text as a string argument between numbers, up to its NUL. */
function payloadOf(text: string, random: Seeded): Buffer {
  const isWide = random.below(2) === 0 || /[^\x00-\x7f]/.test(text);
  const string = Buffer.from(`${text}\0`, isWide ? 'utf16le' : 'latin1');
  return Buffer.concat([
    ...(random.below(2) === 0 ? [number(random)] : []),
    string,
    ...(random.below(2) === 0 ? [number(random)] : []),
  ]);
}

/** Of a record, what a raw trace has. */
export type RawText = Pick<TraceRecord, 'message' | 'at' | 'pid' | 'tid'>;

/** Events whose text is an argument. */
export function byteStrings(events: readonly TraceEvent[]): readonly RawText[] {
  return byTime(events).map(({ text, at, pid, tid }) => ({ message: text, at, pid, tid }));
}

/** Events whose arguments are numbers: none of their text is in the trace. */
export function numbersOnly(events: readonly TraceEvent[]): readonly RawText[] {
  return byTime(events).map(({ at, pid, tid }) => ({ message: '', at, pid, tid }));
}

/** How a text stands in the trace. */
export type RawForm = 'wpp' | 'string-only' | 'tracelogging' | 'classic';

export interface RawTraceShape {
  readonly form?: RawForm;
  readonly seed?: string;
  /** Performance counter or system time: the same here. */
  readonly clockType?: 1 | 2;
}

const STRING_ONLY = 4;
/** u16 size, no tags, name, the field `message` of UTF-16 (InType 1). */
const SCHEMA = Buffer.concat([Buffer.from([0, 0, 0]), Buffer.from('Trace\0message\0'), Buffer.from([1])]);
SCHEMA.writeUInt16LE(SCHEMA.length, 0);

function recordOf(form: RawForm, fields: HeaderFields, text: string, sequence: number, random: Seeded): Uint8Array {
  const wide = Buffer.from(`${text}\0`, 'utf16le');
  switch (form) {
    case 'wpp': {
      const number = 10 + (sequence % 50);
      return messageRecord(random.pick(FLAGS), { ...fields, sequence, number, payload: payloadOf(text, random) });
    }
    case 'string-only':
      return eventRecord(0x12, { ...fields, flags: STRING_ONLY, payload: wide });
    case 'tracelogging':
      return eventRecord(0x12, { ...fields, channel: 11, items: [{ type: 11, data: SCHEMA }], payload: wide });
    case 'classic':
      return classicRecord(0x0a, { ...fields, payload: wide });
  }
}

/**
 * Records of a decoded trace as the raw trace they may have been: each text an argument of one WPP message or several, in the buffers of
 * three processors, written out of order, by a 32-bit program. That the client traces like this is assumed.
 */
export function rawTraceOf(
  records: readonly RawText[],
  { seed = 'raw', clockType = 1, form = 'wpp' }: RawTraceShape = {},
): Buffer {
  const random = seeded(seed);
  const start = records.find(({ at }) => at !== undefined)?.at ?? START;
  const open: Uint8Array[][] = Array.from({ length: CPUS }, () => []);
  const buffers: BufferShape[] = [];
  let sequence = 0;
  const close = (cpu: number): void => {
    const own = open[cpu] ?? [];
    if (own.length > 0) buffers.push({ records: own, cpu, sequence: buffers.length + 1 });
    open[cpu] = [];
  };
  for (const { message, at, pid = 0, tid = 0 } of records) {
    // A thread stays on one processor for as long as nothing is known of another order than by time.
    const cpu = tid % CPUS;
    for (const piece of pieces(message)) {
      const own = open[cpu] ?? [];
      const record = recordOf(
        form,
        { pid, tid, time: clockOf(at, start), guid: random.pick(GUIDS) },
        piece,
        ++sequence,
        random,
      );
      const used = own.reduce((sum, { length }) => sum + length + 8, 0x48);
      if (used + record.length + 8 > BUFFER_BYTES) close(cpu);
      open[cpu]?.push(record);
    }
  }
  for (let cpu = 0; cpu < CPUS; cpu++) close(cpu);
  const shape = { bufferSize: BUFFER_BYTES, pointerSize: 4, clockType, startTime: fileTimeOf(start) } as const;
  return Buffer.from(writeEtl(shape, buffers));
}
