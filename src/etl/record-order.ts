import type { Ticks } from '../model/ticks.ts';
import type { OpenBuffer } from './buffer-opener.ts';
import type { BufferFacts, BufferRecord } from './buffer-record.ts';

/** What tells where a record stands among all of its log. */
export interface PlaceInOrder {
  readonly order: number;
  readonly facts: Pick<BufferFacts, 'sequence' | 'index'>;
  readonly offset: number;
}

/** In front of every record, and behind every one. */
export const FIRST_PLACE: PlaceInOrder = placeAt(Number.NEGATIVE_INFINITY);
export const LAST_PLACE: PlaceInOrder = placeAt(Number.POSITIVE_INFINITY);

function placeAt(end: number): PlaceInOrder {
  return { order: end, facts: { sequence: end, index: end }, offset: end };
}

/** By time, then the sequence number of the buffer, then place. */
export function compareRecords(a: PlaceInOrder, b: PlaceInOrder): number {
  return (
    a.order - b.order || a.facts.sequence - b.facts.sequence || a.facts.index - b.facts.index || a.offset - b.offset
  );
}

/** When a buffer was flushed; undefined where it does not say so. */
export function flushTime({ found, facts }: OpenBuffer): Ticks | undefined {
  const { timeLow, timeHigh } = found.header;
  return timeLow === 0 && timeHigh === 0 ? undefined : facts.clock?.at(timeLow, timeHigh);
}

/**
 * Gives the records of one buffer what they are put in order by. One without a time stays behind its predecessor; at the
 * start of a buffer it stands in front of the first that has a time, and where none has, all have the time of the flush, else
 * `before`, that of the record before this buffer. Answers the last one's.
 */
export function setOrder(records: readonly BufferRecord[], flushed: Ticks | undefined, before: number): number {
  let order: number = records.find(({ at }) => at !== undefined)?.at ?? flushed ?? before;
  for (const record of records) {
    order = record.at ?? order;
    record.order = order;
  }
  return order;
}
