import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array | string;
  /** 0 stored, 8 deflated (the default); of any other the data are written as they are. */
  readonly method?: number;
  readonly flags?: number;
  /** Sizes and checksum stand behind the data, in a descriptor with or without its signature. */
  readonly descriptor?: 'signed' | 'bare';
  /** Sizes and place stand in the extra field of zip64. */
  readonly zip64?: boolean;
  /** DOS date and time. */
  readonly date?: number;
  readonly time?: number;
  readonly extra?: Buffer;
  /** Attributes as Unix writes them: the mode in the upper half. */
  readonly mode?: number;
  /** Compressed bytes made elsewhere. */
  readonly packed?: Uint8Array;
  /** What the headers state instead of the truth. */
  readonly lies?: { readonly size?: number; readonly packed?: number; readonly crc?: number; readonly at?: number };
}

export interface ZipOptions {
  readonly comment?: string;
  /** What the end record states. */
  readonly entries?: number;
  readonly disk?: number;
  readonly zip64?: boolean;
}

const DESCRIPTOR_FLAG = 8;

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value & 0xffff, 2 * i);
  return bytes;
}

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * i);
  return bytes;
}

export function u64(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * i);
  return bytes;
}

/** An extra field of a header. */
export function extraField(id: number, data: Uint8Array): Buffer {
  return Buffer.concat([u16(id, data.length), data]);
}

interface Written {
  readonly local: Buffer;
  readonly central: Buffer;
}

function writeMember(member: ZipMember, at: number): Written {
  const {
    method = 8,
    date = 0x48c8,
    time = 0x49e0,
    extra = Buffer.alloc(0),
    descriptor,
    zip64 = false,
    lies = {},
  } = member;
  const name = typeof member.name === 'string' ? Buffer.from(member.name) : Buffer.from(member.name);
  const data = Buffer.from(member.data ?? '');
  const packedBytes = member.packed ?? (method === 8 ? deflateRawSync(data) : data);
  const size = lies.size ?? data.length;
  const packed = lies.packed ?? packedBytes.length;
  const crc = lies.crc ?? crc32(data);
  const place = lies.at ?? at;
  const flags = (member.flags ?? 0) | (descriptor === undefined ? 0 : DESCRIPTOR_FLAG);
  const head = u16(flags, method, time, date);
  const big = 0xffffffff;
  const sizes = zip64 ? u32(crc, big, big) : u32(crc, packed, size);
  const wide = zip64 ? extraField(1, u64(size, packed)) : Buffer.alloc(0);
  const wideCentral = zip64 ? extraField(1, u64(size, packed, place)) : Buffer.alloc(0);
  const localExtra = Buffer.concat([extra, wide]);
  const centralExtra = Buffer.concat([wideCentral, extra]);
  const trailer =
    descriptor === undefined
      ? []
      : [
          descriptor === 'signed' ? u32(0x08074b50) : Buffer.alloc(0),
          zip64 ? Buffer.concat([u32(crc), u64(packed, size)]) : u32(crc, packed, size),
        ];
  return {
    local: Buffer.concat([
      u32(0x04034b50),
      u16(zip64 ? 45 : 20),
      head,
      descriptor === undefined ? sizes : u32(0, 0, 0),
      u16(name.length, localExtra.length),
      name,
      localExtra,
      packedBytes,
      ...trailer,
    ]),
    central: Buffer.concat([
      u32(0x02014b50),
      u16(member.mode === undefined ? 20 : 0x031e, 20),
      head,
      sizes,
      u16(name.length, centralExtra.length, 0, 0, 0),
      u32(((member.mode ?? 0) << 16) >>> 0, zip64 ? big : place),
      name,
      centralExtra,
    ]),
  };
}

/** Writes a zip archive, also one that lies about what it holds. */
export function writeZip(members: readonly ZipMember[], options: ZipOptions = {}): Buffer {
  const { comment = '', disk = 0, zip64 = false } = options;
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const { local, central } = writeMember(member, at);
    locals.push(local);
    centrals.push(central);
    at += local.length;
  }
  const list = Buffer.concat(centrals);
  const entries = options.entries ?? members.length;
  const end64 = Buffer.concat([
    Buffer.concat([u32(0x06064b50), u64(44), u16(45, 45), u32(0, 0), u64(entries, entries, list.length, at)]),
    Buffer.concat([u32(0x07064b50, 0), u64(at + list.length), u32(1)]),
  ]);
  const end = zip64
    ? Buffer.concat([u32(0x06054b50), u16(0xffff, 0xffff, 0xffff, 0xffff), u32(0xffffffff, 0xffffffff)])
    : Buffer.concat([u32(0x06054b50), u16(disk, disk, entries, entries), u32(list.length, at)]);
  return Buffer.concat([
    ...locals,
    list,
    zip64 ? end64 : Buffer.alloc(0),
    end,
    u16(comment.length),
    Buffer.from(comment),
  ]);
}

/** The list entries of a zip that all name the same local header: many members out of few bytes. */
export function writeOverlappingZip(member: ZipMember, count: number): Buffer {
  const one = writeMember(member, 0);
  const list = Buffer.concat(Array.from({ length: count }, () => one.central));
  return Buffer.concat([
    one.local,
    list,
    u32(0x06054b50),
    u16(0, 0, count, count),
    u32(list.length, one.local.length),
    u16(0),
  ]);
}
