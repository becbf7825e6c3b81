import { addSeconds, type Ticks, ticks, ticksFromIso, ticksToIso } from '../../src/model/ticks.ts';

/** A moment that a story names. Throws on a text that is no time: stories are code. */
export function moment(iso: string): Ticks {
  const at = ticksFromIso(iso);
  if (at === undefined) throw new Error(`no time: ${iso}`);
  return at;
}

export function later(at: Ticks, seconds: number): Ticks {
  return ticks(Math.round(addSeconds(at, seconds)));
}

/** Parts of a wall clock, as text with leading zeros. */
export interface WallClock {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** Seven digits. */
  readonly fraction: string;
}

/** What a clock shows that is `offsetMinutes` ahead of UTC. */
export function wallClock(at: Ticks, offsetMinutes: number): WallClock {
  const iso = ticksToIso(later(at, offsetMinutes * 60));
  const [date = '', time = ''] = iso.replace('Z', '').split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hour = '', minute = '', seconds = ''] = time.split(':');
  const [second = '', fraction = ''] = seconds.split('.');
  return { year, month, day, hour, minute, second, fraction: fraction.padEnd(7, '0') };
}

/** 100 ns since 1601-01-01 UTC. */
export function fileTimeOf(at: Ticks): bigint {
  return BigInt(at) + 132_223_104_000_000_000n;
}
