import { deflateRawSync } from 'node:zlib';
import { u16, u32 } from './zip-writer.ts';

export interface CabMember {
  readonly name: string | Uint8Array;
  readonly data: Uint8Array | string;
  readonly date?: number;
  readonly time?: number;
  /** Number of its folder; 0xfffd to 0xffff: continued from or in another cabinet. */
  readonly folder?: number;
  /** Place and size that its record states. */
  readonly at?: number;
  readonly stated?: number;
}

export interface CabOptions {
  /** 0 stored, 1 MSZIP (the default), 2 Quantum, 3 LZX: of the last two the data are written as they are. */
  readonly compression?: number;
  readonly reserve?: { readonly header: number; readonly folder: number; readonly block: number };
  readonly previous?: string;
  readonly next?: string;
  readonly isUnsummed?: boolean;
}

const BLOCK = 1 << 15;

/** [MS-CAB] section 3.1, byte by byte. */
function checksum(bytes: Uint8Array, seed: number): number {
  const words = bytes.length >> 2;
  let sum = seed;
  for (let i = 0; i < words; i++) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(4 * i);
    sum ^= a | (b << 8) | (c << 16) | (d << 24);
  }
  const [x = 0, y = 0, z = 0] = bytes.subarray(4 * words);
  const left = bytes.length % 4;
  if (left === 3) sum ^= (x << 16) | (y << 8) | z;
  if (left === 2) sum ^= (x << 8) | y;
  if (left === 1) sum ^= x;
  return sum >>> 0;
}

function writeBlocks(data: Buffer, { compression = 1, reserve, isUnsummed = false }: CabOptions): readonly Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += BLOCK) {
    const plain = data.subarray(at, at + BLOCK);
    const dictionary = data.subarray(Math.max(0, at - BLOCK), at);
    const packed =
      compression === 1
        ? Buffer.concat([Buffer.from('CK'), deflateRawSync(plain, dictionary.length > 0 ? { dictionary } : {})])
        : plain;
    const rest = Buffer.concat([u16(packed.length, plain.length), Buffer.alloc(reserve?.block ?? 0, 0x5a)]);
    blocks.push(Buffer.concat([u32(isUnsummed ? 0 : checksum(rest, checksum(packed, 0))), rest, packed]));
  }
  return blocks;
}

/** Writes a cabinet; files of one folder are compressed as one. */
export function writeCab(members: readonly CabMember[], options: CabOptions = {}): Buffer {
  const { compression = 1, reserve, previous, next } = options;
  const folders = new Map<number, Buffer[]>();
  const records = members.map((member) => {
    const { folder = 0, date = 0x48c8, time = 0x49e0 } = member;
    const data = Buffer.from(member.data);
    const held = folders.get(folder) ?? [];
    const at = held.reduce((sum, part) => sum + part.length, 0);
    folders.set(folder, [...held, data]);
    const fixed = [u32(member.stated ?? data.length, member.at ?? at), u16(folder, date, time, 0xa0)];
    return Buffer.concat([...fixed, Buffer.from(member.name), Buffer.alloc(1)]);
  });
  const flags = (previous === undefined ? 0 : 1) | (next === undefined ? 0 : 2) | (reserve === undefined ? 0 : 4);
  const names = [previous, next].filter((name) => name !== undefined).map((name) => Buffer.from(`${name}\0disk\0`));
  const reserves =
    reserve === undefined
      ? []
      : [u16(reserve.header), Buffer.from([reserve.folder, reserve.block]), Buffer.alloc(reserve.header, 0x5a)];
  const front = 36 + [...reserves, ...names].reduce((sum, part) => sum + part.length, 0);
  const own = [...folders]
    .filter(([number]) => number < 0xfffd)
    .map(([, parts]) => writeBlocks(Buffer.concat(parts), options));
  const filesAt = front + own.length * (8 + (reserve?.folder ?? 0));
  const list = Buffer.concat(records);
  let at = filesAt + list.length;
  const folderRecords = own.map((blocks) => {
    const record = Buffer.concat([u32(at), u16(blocks.length, compression), Buffer.alloc(reserve?.folder ?? 0, 0x5a)]);
    at += blocks.reduce((sum, block) => sum + block.length, 0);
    return record;
  });
  const head = [
    Buffer.from('MSCF'),
    u32(0, at, 0, filesAt, 0),
    Buffer.from([3, 1]),
    u16(own.length, members.length, flags, 0x1234, 0),
  ];
  return Buffer.concat([...head, ...reserves, ...names, ...folderRecords, list, ...own.flat()]);
}
