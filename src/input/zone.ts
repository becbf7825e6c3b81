import type { ZoneOption } from '../model/analysis-options.ts';
import type { SourceZone } from '../model/source.ts';
import { addSeconds, TICKS_PER_SECOND, type Ticks, ticks } from '../model/ticks.ts';

/**
 * Turns local wall-clock time, counted as if it were UTC, to UTC. `before`, the moment of the record in front, tells the
 * two passes of an hour apart that the clock repeats in autumn; without it, it is the first.
 */
export type ToUtc = (local: Ticks, before?: Ticks) => Ticks;

interface ZoneClock {
  readonly toUtc: ToUtc;
  /** Whether the clock may repeat an hour within a day of these moments; absent where it never does. */
  readonly mayRepeat?: (from: Ticks, to: Ticks) => boolean;
}

const EPOCH_UNIX_SECONDS = Date.UTC(2020, 0, 1) / 1000;
const DAY_SECONDS = 86_400;
/** No zone goes back and forth within a week. */
const WEEK_SECONDS = 7 * DAY_SECONDS;
/** Threads of one process write lines out of order by less. */
const MOST_BACK = 1800 * TICKS_PER_SECOND;
const FIXED = /^([+-])(\d{1,2}):?(\d{2})?$/;

function fixedOffsetSeconds(zone: string): number | undefined {
  if (/^(utc|gmt|z)$/i.test(zone)) return 0;
  const match = FIXED.exec(zone);
  const minutes = Number(match?.[3] ?? '0');
  if (match === null || minutes > 59) return undefined;
  const seconds = Number(match[2]) * 3600 + minutes * 60;
  return seconds <= 15 * 3600 ? (match[1] === '-' ? -seconds : seconds) : undefined;
}

/** Seconds that a named zone is ahead of UTC at a UTC moment. */
function offsetAt(format: Intl.DateTimeFormat, utcSeconds: number): number {
  const parts = new Map(format.formatToParts(utcSeconds * 1000).map((part) => [part.type, Number(part.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
  return wall / 1000 - utcSeconds;
}

function repeatsIn(format: Intl.DateTimeFormat, from: number, to: number): boolean {
  let offset = offsetAt(format, from);
  for (let at = from; at < to; ) {
    at = Math.min(at + WEEK_SECONDS, to);
    const next = offsetAt(format, at);
    if (next < offset) return true;
    offset = next;
  }
  return false;
}

/** Which of the two moments at which a clock shows the same follows the one before: the first, unless it steps far back. */
function passOf(first: Ticks, second: Ticks, before: Ticks | undefined): Ticks {
  if (before === undefined) return first;
  const least = before - MOST_BACK;
  return first < least && second >= least ? second : first;
}

function namedZone(zone: string): ZoneClock | undefined {
  // Newer versions of Intl take offsets, too, with other bounds than ours.
  if (!/^[a-z]/i.test(zone)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return undefined; // Intl throws for a name it does not know: that is the answer asked for.
  }
  const quarterHours = new Map<number, readonly [first: number, second: number]>();
  const toUtc: ToUtc = (local, previous) => {
    // Zones change their offset only on quarter hours, so one look-up serves 15 minutes of trace.
    const quarter = Math.floor(local / (900 * TICKS_PER_SECOND));
    let offsets = quarterHours.get(quarter);
    if (offsets === undefined) {
      const wall = EPOCH_UNIX_SECONDS + quarter * 900;
      const [before, after] = [offsetAt(format, wall - DAY_SECONDS), offsetAt(format, wall + DAY_SECONDS)];
      const shown = [before, after].filter((candidate) => offsetAt(format, wall - candidate) === candidate);
      // An hour that a clock skips in spring counts on from before.
      offsets = shown.length === 0 ? [before, before] : [Math.max(...shown), Math.min(...shown)];
      quarterHours.set(quarter, offsets);
    }
    const [first, second] = offsets;
    const at = addSeconds(local, -first);
    return first === second ? at : passOf(at, addSeconds(local, -second), previous);
  };
  return {
    toUtc,
    mayRepeat: (from, to) =>
      repeatsIn(
        format,
        EPOCH_UNIX_SECONDS + Math.floor(from / TICKS_PER_SECOND) - DAY_SECONDS,
        EPOCH_UNIX_SECONDS + Math.floor(to / TICKS_PER_SECOND) + DAY_SECONDS,
      ),
  };
}

function zoneClock(zone: string): ZoneClock | undefined {
  const fixed = fixedOffsetSeconds(zone);
  if (fixed === undefined) return namedZone(zone);
  return { toUtc: fixed === 0 ? (local) => local : (local) => ticks(local - fixed * TICKS_PER_SECOND) };
}

/** Reads `UTC`, `±hh:mm` or an IANA name; undefined for anything else. */
export function readZone(zone: string): ToUtc | undefined {
  return zoneClock(zone)?.toUtc;
}

/** Which prefixes of a path, by their length, a glob can end at after one more part of it, from those it could before. */
function step(part: string, path: string, before: readonly boolean[]): readonly boolean[] {
  const after: boolean[] = [];
  let wasReached = false;
  for (let length = 0; length <= path.length; length++) {
    const last = path[length - 1];
    const here = before[length] === true;
    if (part === '**') after.push(here || wasReached);
    else if (part === '**/') after.push(here || (wasReached && last === '/'));
    else if (part === '*') after.push(here || (after[length - 1] === true && last !== '/'));
    else if (part === '?') after.push(before[length - 1] === true && last !== '/');
    else after.push(before[length - 1] === true && last === part);
    wasReached ||= here;
  }
  return after;
}

/**
 * `Tracing/*.txt`: `*` and `?` within a folder, `**` over folders, `/` or `\\` between them, letters of either case;
 * without a separator it is matched against the base name. Time grows with the lengths alone: no pattern is tried twice.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const parts =
    glob
      .toLowerCase()
      .replaceAll('\\', '/')
      .match(/\*\*\/?|./gs) ?? [];
  const subject = (parts.some((part) => part.endsWith('/')) ? path : (path.split('/').at(-1) ?? path)).toLowerCase();
  let reached: readonly boolean[] = [true];
  for (const part of parts) reached = step(part, subject, reached);
  return reached[subject.length] === true;
}

export interface ChosenZone extends ZoneClock {
  readonly zone: SourceZone;
}

/**
 * The zone of one source. A `GLOB=ZONE` option that matches outweighs all, then what the source states,
 * then a plain `--zone`, then UTC, assumed. Never the zone of the machine.
 */
export function zoneOf(path: string, stated: string | undefined, options: readonly ZoneOption[]): SourceZone {
  const byGlob = options.filter((option) => option.glob !== undefined && matchesGlob(option.glob, path)).at(-1);
  const plain = options.filter((option) => option.glob === undefined).at(-1);
  const option = byGlob ?? (stated === undefined ? plain : undefined);
  const value = option?.zone ?? stated ?? 'UTC';
  const basis = option !== undefined ? 'option' : stated !== undefined ? 'stated' : 'assumed';
  return { value, basis };
}

/** The zone of one source, and how its times are turned to UTC. */
export function chooseZone(path: string, stated: string | undefined, options: readonly ZoneOption[]): ChosenZone {
  const zone = zoneOf(path, stated, options);
  return { zone, ...(zoneClock(zone.value) ?? { toUtc: (local) => local }) };
}
