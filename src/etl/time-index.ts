import type { BundleFile } from '../input/bundle-file.ts';
import type { EtlFacts } from './etl-facts.ts';
import { openBuffers } from './open-buffers.ts';
import { flushTime, type PlaceInOrder } from './record-order.ts';

/** Small enough to be held in numbers, large enough that a file of some GB has few thousands. */
export const BLOCK_SIZE: number = 1 << 18;

/** Buffers that stand one behind the other in the file, and what their records are put in order by. */
export interface TimeBlock {
  readonly start: number;
  end: number;
  readonly firstBuffer: number;
  /** Bytes of the buffers as they are open: decompressed, and what is in use of them. */
  bytes: number;
  /** Of their records, in Ticks; infinite where the file begins with records without a time. */
  least: number;
  greatest: number;
  /** Least sequence number of its buffers. */
  sequence: number;
  /** The order of the last record in front of the block. */
  readonly before: number;
}

/** A place that no record of the block is in front of. */
export function placeOfBlock({ least, sequence, firstBuffer }: TimeBlock): PlaceInOrder {
  return { order: least, facts: { sequence, index: firstBuffer }, offset: 0 };
}

/** One walk through the log: the spans of time of its blocks, in file order. Blocks without records are left out. */
export async function indexByTime(file: BundleFile, facts: EtlFacts): Promise<readonly TimeBlock[]> {
  const blocks: TimeBlock[] = [];
  let order = Number.NEGATIVE_INFINITY;
  let block: TimeBlock | undefined;
  for await (const buffers of openBuffers(file, facts)) {
    for (const buffer of buffers) {
      const { cursor, found, in: bytes, facts: shared, end } = buffer;
      const { view } = bytes;
      const recordsBefore = facts.records;
      let last: number | undefined;
      let least = Number.POSITIVE_INFINITY;
      let greatest = Number.NEGATIVE_INFINITY;
      while (cursor.advance()) {
        facts.records++;
        const { timeAt } = cursor.form;
        if (timeAt === 0) continue;
        const place = cursor.at + timeAt;
        const at = shared.clock?.at(view.getUint32(place, true), view.getInt32(place + 4, true));
        if (at === undefined) continue;
        last = at;
        if (at < least) least = at;
        if (at > greatest) greatest = at;
      }
      buffers.opener.close(buffer);
      const stop = found.offset + found.bytes.length;
      const isFull = block === undefined || stop - block.start > BLOCK_SIZE;
      if (facts.records === recordsBefore) {
        if (block === undefined || isFull) continue;
        block.end = stop;
        block.bytes += end;
        continue;
      }
      const before = order;
      order = last ?? flushTime(buffer) ?? before;
      if (last === undefined) {
        least = order;
        greatest = order;
      }
      if (block === undefined || isFull) {
        const { index, offset, sequence } = shared;
        block = { start: offset, end: stop, firstBuffer: index, bytes: end, least, greatest, sequence, before };
        blocks.push(block);
        continue;
      }
      block.end = stop;
      block.bytes += end;
      block.least = Math.min(block.least, least);
      block.greatest = Math.max(block.greatest, greatest);
      block.sequence = Math.min(block.sequence, shared.sequence);
    }
  }
  return blocks;
}
