import { type Ticks, ticksFromFileTime, ticksFromIso } from '../model/ticks.ts';

/** Offline IM is younger than the first year, and no client of 2016 writes files after the second. */
const EARLIEST = ticksFromIso('2010-01-01');
const LATEST = ticksFromIso('2030-01-01');
/** `<imReceived from="sip:bob@contoso.com" ts="2016-06-08T09:15:00Z">` */
const TIME_ATTRIBUTE = /\bts\s*=\s*["']([^"']{1,40})["']/gi;
const FILE_TIME_TEXT = /^\d{18}$/;

/** 8-byte little-endian values at any place of a block of unknown meaning. */
function fileTimesIn(block: Uint8Array): readonly Ticks[] {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const count = Math.max(0, block.length - 7);
  return Array.from({ length: count }, (_, at) => ticksFromFileTime(view.getBigUint64(at, true)));
}

function timeAttributes(xml: string): readonly Ticks[] {
  const values = Array.from(xml.matchAll(TIME_ATTRIBUTE), (match) => match[1] ?? '');
  return values
    .map((value) => (FILE_TIME_TEXT.test(value) ? ticksFromFileTime(BigInt(value)) : ticksFromIso(value)))
    .filter((at) => at !== undefined);
}

/**
 * Earliest time known of a file's writing: its own time, FILETIMEs in its blocks and `ts` attributes of its conversation
 * XML. An inner time before 2010, after 2029 or after the file's own time is no time of its writing and is passed over.
 */
export function writingTime(
  blocks: readonly Uint8Array[],
  xml: string,
  modifiedAt: Ticks | undefined,
): Ticks | undefined {
  const isPlausible = (at: Ticks): boolean =>
    EARLIEST !== undefined && LATEST !== undefined && at >= EARLIEST && at < LATEST && at <= (modifiedAt ?? LATEST);
  const inner = [...blocks.flatMap(fileTimesIn), ...timeAttributes(xml)].filter(isPlausible);
  return inner.reduce((least, at) => (least === undefined || at < least ? at : least), modifiedAt);
}
