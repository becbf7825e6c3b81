import type { ZoneOption } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';
import { type Ticks, ticksFromIso } from '../model/ticks.ts';

const LEAST_WIDTH = 40;
const MOST_WIDTH = 1000;
const OFFSET = /^[+-](\d{2}):(\d{2})$/;
/** Clocks of the world go from -12:00 to +14:00. */
const MOST_OFFSET_HOURS = 14;

function usage(message: string): TraceError {
  return new TraceError('USAGE', message);
}

function isZone(zone: string): boolean {
  const offset = OFFSET.exec(zone);
  if (offset !== null) return Number(offset[1]) + Number(offset[2]) / 60 <= MOST_OFFSET_HOURS && Number(offset[2]) < 60;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // Intl throws a RangeError for a name it does not know: that is the answer asked for.
  }
}

/** `Europe/Berlin`, `+02:00`, `UTC`, or one of them for the sources a glob matches: `*.UccApilog=+02:00`. */
function zoneOption(text: string): ZoneOption {
  const cut = text.lastIndexOf('=');
  const zone = text.slice(cut + 1);
  const glob = cut < 0 ? undefined : text.slice(0, cut);
  if (!isZone(zone)) {
    throw usage(
      `--zone ${text}: "${zone}" is no time zone; give an IANA name (Europe/Berlin), an offset (+02:00) or UTC`,
    );
  }
  if (glob === '') throw usage(`--zone ${text}: the glob before "=" is empty`);
  return glob === undefined ? { zone } : { glob, zone };
}

export function zoneOptions(texts: readonly string[]): readonly ZoneOption[] {
  const zones = texts.map(zoneOption);
  if (zones.filter(({ glob }) => glob === undefined).length > 1) {
    throw usage('--zone is given twice without a glob; say which sources each is for: --zone "*.UccApilog=+02:00"');
  }
  return zones;
}

/** An ISO 8601 time; without an offset it is UTC. */
export function momentOption(name: string, text: string): Ticks {
  const moment = ticksFromIso(text);
  if (moment === undefined) {
    throw usage(`--${name} ${text}: not an ISO 8601 time; write 2016-07-12T09:30:00Z or 2016-07-12T11:30:00+02:00`);
  }
  return moment;
}

export function versionOption(text: string): string {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(text)) {
    throw usage(`--client-version ${text}: not a client version; write all four numbers, for example 16.0.6741.2048`);
  }
  return text;
}

/** Columns of the table. */
export function widthOption(text: string): number {
  const width = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(width >= LEAST_WIDTH && width <= MOST_WIDTH)) {
    throw usage(`--width ${text}: give a whole number of columns from ${LEAST_WIDTH} to ${MOST_WIDTH}`);
  }
  return width;
}

const MOST_WORKERS = 64;

/** Threads that read. */
export function workersOption(text: string): number {
  const workers = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(workers >= 1 && workers <= MOST_WORKERS)) {
    throw usage(`--workers ${text}: give a whole number of threads from 1 to ${MOST_WORKERS}`);
  }
  return workers;
}

/** A whole number from `least` to `most`. */
export function countOption(name: string, text: string, least: number, most: number): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= least && count <= most)) {
    throw usage(`--${name} ${text}: give a whole number from ${least} to ${most}`);
  }
  return count;
}
