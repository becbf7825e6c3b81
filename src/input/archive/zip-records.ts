/**
 * Structures of zip (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5; Info-ZIP extra fields: `proginfo/extrafld.txt` of Info-ZIP's Zip),
 * all of little endian.
 */
import { crc32 } from 'node:zlib';
import { dosNameText, nameText } from './member-name.ts';
import { type MemberTime, timeOfDos, timeOfFileTime, timeOfUnix } from './member-time.ts';

export const SIGNATURE = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;

export const FLAG = { encrypted: 1, hasDescriptor: 8, utf8: 0x800, maskedHeaders: 0x2000 } as const;

/** Bytes of the fixed parts. */
export const FIXED = { local: 30, central: 46, end: 22, end64: 56, locator64: 20 } as const;

/** Where a number of 32 bits does not hold the value, it stands in the extra field. */
const ABSENT_32 = 0xffffffff;

/** What a header, local or central, says of a member. */
export interface ZipHeader {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly time: MemberTime;
  /** Upper half: mode of Unix, where Unix wrote it; lower half: attributes of DOS. */
  readonly attributes: number;
  readonly isUnix: boolean;
  /** Place of the local header. */
  readonly at: number;
}

/** Extra fields by id; those that overrun end the list. */
function extraFields(extra: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) break;
    fields.set(extra.readUInt16LE(at), extra.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

function nameOf(raw: Buffer, flags: number, fields: ReadonlyMap<number, Buffer>): string {
  // Info-ZIP's Unicode path: version 1, CRC of the name it stands for, UTF-8.
  const unicode = fields.get(0x7075);
  if (unicode !== undefined && unicode.length > 5 && unicode[0] === 1 && unicode.readUInt32LE(1) === crc32(raw)) {
    return nameText(unicode.subarray(5));
  }
  return (flags & FLAG.utf8) === 0 ? dosNameText(raw) : nameText(raw);
}

/** NTFS times (0x000a, attribute 1) and the extended timestamp (0x5455) are UTC; what stands in the header itself is local time. */
function timeOf(date: number, time: number, fields: ReadonlyMap<number, Buffer>): MemberTime {
  const ntfs = fields.get(0x000a);
  if (ntfs !== undefined && ntfs.length >= 16 && ntfs.readUInt16LE(4) === 1) {
    const modifiedAt = timeOfFileTime(ntfs.readBigUInt64LE(8));
    if (modifiedAt !== undefined) return { modifiedAt };
  }
  const extended = fields.get(0x5455);
  if (extended !== undefined && extended.length >= 5 && ((extended[0] ?? 0) & 1) !== 0) {
    const modifiedAt = timeOfUnix(extended.readInt32LE(1));
    if (modifiedAt !== undefined) return { modifiedAt };
  }
  return timeOfDos(date, time);
}

/** The values of the zip64 field, in the order in which the 32 bits were not enough. */
function wide(values: readonly number[], fields: ReadonlyMap<number, Buffer>): readonly number[] {
  const field = fields.get(1);
  let at = 0;
  return values.map((value) => {
    if (value !== ABSENT_32 || field === undefined || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  });
}

/** `variable`: the bytes behind the fixed part of a central header: name and extra field, at least. */
export function centralHeader(fixed: Buffer, variable: Buffer): ZipHeader {
  const nameLength = fixed.readUInt16LE(28);
  const fields = extraFields(variable.subarray(nameLength, nameLength + fixed.readUInt16LE(30)));
  const flags = fixed.readUInt16LE(8);
  const stated = [fixed.readUInt32LE(24), fixed.readUInt32LE(20), fixed.readUInt32LE(42)];
  const [size = 0, packed = 0, at = 0] = wide(stated, fields);
  return {
    name: nameOf(variable.subarray(0, nameLength), flags, fields),
    flags,
    method: fixed.readUInt16LE(10),
    crc: fixed.readUInt32LE(16),
    packed,
    size,
    time: timeOf(fixed.readUInt16LE(14), fixed.readUInt16LE(12), fields),
    attributes: fixed.readUInt32LE(38),
    isUnix: fixed[5] === 3,
    at,
  };
}

/** The same of a local header, which has no attributes. */
export function localHeader(fixed: Buffer, variable: Buffer, at: number): ZipHeader {
  const nameLength = fixed.readUInt16LE(26);
  const fields = extraFields(variable.subarray(nameLength));
  const flags = fixed.readUInt16LE(6);
  const [size = 0, packed = 0] = wide([fixed.readUInt32LE(22), fixed.readUInt32LE(18)], fields);
  return {
    name: nameOf(variable.subarray(0, nameLength), flags, fields),
    flags,
    method: fixed.readUInt16LE(8),
    crc: fixed.readUInt32LE(14),
    packed,
    size,
    time: timeOf(fixed.readUInt16LE(12), fixed.readUInt16LE(10), fields),
    attributes: 0,
    isUnix: false,
    at,
  };
}

/** Bytes of name and extra field behind a local header. */
export function localVariable(fixed: Buffer): number {
  return fixed.readUInt16LE(26) + fixed.readUInt16LE(28);
}

/** Bytes of name, extra field and comment behind a central header. */
export function centralVariable(fixed: Buffer): number {
  return fixed.readUInt16LE(28) + fixed.readUInt16LE(30) + fixed.readUInt16LE(32);
}

export function hasSignature(bytes: Buffer, signature: number): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === signature;
}
