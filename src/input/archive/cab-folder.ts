/**
 * What one folder of a cabinet holds: blocks of at most 32 KiB ([MS-CAB] 2.4). An MSZIP block ([MS-MCI]) is `CK` and deflate data of
 * their own, which may refer to the 32 KiB in front of them.
 */
import { constants, inflateRawSync } from 'node:zlib';
import { giveTurn } from '../turn.ts';
import type { ArchiveBudget } from './archive-budget.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import type { CabFolder } from './cab-header.ts';
import { damaged, type Loss } from './loss.ts';

const BLOCK_HEADER = 8;
export const BLOCK_BYTES: number = 1 << 15;
const MSZIP = 1;
const MSZIP_SIGNATURE = 0x4b43;
/** Blocks between two turns of the event loop: 2 MiB. */
const BLOCKS_A_TURN = 64;

/** How far the readings of a folder came. */
export interface FolderState {
  /** Compressed bytes taken by all readings. */
  packed: number;
  /** What was lost, by its place in what the folder holds. */
  readonly losses: Map<number, Loss>;
}

/** [MS-CAB] 3.1: the words of the block one over the other. */
function checksum(bytes: Buffer, seed: number): number {
  let sum = seed;
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) sum ^= bytes.readInt32LE(at);
  // The bytes that are left over stand the other way round.
  const rest = bytes.length - whole;
  if (rest > 0) sum ^= bytes.readUIntBE(whole, rest);
  return sum;
}

/** Undefined where the data are none of MSZIP. */
function decompressed(data: Buffer, history: Buffer): Buffer | undefined {
  if (data.length < 2 || data.readUInt16LE(0) !== MSZIP_SIGNATURE) return undefined;
  try {
    return inflateRawSync(data.subarray(2), {
      maxOutputLength: BLOCK_BYTES,
      finishFlush: constants.Z_SYNC_FLUSH,
      ...(history.length === 0 ? {} : { dictionary: history }),
    });
  } catch {
    return undefined;
  }
}

export async function* folderBytes(
  source: ByteSource,
  folder: CabFolder,
  reserve: number,
  state: FolderState,
  budget: ArchiveBudget,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source, folder.at);
  let history: Buffer = Buffer.alloc(0);
  let output = 0;
  try {
    for (let block = 1; block <= folder.blocks; block++) {
      const header = await reader.take(BLOCK_HEADER + reserve);
      const length = header.length < BLOCK_HEADER + reserve ? 0 : header.readUInt16LE(4);
      const data = await reader.take(length);
      if (header.length < BLOCK_HEADER + reserve || data.length < length) {
        state.losses.set(output, source.loss?.() ?? damaged('Cut: the cabinet ends before this file does.'));
        return;
      }
      const stated = header.readInt32LE(0);
      if (stated !== 0 && stated !== checksum(header.subarray(4), checksum(data, 0))) {
        state.losses.set(output, damaged('The checksum does not fit the bytes: some of them are not what was packed.'));
      }
      const bytes = folder.compression === MSZIP ? decompressed(data, history) : data;
      if (bytes === undefined || bytes.length !== header.readUInt16LE(6)) {
        state.losses.set(output, damaged('The compressed data are damaged; what stands behind the damage is lost.'));
      }
      if (bytes === undefined) return;
      const over = budget.spend(bytes.length);
      if (over !== undefined) state.losses.set(output, over);
      if (over !== undefined) return;
      state.packed += data.length;
      output += bytes.length;
      history = bytes.length === BLOCK_BYTES ? bytes : Buffer.concat([history, bytes]).subarray(-BLOCK_BYTES);
      yield bytes;
      if (block % BLOCKS_A_TURN === 0) await giveTurn();
    }
  } finally {
    await reader.close();
  }
}
