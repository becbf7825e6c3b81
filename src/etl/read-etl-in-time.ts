import type { BundleFile } from '../input/bundle-file.ts';
import type { EtlFacts } from './etl-facts.ts';
import type { EtlRecord } from './etl-record.ts';
import { loadBlocks, loadOnce, type SortedRecords } from './loaded-blocks.ts';
import { compareRecords, LAST_PLACE, type PlaceInOrder } from './record-order.ts';
import { indexByTime, placeOfBlock, type TimeBlock } from './time-index.ts';
import { TimeMerge } from './time-merge.ts';

/**
 * Bytes of records held at once: a block of buffers of each of 64 processors. Measured with it: peaks of 110 MB for a log written in
 * turn, 170 MB for a circular one, 270 MB for buffers in any order at all.
 */
const MEMORY = 1 << 25;
/** Each pass over a file hands out half of the memory at least, so only one of over 500 MB that is out of order throughout needs more. */
const MOST_PASSES = 64;

type Batches = AsyncGenerator<readonly EtlRecord[]>;

/**
 * The records of a log by time, then the sequence number of their buffer, then place; one without a time stays behind its
 * predecessor. Processors write buffers of their own, and circular logs begin in their middle, so order takes two walks: one
 * that keeps the span of time of each block of buffers, one that reads the blocks, by their first time where the file is on disk,
 * and holds records until no block still to come can be before them. Where more than `memory` bytes would have to be held, the
 * late ones are left for another walk. A file that can be read but once is put in order within what `memory` holds; records
 * that come too late for that are an `ETL_UNSORTED` issue.
 */
export async function* readEtlInTime(file: BundleFile, facts: EtlFacts, memory: number = MEMORY): Batches {
  if (file.isReadOnce === true) return yield* withinWindow(loadOnce(file, facts), facts, memory);
  const index = await indexByTime(file, facts);
  const blocks =
    file.disk === undefined ? index : index.toSorted((a, b) => compareRecords(placeOfBlock(a), placeOfBlock(b)));
  let after: PlaceInOrder | undefined;
  for (let pass = 1; pass <= MOST_PASSES; pass++) {
    const merge = new TimeMerge();
    let limit: PlaceInOrder | undefined;
    for await (const { records, bytes, coming } of loadBlocks(file, facts.log, blocksAfter(blocks, after))) {
      const wanted = between(records, after, limit);
      if (wanted.length * 2 < records.length) merge.addCopies(wanted);
      else merge.add(wanted, bytes);
      yield* merge.take(coming);
      if (limit !== undefined && compareRecords(coming, limit) > 0) break;
      if (merge.held <= memory) continue;
      const { first, rest } = merge.halve(memory);
      merge.addCopies(first);
      const last = first.at(-1);
      if (rest.length > 0 && last !== undefined) limit = placeOf(last);
    }
    yield* merge.take(LAST_PLACE);
    if (limit === undefined) return;
    after = limit;
  }
  yield* withinWindow(loadBlocks(file, facts.log, blocksAfter(blocks, after)), facts, memory, after);
}

/** Without what keeps its bytes in memory. */
function placeOf({ order, facts, offset }: PlaceInOrder): PlaceInOrder {
  return { order, facts, offset };
}

function blocksAfter(blocks: readonly TimeBlock[], after: PlaceInOrder | undefined): readonly TimeBlock[] {
  return after === undefined ? blocks : blocks.filter(({ greatest }) => greatest >= after.order);
}

/** Those behind `after`, and up to `limit`. */
function between(
  records: SortedRecords['records'],
  after: PlaceInOrder | undefined,
  limit: PlaceInOrder | undefined,
): SortedRecords['records'] {
  if (after === undefined && limit === undefined) return records;
  return records.filter(
    (record) =>
      (after === undefined || compareRecords(record, after) > 0) &&
      (limit === undefined || compareRecords(record, limit) <= 0),
  );
}

/** In order as far as `memory` reaches: when it is full, the earlier half goes. */
async function* withinWindow(
  loaded: AsyncIterable<SortedRecords>,
  facts: EtlFacts,
  memory: number,
  after?: PlaceInOrder,
): Batches {
  const merge = new TimeMerge();
  let gone = after;
  let late = 0;
  for await (const { records, bytes, coming } of loaded) {
    const wanted = between(records, after, undefined);
    for (const record of wanted) if (gone !== undefined && compareRecords(record, gone) < 0) late++;
    merge.add(wanted, bytes);
    for (const batch of merge.take(coming)) {
      gone = placeOfLast(batch, gone);
      yield batch;
    }
    if (merge.held <= memory) continue;
    const { first, rest } = merge.halve(memory);
    gone = placeOfLast(first, gone);
    yield first;
    merge.addCopies(rest);
  }
  yield* merge.take(LAST_PLACE);
  if (late > 0) facts.add('ETL_UNSORTED', `${late} records stand behind later ones: the file is too far out of order`);
}

/** The later of the last record handed out and what was the last before. */
function placeOfLast(records: SortedRecords['records'], before: PlaceInOrder | undefined): PlaceInOrder | undefined {
  const last = records.at(-1);
  if (last === undefined) return before;
  return before !== undefined && compareRecords(before, last) > 0 ? before : placeOf(last);
}
