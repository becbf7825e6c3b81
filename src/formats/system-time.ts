import type { ToUtc } from '../input/zone.ts';
import { addSeconds, type Ticks, ticksFromIso } from '../model/ticks.ts';

/** `2017-10-23T00:14:51.799606500+0159` */
const SYSTEM_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)\s*(?:Z|([+-])(\d\d):?(\d\d))?$/;

const QUARTER_MINUTES = 15;

/** Minutes ahead of UTC; undefined for a time without an offset. */
export function offsetMinutes(systemTime: string): number | undefined {
  const match = SYSTEM_TIME.exec(systemTime);
  if (match === null) return undefined;
  if (match[2] === undefined) return systemTime.endsWith('Z') ? 0 : undefined;
  const minutes = Number(match[3]) * 60 + Number(match[4]);
  // tracerpt writes offsets east of Greenwich a minute short (+0159, +07:59); all real ones are quarter hours.
  const rounded = Math.round(minutes / QUARTER_MINUTES) * QUARTER_MINUTES;
  return match[2] === '-' ? -rounded : rounded;
}

/** `+02:00`, or `UTC`. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The moment of a SystemTime attribute. With `wall`, its offset is set aside and the wall clock is read by that zone. */
export function systemTime(text: string, wall?: ToUtc): Ticks | undefined {
  const match = SYSTEM_TIME.exec(text);
  if (match === null) return undefined;
  const local = ticksFromIso(match[1] ?? '');
  if (local === undefined) return undefined;
  return wall === undefined ? addSeconds(local, -60 * (offsetMinutes(text) ?? 0)) : wall(local);
}
