import { TICKS_PER_SECOND, ticksFromFileTime } from '../model/ticks.ts';
import { offsetMinutes, offsetText, RAW_FILE_TIME, systemTime } from './system-time.ts';

/** Zone of the times of a file of events. */
export interface EventZone {
  /** As the file states it: `+02:00`, `UTC`. */
  readonly stated?: string;
  /** How many minutes further ahead of UTC the clock was than each offset in the file says. */
  readonly lateMinutes: number;
}

const QUARTER_MINUTES = 15;
const MOST_MINUTES = 15 * 60;

/** `EventTrace/Header`, the first event of a trace: its provider in the System element, its class in ExtendedTracingInfo. */
const HEADER = /9e814aad-3204-11d2-9a82-006008a86939|68fdd900-4a3e-11d1-84f4-0000f80464e3/i;
/** `<Data Name="StartTime">131531840917996065</Data>`, a FILETIME in UTC. */
const START_TIME = /<Data Name=["']StartTime["']>\s*(\d{18})\s*</;
const SYSTEM_TIME = /\bSystemTime\s*=\s*["']([^"']{0,60})["']/;

/**
 * Minutes that the clock of the header event is ahead of its own StartTime, which is the same moment in UTC. Undefined without
 * a header, or where the two are not whole quarters of an hour apart, to the second: then they are different moments.
 */
function headerOffset(header: string, wall: string): number | undefined {
  const started = START_TIME.exec(header)?.[1];
  const start = started === undefined ? undefined : ticksFromFileTime(BigInt(started));
  const local = systemTime(wall, (ticks) => ticks);
  if (start === undefined || local === undefined || !HEADER.test(header)) return undefined;
  const seconds = (local - start) / TICKS_PER_SECOND;
  const minutes = Math.round(seconds / 60 / QUARTER_MINUTES) * QUARTER_MINUTES;
  return Math.abs(seconds - minutes * 60) <= 1 && Math.abs(minutes) <= MOST_MINUTES ? minutes : undefined;
}

/** What the head of a file tells of its zone: the offset of the first time that has one, checked against the header event. */
export function eventZone(head: string): EventZone {
  const start = head.search(/<Event[\s>]/);
  const end = head.indexOf('</Event>', start);
  const header = start < 0 || end < 0 ? '' : head.slice(start, end);
  const wall = SYSTEM_TIME.exec(header)?.[1] ?? '';
  const proved = headerOffset(header, wall);
  if (proved !== undefined) return { stated: offsetText(proved), lateMinutes: proved - (offsetMinutes(wall) ?? 0) };
  for (const [, time = ''] of head.matchAll(new RegExp(SYSTEM_TIME, 'g'))) {
    const minutes = offsetMinutes(time);
    if (minutes !== undefined) return { stated: offsetText(minutes), lateMinutes: 0 };
  }
  return RAW_FILE_TIME.test(head) ? { stated: 'UTC', lateMinutes: 0 } : { lateMinutes: 0 };
}
