import type { BundleFile } from '../input/bundle-file.ts';
import type { OpenBuffer } from './buffer-opener.ts';
import { BufferRecord, type RecordBytes } from './buffer-record.ts';
import { EtlFacts } from './etl-facts.ts';
import type { LogHeader } from './log-header.ts';
import { type LogStretch, openBuffers } from './open-buffers.ts';
import { compareRecords, FIRST_PLACE, flushTime, LAST_PLACE, type PlaceInOrder, setOrder } from './record-order.ts';
import { BLOCK_SIZE, placeOfBlock, type TimeBlock } from './time-index.ts';

/** Records in order of time, in memory of their own. */
export interface SortedRecords {
  readonly records: readonly BufferRecord[];
  /** Bytes that they keep in memory. */
  readonly bytes: number;
  /** No record still to come is in front of this. */
  readonly coming: PlaceInOrder;
}

export function room(bytes: number): RecordBytes {
  const memory = new Uint8Array(bytes);
  return { bytes: memory, view: new DataView(memory.buffer) };
}

/** Copies buffers into memory of their own and sorts their records. */
class BlockBuilder {
  readonly #in: RecordBytes;
  #used = 0;
  readonly #records: BufferRecord[] = [];
  /** Of the last record. */
  order: number;

  constructor(bytes: number, before: number) {
    this.#in = room(bytes);
    this.order = before;
  }

  fits({ end }: OpenBuffer): boolean {
    return this.#used + end <= this.#in.bytes.length;
  }

  /** The records of a buffer that fits; answers how many. */
  add(buffer: OpenBuffer): number {
    const { cursor, facts, end, in: source } = buffer;
    const base = this.#used;
    this.#in.bytes.set(source.bytes.subarray(0, end), base);
    this.#used += end;
    const records: BufferRecord[] = [];
    while (cursor.advance())
      records.push(new BufferRecord(this.#in, base + cursor.at, cursor.form, facts, cursor.at, cursor.size));
    this.order = setOrder(records, flushTime(buffer), this.order);
    for (const record of records) this.#records.push(record);
    return records.length;
  }

  sorted(coming: PlaceInOrder): SortedRecords {
    // Most blocks are in order as they are, which the sort finds out in one walk.
    return { records: this.#records.sort(compareRecords), bytes: this.#in.bytes.length, coming };
  }
}

/** The records of a log that can be read but once, a block of buffers at a time. */
export async function* loadOnce(file: BundleFile, facts: EtlFacts): AsyncGenerator<SortedRecords> {
  let builder = new BlockBuilder(BLOCK_SIZE, Number.NEGATIVE_INFINITY);
  for await (const buffers of openBuffers(file, facts)) {
    for (const buffer of buffers) {
      if (!builder.fits(buffer)) {
        yield builder.sorted(FIRST_PLACE);
        builder = new BlockBuilder(Math.max(BLOCK_SIZE, buffer.end), builder.order);
      }
      facts.records += builder.add(buffer);
      buffers.opener.close(buffer);
    }
  }
  yield builder.sorted(FIRST_PLACE);
}

interface Part {
  /** Undefined: the file from its start. */
  readonly stretch: LogStretch | undefined;
  readonly blocks: readonly TimeBlock[];
}

/** Blocks that follow one another in the file as well are read in one go. */
function stretchesOf(blocks: readonly TimeBlock[]): Part[] {
  const parts: { stretch: LogStretch; blocks: TimeBlock[] }[] = [];
  for (const block of blocks) {
    const part = parts.at(-1);
    if (part?.stretch.end === block.start) {
      part.stretch = { ...part.stretch, end: block.end };
      part.blocks.push(block);
    } else {
      const { start, end, firstBuffer } = block;
      parts.push({ stretch: { start, end, firstBuffer }, blocks: [block] });
    }
  }
  return parts;
}

/**
 * The records of blocks in the order in which these are given; that must be the order of the file where parts of it cannot be
 * read by themselves. Of damage the index has told already.
 */
export async function* loadBlocks(
  file: BundleFile,
  log: LogHeader | undefined,
  blocks: readonly TimeBlock[],
): AsyncGenerator<SortedRecords> {
  const facts = new EtlFacts(file.path);
  facts.log = log;
  const coming = leastToCome(blocks);
  const parts = file.disk === undefined ? [{ stretch: undefined, blocks }] : stretchesOf(blocks);
  let done = 0;
  for (const part of parts) {
    let inPart = 0;
    let builder: BlockBuilder | undefined;
    const builderOf = ({ bytes, before }: TimeBlock): BlockBuilder => (builder ??= new BlockBuilder(bytes, before));
    for await (const buffers of openBuffers(file, facts, part.stretch)) {
      for (const buffer of buffers) {
        const { offset } = buffer.found;
        let block = part.blocks[inPart];
        while (block !== undefined && offset >= block.end) {
          done++;
          if (builder !== undefined) yield builder.sorted(coming[done] ?? LAST_PLACE);
          builder = undefined;
          block = part.blocks[++inPart];
        }
        // A client that still writes may change what the index saw: a buffer that grew meanwhile is left out.
        if (block !== undefined && offset >= block.start && builderOf(block).fits(buffer)) builderOf(block).add(buffer);
      }
    }
    done += part.blocks.length - inPart;
    if (builder !== undefined) yield builder.sorted(coming[done] ?? LAST_PLACE);
  }
}

/** For each block the place in front of it and those behind it. */
function leastToCome(blocks: readonly TimeBlock[]): readonly PlaceInOrder[] {
  let least = LAST_PLACE;
  const places = blocks.toReversed().map((block) => {
    const place = placeOfBlock(block);
    if (compareRecords(place, least) < 0) least = place;
    return least;
  });
  return places.reverse();
}
