import type { IsoTime } from '../model/report.ts';

/** `2016-07-12 09:31:05`, UTC. */
export function toSecond(at: IsoTime | undefined): string {
  return at === undefined ? '?' : at.slice(0, 19).replace('T', ' ');
}

/** `2016-07-12 09:31:05.123`, UTC, with all the digits there are. */
export function inFull(at: IsoTime | undefined): string {
  return at === undefined ? 'time unknown' : at.replace('T', ' ').replace('Z', '');
}
