import { ansiText } from '../input/encoding.ts';
import { ticksFromFileTime, ticksFromUtc, ticksToIso } from '../model/ticks.ts';
import type { FieldForm, FieldSchema, FieldType, FieldValue } from './field-schema.ts';
import { guidOf } from './guid-text.ts';
import type { PackedReader } from './packed-reader.ts';

const SIZES: Partial<Readonly<Record<FieldType, 1 | 2 | 4>>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
};
/** SubAuthorityCount of a SID is at most 15. */
const MOST_AUTHORITIES = 15;
const IPV6_BYTES = 16;

function hexText(value: number | bigint): string {
  return `0x${value.toString(16).toUpperCase()}`;
}

/** `0x80072EE2`: as the readers of wire errors know it. */
function statusText(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** A number where a double holds it exactly, else its decimal digits. */
function exact(value: bigint): number | string {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}

/** JSON has no NaN, no infinity and no zero below zero. */
function finite(value: number | undefined): number | string | undefined {
  if (value === undefined) return undefined;
  return Number.isFinite(value) ? value + 0 : String(value);
}

function integer(value: number, size: 1 | 2 | 4, form: FieldForm): FieldValue {
  switch (form) {
    case 'boolean':
      return value !== 0;
    case 'hex':
      return hexText(value < 0 ? value + 2 ** (8 * size) : value);
    case 'status':
      return statusText(value);
    // In network order.
    case 'port':
      return ((value & 0xff) << 8) | ((value >> 8) & 0xff);
    case 'ipv4':
      return [value, value >> 8, value >> 16, value >> 24].map((part) => part & 0xff).join('.');
    default:
      return value;
  }
}

function wide(value: bigint | undefined, form: FieldForm): FieldValue | undefined {
  if (value === undefined) return undefined;
  return form === 'hex' ? hexText(BigInt.asUintN(64, value)) : exact(value);
}

/** A FILETIME; a count that is no sensible moment stays its digits. */
function fileTime(value: bigint | undefined): FieldValue | undefined {
  if (value === undefined) return undefined;
  const at = ticksFromFileTime(value);
  return at === undefined ? exact(value) : ticksToIso(at);
}

/** A SYSTEMTIME: eight u16, the third being the day of the week. Taken as UTC, which GetSystemTime gives. */
function systemTime(bytes: Buffer | undefined): FieldValue | undefined {
  if (bytes === undefined) return undefined;
  const part = (index: number): number => bytes.readUInt16LE(2 * index);
  const at = ticksFromUtc(part(0), part(1), part(3), part(4), part(5), part(6), part(7) * 10_000);
  return at === undefined ? [0, 1, 3, 4, 5, 6, 7].map(part).join(' ') : ticksToIso(at);
}

/** `S-1-5-21-…`: revision, count, an authority of 48 bits in network order, sub-authorities. */
function sid(reader: PackedReader): FieldValue | undefined {
  const head = reader.take(8);
  if (head === undefined) return undefined;
  const count = head[1] ?? 0;
  const rest = count > MOST_AUTHORITIES ? undefined : reader.take(4 * count);
  if (rest === undefined) return undefined;
  const authorities = Array.from({ length: count }, (_, index) => rest.readUInt32LE(4 * index));
  return ['S', head[0], head.readUIntBE(2, 6), ...authorities].join('-');
}

function ipv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16));
  // The longest run of zeros is left out, as RFC 5952 has it.
  const runs = [...groups.join(':').matchAll(/(?<![\da-f])0(?::0)+(?![\da-f])/g)];
  const longest = runs.reduce<RegExpExecArray | undefined>(
    (best, run) => (best === undefined || run[0].length > best[0].length ? run : best),
    undefined,
  );
  if (longest === undefined) return groups.join(':');
  const text = groups.join(':');
  const [before, behind] = [text.slice(0, longest.index), text.slice(longest.index + longest[0].length)];
  return `${before.replace(/:$/, '')}::${behind.replace(/^:/, '')}`;
}

/** SOCKADDR_IN and SOCKADDR_IN6: family 2 or 23, port in network order, address. */
function socketAddress(bytes: Buffer): string | undefined {
  const family = bytes.length < 8 ? 0 : bytes.readUInt16LE(0);
  if (family === 2) return `${[...bytes.subarray(4, 8)].join('.')}:${bytes.readUInt16BE(2)}`;
  return family === 23 && bytes.length >= 24 ? `[${ipv6(bytes.subarray(8, 24))}]:${bytes.readUInt16BE(2)}` : undefined;
}

function binaryText(bytes: Buffer | undefined, form: FieldForm): FieldValue | undefined {
  if (bytes === undefined) return undefined;
  if (form === 'ipv6' && bytes.length === IPV6_BYTES) return ipv6(bytes);
  const address = form === 'socket-address' ? socketAddress(bytes) : undefined;
  if (address !== undefined) return address;
  return form === 'utf-8' || form === 'string' ? bytes.toString('utf8') : bytes.toString('hex');
}

function withoutNuls(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

export function wideText(bytes: Buffer): string {
  return bytes.toString('utf16le');
}

function narrowText(bytes: Buffer, form: FieldForm): string {
  return form === 'utf-8' ? bytes.toString('utf8') : ansiText(bytes);
}

/** A text whose length in characters is known; a buffer of such a size may hold a shorter one. */
function sizedText(reader: PackedReader, isWide: boolean, length: number, form: FieldForm): FieldValue | undefined {
  const bytes = reader.take(isWide ? 2 * length : length);
  return bytes === undefined ? undefined : withoutNuls(isWide ? wideText(bytes) : narrowText(bytes, form));
}

/** Reads one value that is no struct; undefined where the payload ends before it does. `length`: what the schema or another field says of it. */
export function readValue(
  reader: PackedReader,
  { type, form }: FieldSchema,
  pointerSize: 4 | 8,
  length: number | undefined,
): FieldValue | undefined {
  switch (type) {
    case 'null':
    case 'struct':
      return null;
    case 'utf16':
    case 'ansi': {
      if (length !== undefined) return sizedText(reader, type === 'utf16', length, form);
      const bytes = reader.upToNul(type === 'utf16' ? 2 : 1);
      if (bytes === undefined) return undefined;
      return type === 'utf16' ? wideText(bytes) : narrowText(bytes, form);
    }
    case 'counted-utf16':
    case 'counted-ansi': {
      const bytes = reader.take(reader.uint(2) ?? 0);
      if (bytes === undefined || reader.isPast) return undefined;
      return type === 'counted-utf16' ? wideText(bytes) : narrowText(bytes, form);
    }
    case 'binary':
    case 'counted-binary': {
      // Of binary data without a length TDH takes that of an address of IPv6 from its out type.
      const size = length ?? (type === 'binary' && form === 'ipv6' ? IPV6_BYTES : reader.uint(2));
      return size === undefined ? undefined : binaryText(reader.take(size), form);
    }
    case 'float':
      return finite(reader.take(4)?.readFloatLE(0));
    case 'double':
      return finite(reader.take(8)?.readDoubleLE(0));
    case 'bool32': {
      const value = reader.uint(4);
      return value === undefined ? undefined : value !== 0;
    }
    case 'int64':
      return wide(reader.take(8)?.readBigInt64LE(0), form);
    case 'uint64':
      return wide(reader.take(8)?.readBigUInt64LE(0), form);
    case 'pointer':
    case 'size': {
      const bytes = reader.take(pointerSize);
      const value = pointerSize === 4 ? bytes?.readUInt32LE(0) : bytes?.readBigUInt64LE(0);
      return value === undefined ? undefined : type === 'pointer' ? hexText(value) : exact(BigInt(value));
    }
    case 'guid': {
      const bytes = reader.take(16);
      return bytes === undefined ? undefined : guidOf(bytes);
    }
    case 'filetime':
      return fileTime(reader.take(8)?.readBigInt64LE(0));
    case 'systemtime':
      return systemTime(reader.take(16));
    case 'sid':
      return sid(reader);
    default: {
      const size = SIZES[type] ?? 4;
      const value = type.startsWith('u') ? reader.uint(size) : reader.int(size);
      return value === undefined ? undefined : integer(value, size, form);
    }
  }
}
