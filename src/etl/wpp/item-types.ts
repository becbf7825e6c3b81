// What the bytes of each type of argument mean: the types of defaultwpp.ini of the Windows Driver Kit, packed without padding.
import { guidOf } from '../guid-text.ts';
import { printNumber } from './general-number.ts';
import { hexOf, type PayloadReader, textOf } from './payload-reader.ts';
import { hresultName, type NameOf, ndisOidName, ndisStatusName, ntStatusName, win32Name } from './status-names.ts';
import type { TmfArgument } from './tmf-message.ts';

/** An argument as it was read: text that is ready, a whole number of so many bits, or a floating-point number. */
export type ItemValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'whole'; readonly value: bigint; readonly bits: number; readonly isSigned: boolean }
  | { readonly kind: 'float'; readonly value: number };

type Names = ReadonlyMap<number, string>;
/** Undefined where the payload ends first. */
type ReadItem = (reader: PayloadReader, names: Names) => ItemValue | undefined;

const NO_NAMES: Names = new Map();

function text(read: (reader: PayloadReader, names: Names) => string | undefined): ReadItem {
  return (reader, names) => {
    const found = read(reader, names);
    return found === undefined ? undefined : { kind: 'text', text: found };
  };
}

function whole(size: 1 | 2 | 4 | 8, isSigned: boolean): ReadItem {
  return (reader) => {
    const value = size === 8 ? reader.unsigned64() : reader.unsigned(size);
    return value === undefined ? undefined : { kind: 'whole', value: BigInt(value), bits: size * 8, isSigned };
  };
}

function pointer(reader: PayloadReader): ItemValue | undefined {
  return whole(reader.pointerSize, false)(reader, NO_NAMES);
}

function float(size: 4 | 8): ReadItem {
  return (reader) => {
    const value = reader.float(size);
    return value === undefined ? undefined : { kind: 'float', value };
  };
}

function hex8(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

/** `0xc0000022(STATUS_ACCESS_DENIED)` */
function code(nameOf: NameOf): ReadItem {
  return text((reader) => {
    const value = reader.unsigned(4);
    if (value === undefined) return undefined;
    const name = nameOf(value);
    return name === undefined ? hex8(value) : `${hex8(value)}(${name})`;
  });
}

/** `5(ERROR_ACCESS_DENIED)` */
const winError = text((reader) => {
  const value = reader.unsigned(4);
  if (value === undefined) return undefined;
  const name = win32Name(value);
  return name === undefined ? String(value) : `${value}(${name})`;
});

/** `0x00000002(DPC)` */
function list(size: 1 | 2 | 4): ReadItem {
  return text((reader, names) => {
    const value = reader.unsigned(size);
    if (value === undefined) return undefined;
    const name = names.get(value);
    return name === undefined ? hex8(value) : `${hex8(value)}(${name})`;
  });
}

/** `[1,3]`: names of the bits that are set. */
function set(size: 1 | 2 | 4): ReadItem {
  return text((reader, names) => {
    const value = reader.unsigned(size);
    if (value === undefined) return undefined;
    const found = [...names].filter(([bit]) => bit < 32 && ((value >>> bit) & 1) === 1).map(([, name]) => name);
    return `[${found.join(',')}]`;
  });
}

const enumeration = text((reader, names) => {
  const value = reader.unsigned(4);
  return value === undefined ? undefined : (names.get(value) ?? `0x${value.toString(16)}`);
});

/** `Read | Write(0x3)` */
const flagsEnumeration = text((reader, names) => {
  const value = reader.unsigned(4);
  if (value === undefined) return undefined;
  const found = [...names]
    .filter(([flag]) => flag !== 0 && (value & flag) >>> 0 === flag)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
  const all = `0x${value.toString(16)}`;
  return found.length === 0 ? all : `${found.join(' | ')}(${all})`;
});

const guid = text((reader) => {
  const bytes = reader.take(16);
  return bytes === undefined ? undefined : guidOf(bytes);
});

const SID_HEAD = 8;

/** `S-1-5-18`; tracefmt prints the name of the account, which only its own system knows. */
const sid = text((reader) => {
  const head = reader.take(SID_HEAD);
  if (head === undefined) return undefined;
  const [revision = 0, count = 0] = head;
  const authority = BigInt(`0x${hexOf(head.subarray(2))}`);
  const parts: (number | string)[] = ['S', revision, authority.toString()];
  for (let i = 0; i < count; i++) {
    const part = reader.unsigned(4);
    if (part === undefined) break;
    parts.push(part);
  }
  return parts.join('-');
});

const EPOCH_MS = 11_644_473_600_000n;
const LAST_MS = BigInt(Date.UTC(9999, 11, 31, 23, 59, 59, 999));

/** A FILETIME in UTC, `2020-01-01 00:00:00.000Z`; tracefmt prints local time. A number where no calendar has it. */
function fileTime(value: bigint): string {
  const unixMs = value / 10_000n - EPOCH_MS;
  return value < 0n || unixMs > LAST_MS ? String(value) : new Date(Number(unixMs)).toISOString().replace('T', ' ');
}

/** 100 ns as seconds: `5.000s`. */
function seconds(value: bigint): string {
  const size = value < 0n ? -value : value;
  const ms = ((size + 5_000n) / 10_000n).toString().padStart(4, '0');
  return `${value < 0n ? '-' : ''}${ms.slice(0, -3)}.${ms.slice(-3)}s`;
}

function signed64(print: (value: bigint) => string): ReadItem {
  return text((reader) => {
    const value = reader.unsigned64();
    return value === undefined ? undefined : print(BigInt.asIntN(64, value));
  });
}

const READERS: Readonly<Record<string, ReadItem>> = {
  ItemChar: whole(1, true),
  ItemUChar: whole(1, false),
  ItemShort: whole(2, true),
  ItemUShort: whole(2, false),
  ItemLong: whole(4, true),
  ItemULong: whole(4, false),
  ItemULongX: whole(4, false),
  ItemLongLong: whole(8, true),
  ItemULongLong: whole(8, false),
  ItemLongLongX: whole(8, true),
  ItemLongLongXX: whole(8, true),
  ItemLongLongO: whole(8, true),
  ItemQuad: whole(8, true),
  ItemUQuad: whole(8, false),
  ItemPtr: pointer,
  ItemFloat: float(4),
  ItemDouble: float(8),
  ItemString: text((reader) => reader.textZ(1)),
  ItemRString: text((reader) => reader.textZ(1)),
  ItemWString: text((reader) => reader.textZ(2)),
  ItemRWString: text((reader) => reader.textZ(2)),
  ItemPString: text((reader) => textIfAny(reader.counted(), 1)),
  ItemPWString: text((reader) => textIfAny(reader.counted(), 2)),
  ItemGuid: guid,
  ItemCLSID: guid,
  ItemIID: guid,
  ItemLIBID: guid,
  ItemNTSTATUS: code(ntStatusName),
  ItemHRESULT: code(hresultName),
  ItemNDIS_STATUS: code((status) => ndisStatusName(status) ?? ntStatusName(status)),
  ItemNDIS_OID: code(ndisOidName),
  ItemWINERROR: winError,
  ItemListByte: list(1),
  ItemListShort: list(2),
  ItemListLong: list(4),
  ItemSetByte: set(1),
  ItemSetShort: set(2),
  ItemSetLong: set(4),
  ItemEnum: enumeration,
  ItemFlagsEnum: flagsEnumeration,
  ItemIPAddr: text((reader) => reader.take(4)?.join('.')),
  ItemPort: text((reader) => {
    const bytes = reader.take(2);
    return bytes === undefined ? undefined : String((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0));
  }),
  ItemTimestamp: signed64(fileTime),
  // A time to wait is a moment, or, where it is negative, the time from now on.
  ItemWaitTime: signed64((value) => (value < 0n ? seconds(value) : fileTime(value))),
  ItemTimeDelta: signed64(seconds),
  ItemChar4: text((reader) => textIfAny(reader.take(4), 1)),
  ItemSid: sid,
  ItemHexDump: text((reader) => {
    const bytes = reader.counted();
    return bytes === undefined ? undefined : hexOf(bytes);
  }),
};

function textIfAny(bytes: Uint8Array | undefined, unit: 1 | 2): string | undefined {
  return bytes === undefined ? undefined : textOf(bytes, unit);
}

/** Whether it is known how many bytes such an argument has. */
export function isKnownItem(type: string): boolean {
  return Object.hasOwn(READERS, type);
}

/** The next argument; undefined where the payload ends first, or the type is not known. */
export function readItem({ type, names }: TmfArgument, reader: PayloadReader): ItemValue | undefined {
  return isKnownItem(type) ? READERS[type]?.(reader, names ?? NO_NAMES) : undefined;
}

/** A value without regard to how it is to be printed. */
export function plainText(value: ItemValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'whole':
      return String(value.isSigned ? BigInt.asIntN(value.bits, value.value) : value.value);
    case 'float':
      return printNumber(value.value, 'g');
  }
}
