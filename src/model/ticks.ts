/**
 * Moments in units of 100 ns, the resolution of Windows traces, counted from 2020-01-01T00:00:00Z.
 *
 * A FILETIME (1.3e17) does not fit a double exactly; this count does from 1991 to 2048, and unlike a bigint
 * it sorts fast and survives JSON and worker messages.
 */
export type Ticks = number & { readonly unit: '100ns since 2020-01-01Z' };

const EPOCH_UNIX_MS = Date.UTC(2020, 0, 1);
/** 100 ns units between 1601-01-01 and the epoch: the FILETIME of 2020-01-01T00:00:00Z. */
const EPOCH_FILETIME = 132_223_104_000_000_000n;

const TICKS_PER_MS = 10_000;
export const TICKS_PER_SECOND = 10_000_000;

/** A count already in this unit; the one door for arithmetic on moments. */
export function ticks(count: number): Ticks {
  return count as Ticks;
}

export function ticksFromUnixMs(unixMs: number): Ticks {
  return ticks(Math.round((unixMs - EPOCH_UNIX_MS) * TICKS_PER_MS));
}

/** From a FILETIME (100 ns since 1601-01-01 UTC), exactly. */
export function ticksFromFileTime(fileTime: bigint): Ticks {
  return ticks(Number(fileTime - EPOCH_FILETIME));
}

/** The earlier of two moments, either of which may be unknown. */
export function earlier(a: Ticks | undefined, b: Ticks | undefined): Ticks | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** The later of two moments, either of which may be unknown. */
export function later(a: Ticks | undefined, b: Ticks | undefined): Ticks | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** The greatest of some moments, any of which may be unknown. */
export function greatest(moments: readonly (Ticks | undefined)[]): Ticks | undefined {
  return moments.reduce(later, undefined);
}

/** The least of some moments, any of which may be unknown. */
export function least(moments: readonly (Ticks | undefined)[]): Ticks | undefined {
  return moments.reduce(earlier, undefined);
}

export function addSeconds(at: Ticks, seconds: number): Ticks {
  return ticks(at + seconds * TICKS_PER_SECOND);
}

/** Moment of a UTC wall clock; `month` counts from 1, `fraction` is in 100 ns. Undefined for a date that is none, such as 13/45. */
export function ticksFromUtc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction: number,
): Ticks | undefined {
  const leapSecond = second === 60;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  const unixMs = Date.UTC(year, month - 1, day, hour, minute, leapSecond ? 59 : second);
  if (Number.isNaN(unixMs) || new Date(unixMs).getUTCDate() !== day) return undefined;
  return ticks((unixMs - EPOCH_UNIX_MS) * TICKS_PER_MS + fraction);
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** From ISO 8601 text with up to 9 fractional digits (cut to 7); without an offset it is taken as UTC. Undefined when it is not a time. */
export function ticksFromIso(text: string): Ticks | undefined {
  const match = ISO.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const at = ticksFromUtc(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(7, '0').slice(0, 7)),
  );
  if (at === undefined || offset === undefined || offset.toUpperCase() === 'Z') return at;
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return addSeconds(at, -sign * minutes * 60);
}

/** ISO 8601 UTC with three fractional digits, or up to seven where the moment is finer than a millisecond. */
export function ticksToIso(at: Ticks): string {
  const unixMs = Math.floor(at / TICKS_PER_MS) + EPOCH_UNIX_MS;
  const rest = at - Math.floor(at / TICKS_PER_MS) * TICKS_PER_MS;
  const iso = new Date(unixMs).toISOString();
  if (rest === 0) return iso;
  return `${iso.slice(0, -1)}${String(rest).padStart(4, '0').replace(/0+$/, '')}Z`;
}
