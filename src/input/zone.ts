import type { ZoneOption } from '../model/analysis-options.ts';
import type { SourceZone } from '../model/source.ts';
import { addSeconds, TICKS_PER_SECOND, type Ticks, ticks } from '../model/ticks.ts';

/** Turns local wall-clock time, counted as if it were UTC, to UTC. */
export type ToUtc = (local: Ticks) => Ticks;

const EPOCH_UNIX_SECONDS = Date.UTC(2020, 0, 1) / 1000;
const DAY_SECONDS = 86_400;
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

function namedZone(zone: string): ToUtc | undefined {
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
  const quarterHours = new Map<number, number>();
  return (local) => {
    // Zones change their offset only on quarter hours, so one look-up serves 15 minutes of trace.
    const quarter = Math.floor(local / (900 * TICKS_PER_SECOND));
    let offset = quarterHours.get(quarter);
    if (offset === undefined) {
      const wall = EPOCH_UNIX_SECONDS + quarter * 900;
      const [before, after] = [offsetAt(format, wall - DAY_SECONDS), offsetAt(format, wall + DAY_SECONDS)];
      const shown = [before, after].filter((candidate) => offsetAt(format, wall - candidate) === candidate);
      // The hour that a clock repeats in autumn is taken as its first pass; one that it skips counts on from before.
      offset = shown.length === 0 ? before : Math.max(...shown);
      quarterHours.set(quarter, offset);
    }
    return addSeconds(local, -offset);
  };
}

/** Reads `UTC`, `±hh:mm` or an IANA name; undefined for anything else. */
export function readZone(zone: string): ToUtc | undefined {
  const fixed = fixedOffsetSeconds(zone);
  if (fixed === undefined) return namedZone(zone);
  return fixed === 0 ? (local) => local : (local) => ticks(local - fixed * TICKS_PER_SECOND);
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

export interface ChosenZone {
  readonly zone: SourceZone;
  readonly toUtc: ToUtc;
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
  return { zone, toUtc: readZone(zone.value) ?? ((local) => local) };
}
