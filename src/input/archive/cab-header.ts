/** Structures of a cabinet ([MS-CAB]: Cabinet File Format, sections 2.1 to 2.4), all of little endian. */
import { ByteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { nameText } from './member-name.ts';
import { type MemberTime, timeOfDos } from './member-time.ts';

const HEADER = 36;
const FOLDER = 8;
const FILE = 16;
/** Names have at most 255 bytes. */
const MAX_NAME = 255;

const FLAG = { hasPrevious: 1, hasNext: 2, hasReserve: 4 } as const;

export interface CabFolder {
  /** Place of its first block. */
  readonly at: number;
  readonly blocks: number;
  /** Lower four bits: 0 stored, 1 MSZIP, 2 Quantum, 3 LZX. */
  readonly compression: number;
}

export interface CabFile {
  readonly name: string;
  readonly size: number;
  /** Place in what its folder holds. */
  readonly at: number;
  /** Number of its folder; 0xfffd and above: it goes on in another cabinet. */
  readonly folder: number;
  readonly time: MemberTime;
}

export interface CabHeader {
  readonly folders: readonly CabFolder[];
  readonly files: number;
  /** Place of the first file's record. */
  readonly filesAt: number;
  /** Bytes that other programs keep in front of each block. */
  readonly blockReserve: number;
  readonly isOneOfSeveral: boolean;
}

/** Undefined where the header is cut. */
export async function readCabHeader(source: ByteSource): Promise<CabHeader | undefined> {
  const reader = new ByteReader(source);
  try {
    const fixed = await reader.take(HEADER);
    if (fixed.length < HEADER) return undefined;
    const flags = fixed.readUInt16LE(30);
    let reserve = { header: 0, folder: 0, block: 0 };
    if ((flags & FLAG.hasReserve) !== 0) {
      const sizes = await reader.take(4);
      if (sizes.length < 4) return undefined;
      reserve = { header: sizes.readUInt16LE(0), folder: sizes[2] ?? 0, block: sizes[3] ?? 0 };
      await reader.skip(reserve.header);
    }
    // Of each neighbour the name of its file and of its disk.
    const names = ((flags & FLAG.hasPrevious) === 0 ? 0 : 2) + ((flags & FLAG.hasNext) === 0 ? 0 : 2);
    for (let i = 0; i < names; i++) await reader.textTo0(MAX_NAME);
    const folders: CabFolder[] = [];
    for (let i = 0; i < fixed.readUInt16LE(26); i++) {
      const folder = await reader.take(FOLDER + reserve.folder);
      if (folder.length < FOLDER) return undefined;
      folders.push({
        at: folder.readUInt32LE(0),
        blocks: folder.readUInt16LE(4),
        compression: folder.readUInt16LE(6) & 0xf,
      });
    }
    return {
      folders,
      files: fixed.readUInt16LE(28),
      filesAt: fixed.readUInt32LE(16),
      blockReserve: reserve.block,
      isOneOfSeveral: names > 0,
    };
  } finally {
    await reader.close();
  }
}

/** Hands the records of the files to `take` until it answers false. Answers whether all were there. */
export async function eachCabFile(
  source: ByteSource,
  header: CabHeader,
  take: (file: CabFile) => boolean,
): Promise<boolean> {
  const reader = new ByteReader(source, header.filesAt);
  try {
    for (let i = 0; i < header.files; i++) {
      const fixed = await reader.take(FILE);
      const name = fixed.length < FILE ? undefined : await reader.textTo0(MAX_NAME);
      if (name === undefined) return false;
      const file: CabFile = {
        // The attribute 0x80 says UTF-8; without it the code page is that of the machine. Both are told by the bytes.
        name: nameText(name),
        size: fixed.readUInt32LE(0),
        at: fixed.readUInt32LE(4),
        folder: fixed.readUInt16LE(8),
        time: timeOfDos(fixed.readUInt16LE(10), fixed.readUInt16LE(12)),
      };
      if (!take(file)) return true;
    }
    return true;
  } finally {
    await reader.close();
  }
}
