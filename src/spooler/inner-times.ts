import type { SpoolFileSeen } from '../model/observation.ts';
import { addSeconds, earlier, type Ticks, ticksFromFileTime, ticksFromIso } from '../model/ticks.ts';

/** Offline IM is younger than the first year, and no client of 2016 writes files after the second. */
const EARLIEST = ticksFromIso('2010-01-01');
const LATEST = ticksFromIso('2030-01-01');
/** `<imReceived from="sip:bob@contoso.com" ts="2016-06-08T09:15:00Z">` */
const TIME_ATTRIBUTE = /\bts\s*=\s*["']([^"']{1,40})["']/gi;
const FILE_TIME_TEXT = /^\d{18}$/;
/** Seconds by which local time is behind UTC at most. */
const FARTHEST_BEHIND = 12 * 3600;

/** The file's own time; absent where the bundle does not keep it. */
export interface FileTime {
  readonly modifiedAt?: Ticks;
  /** `modifiedAt` is local time of an unknown zone. */
  readonly hasLocalTime?: boolean;
}

type WritingTime = Pick<SpoolFileSeen, 'writtenAt' | 'hasLocalTime'>;

/** 8-byte little-endian values at any place of a block of unknown meaning. */
function fileTimesIn(block: Uint8Array): readonly (Ticks | undefined)[] {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const count = Math.max(0, block.length - 7);
  return Array.from({ length: count }, (_, at) => ticksFromFileTime(view.getBigUint64(at, true)));
}

function timeAttributes(xml: string): readonly (Ticks | undefined)[] {
  const values = Array.from(xml.matchAll(TIME_ATTRIBUTE), (match) => match[1] ?? '');
  return values.map((value) => (FILE_TIME_TEXT.test(value) ? ticksFromFileTime(BigInt(value)) : ticksFromIso(value)));
}

/**
 * Earliest time known of a file's writing: its own time, FILETIMEs in its blocks and `ts` attributes of its conversation
 * XML. An inner time before 2010, after 2029 or after the file's own time is no time of its writing and is passed over. The
 * file's own time counts only without an inner one where it is local time of an unknown zone.
 */
export function writingTime(
  blocks: readonly Uint8Array[],
  xml: string,
  { modifiedAt, hasLocalTime = false }: FileTime,
): WritingTime {
  const end = hasLocalTime && modifiedAt !== undefined ? addSeconds(modifiedAt, FARTHEST_BEHIND) : modifiedAt;
  const isPlausible = (at: Ticks | undefined): at is Ticks =>
    at !== undefined &&
    EARLIEST !== undefined &&
    LATEST !== undefined &&
    at >= EARLIEST &&
    at < LATEST &&
    at <= (end ?? LATEST);
  const inner = [...blocks.flatMap(fileTimesIn), ...timeAttributes(xml)].filter(isPlausible);
  const writtenAt = inner.reduce<Ticks | undefined>(
    (least, at) => earlier(least, at),
    hasLocalTime ? undefined : modifiedAt,
  );
  if (writtenAt !== undefined) return { writtenAt };
  return modifiedAt === undefined ? {} : { writtenAt: modifiedAt, hasLocalTime };
}
