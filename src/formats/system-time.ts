import type { ToUtc } from '../input/zone.ts';
import { addSeconds, type Ticks, ticks, ticksFromFileTime, ticksFromIso } from '../model/ticks.ts';
import { timeOfDayAt } from './wall-clock.ts';

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

/** `RawTime="131098065001234567"`: tracerpt -rts of a session whose clock is the system's. Ticks of another clock have fewer digits. */
export const RAW_FILE_TIME: RegExp = /\bRawTime\s*=\s*["'](1[23]\d{16})["']/;

const [SPACE, DOUBLE_QUOTE, SINGLE_QUOTE, EQUALS, POINT, T, RAW] = [0x20, 0x22, 0x27, 0x3d, 0x2e, 0x54, 0x52];
const NAME_LENGTH = 'SystemTime'.length;
const DATE_LENGTH = '2017-10-23'.length;
const ZONE_AT = '2017-10-23T00:14:51.799606500'.length;
const LONGEST_ZONE = '+01:59'.length;
const LONGEST = 64;

function rawTime(attribute: string): Ticks | undefined {
  const fileTime = RAW_FILE_TIME.exec(attribute)?.[1];
  return fileTime === undefined ? undefined : ticksFromFileTime(BigInt(fileTime));
}

/** Index behind the opening quote of the value of an attribute whose name begins at `start`; -1 where there is none. */
function valueAt(bytes: Uint8Array, start: number): number {
  let at = start + NAME_LENGTH;
  while (bytes[at] === SPACE || bytes[at] === EQUALS) at++;
  return bytes[at] === DOUBLE_QUOTE || bytes[at] === SINGLE_QUOTE ? at + 1 : -1;
}

/** Reads SystemTime attributes from bytes. Events of a trace differ in the time of day: date and offset are read once. */
export class SystemClock {
  readonly #wall: ToUtc | undefined;
  readonly #late: number;
  /** Date, offset and closing quote read last. */
  readonly #known = new Uint8Array(DATE_LENGTH + LONGEST_ZONE + 1);
  #zoneLength = -1;
  /** Midnight of that date in that zone. */
  #midnight: number = Number.NaN;

  /** `lateMinutes`: how much further ahead of UTC the clock was than each offset says. */
  constructor(wall?: ToUtc, lateMinutes = 0) {
    this.#wall = wall;
    this.#late = 60 * lateMinutes;
  }

  /** Times are read by a zone whose offset may change: their order is not that of their text. */
  get isByZone(): boolean {
    return this.#wall !== undefined;
  }

  /** The moment that `SystemTime="…"` or `RawTime="…"` at `start` tells; undefined where it tells none. */
  at(bytes: Buffer, start: number): Ticks | undefined {
    if (bytes[start] === RAW) return rawTime(bytes.toString('latin1', start, start + LONGEST));
    const from = valueAt(bytes, start);
    if (from < 0) return undefined;
    const isUsual =
      this.#wall === undefined && bytes[from + DATE_LENGTH] === T && bytes[from + DATE_LENGTH + 9] === POINT;
    if (!isUsual || (!this.#isKnown(bytes, from) && !this.#learn(bytes, from))) return this.#anyForm(bytes, from);
    const at = this.#midnight + timeOfDayAt(bytes, from + DATE_LENGTH + 1);
    return Number.isNaN(at) ? undefined : ticks(at);
  }

  #anyForm(bytes: Buffer, from: number): Ticks | undefined {
    const end = bytes.subarray(from, from + LONGEST).indexOf(bytes[from - 1] ?? 0);
    const at = end < 0 ? undefined : systemTime(bytes.toString('latin1', from, from + end), this.#wall);
    return at === undefined ? undefined : addSeconds(at, -this.#late);
  }

  #isKnown(bytes: Uint8Array, from: number): boolean {
    for (let i = 0; i < DATE_LENGTH; i++) if (bytes[from + i] !== this.#known[i]) return false;
    for (let i = 0; i <= this.#zoneLength; i++) {
      if (bytes[from + ZONE_AT + i] !== this.#known[DATE_LENGTH + i]) return false;
    }
    return this.#zoneLength >= 0;
  }

  /** Learns date and offset of a value of nine digits of a second, as tracerpt writes it; false for any other. */
  #learn(bytes: Buffer, from: number): boolean {
    const zone = bytes.subarray(from + ZONE_AT, from + ZONE_AT + LONGEST_ZONE + 1).indexOf(bytes[from - 1] ?? 0);
    if (zone < 0) return false;
    const day = bytes.toString('latin1', from, from + DATE_LENGTH);
    const offset = bytes.toString('latin1', from + ZONE_AT, from + ZONE_AT + zone);
    const midnight = systemTime(`${day}T00:00:00.000000000${offset}`);
    if (midnight === undefined) return false;
    this.#midnight = addSeconds(midnight, -this.#late);
    this.#zoneLength = zone;
    this.#known.set(bytes.subarray(from, from + DATE_LENGTH));
    this.#known.set(bytes.subarray(from + ZONE_AT, from + ZONE_AT + zone + 1), DATE_LENGTH);
    return true;
  }
}
