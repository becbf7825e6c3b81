/** Writes raw .etl files, to the layouts of WMI_BUFFER_HEADER, TRACE_LOGFILE_HEADER and the trace headers, for tests: all is synthetic. */

export interface LogShape {
  /** Bytes of a buffer. */
  readonly bufferSize?: number;
  /** Of the header record, and what it says of pointers. */
  readonly pointerSize?: 4 | 8;
  readonly layout?: readonly [number, number];
  readonly logFileMode?: number;
  /** 0: still running. */
  readonly buffersWritten?: number;
  readonly clockType?: number;
  readonly perfFreq?: bigint;
  readonly cpuSpeedMHz?: number;
  /** FILETIME of the start, and where the clock stood then. */
  readonly startTime?: bigint;
  readonly started?: bigint;
  readonly eventsLost?: number;
  readonly buffersLost?: number;
  readonly loggerName?: string;
  readonly logFileName?: string;
}

export interface BufferShape {
  readonly records: readonly Uint8Array[];
  readonly sequence?: number;
  readonly cpu?: number;
  readonly flushed?: bigint;
  /** BufferFlag bits besides 0x20, PROC_INDEX. */
  readonly flags?: number;
  readonly type?: number;
  /** What is put in place of the bytes behind the header; the buffer is then marked as compressed, and as long as it must be. */
  readonly compress?: (bytes: Uint8Array) => Uint8Array;
}

const HEADER = 0x48;
/** 2016-06-08T08:00:00Z. */
export const START_TIME = 131_098_464_000_000_000n;
export const STARTED = 5_000_000_000n;
const PROC_INDEX = 0x20;
const COMPRESSED = 0x40;
const EMPTY = 0xff;

function aligned(size: number): number {
  return Math.ceil(size / 8) * 8;
}

/** A buffer of `size` bytes, or of as many as its records need. */
function writeBuffer(shape: BufferShape, size: number): Uint8Array {
  const filled = HEADER + shape.records.reduce((total, { length }) => total + aligned(length), 0);
  const plain = Buffer.alloc(Math.max(size, filled), EMPTY);
  plain.fill(0, 0, filled);
  let at = HEADER;
  for (const record of shape.records) {
    plain.set(record, at);
    at += aligned(record.length);
  }
  const packed = shape.compress?.(plain.subarray(HEADER, filled));
  const bytes = packed === undefined ? plain : Buffer.concat([plain.subarray(0, HEADER), packed]);
  bytes.writeUInt32LE(bytes.length, 0);
  bytes.writeBigInt64LE(shape.flushed ?? 0n, 0x10);
  bytes.writeBigInt64LE(BigInt(shape.sequence ?? 0), 0x18);
  bytes.writeUInt16LE(shape.cpu ?? 0, 0x28);
  bytes.writeUInt32LE(3, 0x2c);
  bytes.writeUInt32LE(filled, 0x30);
  bytes.writeUInt16LE((shape.flags ?? 0) | PROC_INDEX | (packed === undefined ? 0 : COMPRESSED), 0x34);
  bytes.writeUInt16LE(shape.type ?? 0, 0x36);
  return bytes;
}

export interface HeaderFields {
  readonly tid?: number;
  readonly pid?: number;
  readonly time?: bigint;
  readonly guid?: string;
  readonly payload?: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);
const NO_GUID = '00000000-0000-0000-0000-000000000000';

function guidBytes(text: string): Buffer {
  const [a = '', b = '', c = '', ...rest] = text.split('-');
  const turned = [a, b, c].map((part) => Buffer.from(part, 'hex').reverse());
  return Buffer.concat([...turned, Buffer.from(rest.join(''), 'hex')]);
}

/** `fixed` bytes of header, what stands between it and the payload, the payload; the size as a u16 at `sizeAt`, the type. */
function record(
  type: number,
  fixed: number,
  sizeAt: number,
  payload: Uint8Array,
  between: Uint8Array = NO_BYTES,
): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(fixed), between, payload]);
  bytes[2] = type;
  bytes[3] = 0xc0;
  bytes.writeUInt16LE(bytes.length, sizeAt);
  return bytes;
}

function setIds(bytes: Buffer, { tid = 0, pid = 0, time = 0n }: HeaderFields): void {
  bytes.writeUInt32LE(tid, 8);
  bytes.writeUInt32LE(pid, 0x0c);
  bytes.writeBigInt64LE(time, 0x10);
}

/** SYSTEM (0x01, 0x02) or COMPACT (0x03, 0x04). */
export function systemRecord(type: 1 | 2 | 3 | 4, hook: number, fields: HeaderFields): Uint8Array {
  const bytes = record(type, type < 3 ? 0x20 : 0x18, 4, fields.payload ?? NO_BYTES);
  bytes[0] = 2;
  bytes.writeUInt16LE(hook, 6);
  setIds(bytes, fields);
  return bytes;
}

export interface PerfinfoFields extends HeaderFields {
  readonly counters?: number;
  readonly hasPebs?: boolean;
}

export function perfinfoRecord(type: 0x10 | 0x11, hook: number, fields: PerfinfoFields): Uint8Array {
  const { counters = 0, hasPebs = false, time = 0n } = fields;
  const between = Buffer.alloc(8 * counters + (hasPebs ? 8 : 0), 0xcc);
  const bytes = record(type, 0x10, 4, fields.payload ?? NO_BYTES, between);
  bytes[0] = 2;
  bytes[1] = counters | (hasPebs ? 0x80 : 0);
  bytes.writeUInt16LE(hook, 6);
  bytes.writeBigInt64LE(time, 8);
  return bytes;
}

export interface ClassicFields extends HeaderFields {
  readonly opcode?: number;
  readonly level?: number;
  readonly version?: number;
}

/** FULL (0x0A, 0x14) or INSTANCE (0x0B, 0x15); `isOld`: the shorter instance header of layouts before 1.1. */
export function classicRecord(type: 0x0a | 0x14 | 0x0b | 0x15, fields: ClassicFields, isOld = false): Uint8Array {
  const isInstance = type === 0x0b || type === 0x15;
  const bytes = record(type, isInstance ? (isOld ? 0x38 : 0x48) : 0x30, 0, fields.payload ?? NO_BYTES);
  setIds(bytes, fields);
  bytes[4] = fields.opcode ?? 0;
  bytes[5] = fields.level ?? 0;
  bytes.writeUInt16LE(fields.version ?? 0, 6);
  if (!(isInstance && isOld)) bytes.set(guidBytes(fields.guid ?? NO_GUID), 0x18);
  return bytes;
}

export interface EventFields extends HeaderFields {
  readonly id?: number;
  readonly version?: number;
  readonly channel?: number;
  readonly level?: number;
  readonly opcode?: number;
  readonly task?: number;
  readonly keyword?: bigint;
  /** EVENT_HEADER_FLAG bits; 1 is set where there are items. */
  readonly flags?: number;
  readonly items?: readonly { readonly type: number; readonly data: Uint8Array }[];
}

/** An EVENT_HEADER with extended items as they stand on disk. */
export function eventRecord(type: 0x12 | 0x13, fields: EventFields): Uint8Array {
  const { items = [] } = fields;
  const between = items.map(({ type: itemType, data }, i) => {
    const item = Buffer.alloc(aligned(8 + data.length));
    item.writeUInt16LE(item.length, 0);
    item.writeUInt16LE(itemType, 2);
    item.writeUInt16LE(i < items.length - 1 ? 1 : 0, 4);
    item.writeUInt16LE(data.length, 6);
    item.set(data, 8);
    return item;
  });
  const bytes = record(type, 0x50, 0, fields.payload ?? NO_BYTES, Buffer.concat(between));
  setIds(bytes, fields);
  bytes.writeUInt16LE((fields.flags ?? 0) | (items.length > 0 ? 1 : 0), 4);
  bytes.set(guidBytes(fields.guid ?? NO_GUID), 0x18);
  bytes.writeUInt16LE(fields.id ?? 0, 0x28);
  bytes.set([fields.version ?? 0, fields.channel ?? 0, fields.level ?? 0, fields.opcode ?? 0], 0x2a);
  bytes.writeUInt16LE(fields.task ?? 0, 0x2e);
  bytes.writeBigUInt64LE(fields.keyword ?? 0n, 0x30);
  return bytes;
}

export interface MessageFields extends HeaderFields {
  readonly number?: number;
  readonly sequence?: number;
  readonly componentId?: number;
}

/** A WPP message with the items that its flags say, in the order of the kernel's WmiTraceMessage. */
export function messageRecord(optionFlags: number, fields: MessageFields): Uint8Array {
  const u32 = (value = 0): Buffer => {
    const item = Buffer.alloc(4);
    item.writeUInt32LE(value);
    return item;
  };
  const clock = Buffer.alloc(8);
  clock.writeBigInt64LE(fields.time ?? 0n);
  const items: Uint8Array[] = [];
  if (optionFlags & 0x01) items.push(u32(fields.sequence));
  if (optionFlags & 0x04) items.push(u32(fields.componentId));
  else if (optionFlags & 0x02) items.push(guidBytes(fields.guid ?? NO_GUID));
  if (optionFlags & 0x08) items.push(clock);
  if (optionFlags & 0x20) items.push(u32(fields.tid), u32(fields.pid));
  const bytes = Buffer.concat([Buffer.alloc(8), ...items, fields.payload ?? NO_BYTES]);
  bytes.writeUInt16LE(bytes.length, 0);
  bytes[3] = 0x90;
  bytes.writeUInt16LE(fields.number ?? 0, 4);
  bytes.writeUInt16LE(optionFlags, 6);
  return bytes;
}

/** A record of nothing but its size and type: ERROR (0x0D), TIMED (0x0C), or one that nobody knows. */
export function opaqueRecord(type: number, sizeAt: 0 | 4, payload: Uint8Array): Uint8Array {
  return record(type, 8, sizeAt, payload);
}

/** The record of the log's own header: the first of every file. */
function logHeaderRecord(shape: LogShape, buffers: number): Uint8Array {
  const pointerSize = shape.pointerSize ?? 8;
  const late = pointerSize === 4 ? 0xf0 : 0xf8;
  const names = Buffer.from(`${shape.loggerName ?? 'made'}\0${shape.logFileName ?? 'C:\\made.etl'}\0`, 'utf16le');
  const payload = Buffer.concat([Buffer.alloc(late + 0x20), names]);
  const [major, minor] = shape.layout ?? [1, 5];
  payload.writeUInt32LE(shape.bufferSize ?? 1024, 0);
  payload.set([10, 0, major, minor], 4);
  payload.writeUInt32LE(19_045, 8);
  payload.writeUInt32LE(4, 0x0c);
  payload.writeUInt32LE(shape.logFileMode ?? 0, 0x20);
  payload.writeUInt32LE(shape.buffersWritten ?? buffers, 0x24);
  payload.writeUInt32LE(1, 0x28);
  payload.writeUInt32LE(pointerSize, 0x2c);
  payload.writeUInt32LE(shape.eventsLost ?? 0, 0x30);
  payload.writeUInt32LE(shape.cpuSpeedMHz ?? 2400, 0x34);
  payload.writeBigInt64LE(shape.perfFreq ?? 10_000_000n, late + 8);
  payload.writeBigInt64LE(shape.startTime ?? START_TIME, late + 0x10);
  payload.writeUInt32LE(shape.clockType ?? 1, late + 0x18);
  payload.writeUInt32LE(shape.buffersLost ?? 0, late + 0x1c);
  return systemRecord(pointerSize === 4 ? 1 : 2, 0, { tid: 4, pid: 4, time: shape.started ?? STARTED, payload });
}

/** A whole log: the buffer of its header, then those given. */
export function writeEtl(shape: LogShape, buffers: readonly BufferShape[]): Uint8Array {
  const size = shape.bufferSize ?? 1024;
  const head = { records: [logHeaderRecord(shape, buffers.length + 1)], type: 4 };
  return Buffer.concat([head, ...buffers].map((buffer) => writeBuffer(buffer, size)));
}
