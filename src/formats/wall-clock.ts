import type { ToUtc } from '../input/zone.ts';
import { TICKS_PER_SECOND, type Ticks, ticks, ticksFromUtc } from '../model/ticks.ts';

const ZERO = 48;
const SLASH = 47;
const POINT = 46;

/** Value of the decimal digit at `index`, NaN where there is none. */
export function digitAt(bytes: Uint8Array, index: number): number {
  const value = (bytes[index] ?? 0) - ZERO;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

function twoDigits(bytes: Uint8Array, index: number): number {
  return digitAt(bytes, index) * 10 + digitAt(bytes, index + 1);
}

/** 100 ns of a fraction of a second of up to seven digits, at a decimal point or not. */
function fractionAt(bytes: Uint8Array, index: number): number {
  if (bytes[index] !== POINT) return 0;
  let fraction = 0;
  let scale = TICKS_PER_SECOND / 10;
  for (let i = index + 1; scale >= 1 && digitAt(bytes, i) >= 0; i++, scale /= 10) fraction += digitAt(bytes, i) * scale;
  return fraction;
}

/** 100 ns since midnight of `HH:mm:ss[.fffffff]`, a leap second being the one before; NaN where there is no such time. */
export function timeOfDayAt(bytes: Uint8Array, index: number): number {
  const hour = twoDigits(bytes, index);
  const minute = twoDigits(bytes, index + 3);
  const second = twoDigits(bytes, index + 6);
  if (!(hour < 24 && minute < 60 && second < 61)) return Number.NaN;
  return (hour * 3600 + minute * 60 + Math.min(second, 59)) * TICKS_PER_SECOND + fractionAt(bytes, index + 8);
}

/** `06/08/2016`, or as netsh writes it, `2016/06/08`. */
const DATE = /^(?:(\d{4})\/)?(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/;

/**
 * Reads `MM/dd/yyyy-HH:mm:ss.fff` (also with `|`, one-digit months and days, the year in front, any number of digits of a
 * second, of which seven count) without making strings: a trace has a time every 150 bytes.
 */
export class WallClock {
  readonly #toUtc: ToUtc;
  /** The date read last: nearly always that of the next record, too. */
  readonly #date = new Uint8Array(10);
  #dateLength = 0;
  #day = Number.NaN;

  constructor(toUtc: ToUtc) {
    this.#toUtc = toUtc;
  }

  /** The moment that the text at `start` tells, behind a record of the moment `before`; undefined where there is none. */
  at(bytes: Uint8Array, start: number, before?: Ticks): Ticks | undefined {
    if (!this.#isSameDate(bytes, start)) this.#readDate(bytes, start);
    const local = this.#day + timeOfDayAt(bytes, start + this.#dateLength + 1);
    return Number.isNaN(local) ? undefined : this.#toUtc(ticks(local), before);
  }

  #isSameDate(bytes: Uint8Array, start: number): boolean {
    for (let i = 0; i < this.#dateLength; i++) if (bytes[start + i] !== this.#date[i]) return false;
    const behind = start + this.#dateLength;
    // A date that was torn, `06/08`, is the beginning of every whole one of its day.
    return this.#dateLength > 0 && !(digitAt(bytes, behind) >= 0) && bytes[behind] !== SLASH;
  }

  #readDate(bytes: Uint8Array, start: number): void {
    let length = 0;
    while (length < 10 && (digitAt(bytes, start + length) >= 0 || bytes[start + length] === SLASH)) length++;
    this.#date.set(bytes.subarray(start, start + length));
    this.#dateLength = length;
    const text = Buffer.from(this.#date.subarray(0, length)).toString('latin1');
    const [, yearFirst, month, day, yearLast] = DATE.exec(text) ?? [];
    const year = yearFirst === undefined ? yearLast : yearLast === undefined ? yearFirst : undefined;
    this.#day = ticksFromUtc(Number(year), Number(month), Number(day), 0, 0, 0, 0) ?? Number.NaN;
  }
}
