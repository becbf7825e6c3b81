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

/** Client traces are of the 2010s; a clock that shows a year outside these was never set, or its text was misread. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;
const [EARLIEST, END] = [fromUnixMs(Date.UTC(FIRST_YEAR, 0)), fromUnixMs(Date.UTC(LAST_YEAR + 1, 0))];
/** Of years of four digits; a `Date` writes any other with a sign and six. */
const [LEAST_ISO_MS, GREATEST_ISO_MS] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** A count already in this unit; the one door for arithmetic on moments. */
export function ticks(count: number): Ticks {
  return count as Ticks;
}

export function ticksFromUnixMs(unixMs: number): Ticks {
  return ticks(fromUnixMs(unixMs));
}

function fromUnixMs(unixMs: number): number {
  return Math.round((unixMs - EPOCH_UNIX_MS) * TICKS_PER_MS);
}

/** The moment itself; undefined where it lies outside 1970 to 2099, which no trace can tell. */
export function sensible(at: Ticks): Ticks | undefined {
  return at >= EARLIEST && at < END ? at : undefined;
}

/** From a FILETIME (100 ns since 1601-01-01 UTC), exactly. Undefined outside 1970 to 2099. */
export function ticksFromFileTime(fileTime: bigint): Ticks | undefined {
  return sensible(ticks(Number(fileTime - EPOCH_FILETIME)));
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
  return ticks(at + Math.round(seconds * TICKS_PER_SECOND));
}

/**
 * Moment of a UTC wall clock; `month` counts from 1, `fraction` is in 100 ns. Undefined for a date that is none, such as
 * 13/45, and outside 1970 to 2099.
 */
export function ticksFromUtc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction: number,
): Ticks | undefined {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined;
  const leapSecond = second === 60;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  const unixMs = Date.UTC(year, month - 1, day, hour, minute, leapSecond ? 59 : second);
  if (Number.isNaN(unixMs) || new Date(unixMs).getUTCDate() !== day) return undefined;
  return ticks((unixMs - EPOCH_UNIX_MS) * TICKS_PER_MS + fraction);
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** From ISO 8601 text with up to 9 fractional digits (cut to 7); without an offset it is taken as UTC. Undefined when it is not a time of 1970 to 2099. */
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

/**
 * ISO 8601 UTC with three fractional digits, or up to seven where the moment is finer than a millisecond. One outside the
 * years of four digits is the first or last of them: a report holds no other.
 */
export function ticksToIso(at: Ticks): string {
  const unixMs = Math.floor(at / TICKS_PER_MS) + EPOCH_UNIX_MS;
  const rest = at - Math.floor(at / TICKS_PER_MS) * TICKS_PER_MS;
  const iso = new Date(Math.min(Math.max(unixMs, LEAST_ISO_MS), GREATEST_ISO_MS)).toISOString();
  if (rest === 0 || sensible(at) === undefined) return iso;
  return `${iso.slice(0, -1)}${String(rest).padStart(4, '0').replace(/0+$/, '')}Z`;
}
