import { sensible, type Ticks, ticksToIso } from '../../model/ticks.ts';

/** What tracefmt prints for a record without a time: the start of the calendar of FILETIME. */
const NO_TIME = '01/01/1601-00:00:00.0000000';
const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2})\.(\d+)Z$/;

/** A moment in UTC as tracefmt writes it, to 100 ns: `07/31/2026-08:51:22.3182005`. */
export function tracefmtTime(at: Ticks | undefined): string {
  const known = at === undefined ? undefined : sensible(at);
  const [, year, month, day, time, fraction = ''] = known === undefined ? [] : (ISO.exec(ticksToIso(known)) ?? []);
  return year === undefined ? NO_TIME : `${month}/${day}/${year}-${time}.${fraction.padEnd(7, '0')}`;
}
