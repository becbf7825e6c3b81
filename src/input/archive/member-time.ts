import { type Ticks, ticksFromFileTime, ticksFromIso, ticksFromUnixMs, ticksFromUtc } from '../../model/ticks.ts';

/** When a member was changed last, as far as its archive tells. */
export interface MemberTime {
  readonly modifiedAt?: Ticks;
  /** `modifiedAt` is local time of a zone that the archive does not tell, counted as if it were UTC. */
  readonly hasLocalTime?: boolean;
}

/** Moments that an archive can state sensibly: those of DOS. Any other is none, as a Ticks holds them exactly no more. */
const EARLIEST = ticksFromIso('1980-01-01') ?? Number.NEGATIVE_INFINITY;
const LATEST = ticksFromIso('2045-01-01') ?? Number.POSITIVE_INFINITY;

function sensible(at: Ticks | undefined): Ticks | undefined {
  return at !== undefined && at >= EARLIEST && at <= LATEST ? at : undefined;
}

/** DOS date and time, in steps of two seconds: local time. */
export function timeOfDos(date: number, time: number): MemberTime {
  const second = 2 * (time & 0x1f);
  const modifiedAt = sensible(
    ticksFromUtc(1980 + (date >> 9), (date >> 5) & 0xf, date & 0x1f, time >> 11, (time >> 5) & 0x3f, second, 0),
  );
  return modifiedAt === undefined ? {} : { modifiedAt, hasLocalTime: true };
}

export function timeOfUnix(seconds: number): Ticks | undefined {
  return Number.isFinite(seconds) ? sensible(ticksFromUnixMs(1000 * seconds)) : undefined;
}

export function timeOfFileTime(fileTime: bigint): Ticks | undefined {
  return sensible(ticksFromFileTime(fileTime));
}
