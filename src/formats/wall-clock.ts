import type { ToUtc } from '../input/zone.ts';
import { TICKS_PER_SECOND, type Ticks, ticks, ticksFromUtc } from '../model/ticks.ts';

const ZERO = 48;

function digit(units: string, index: number): number {
  const value = units.charCodeAt(index) - ZERO;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

/**
 * Reads `MM/dd/yyyy-HH:mm:ss.fff` (also with `|`, one-digit months and days, 1 to 7 digits of a second) without
 * making strings: a trace has a time every 150 bytes.
 */
export class WallClock {
  readonly #toUtc: ToUtc;
  readonly #days = new Map<string, number>();

  constructor(toUtc: ToUtc) {
    this.#toUtc = toUtc;
  }

  /** The moment that the text at `start` tells; undefined where there is none. */
  at(units: string, start: number): Ticks | undefined {
    let dateEnd = start + 8;
    while (dateEnd <= start + 10 && digit(units, dateEnd) >= 0) dateEnd++;
    const time = dateEnd + 1;
    const day = this.#dayAt(units.substring(start, dateEnd));
    const hour = digit(units, time) * 10 + digit(units, time + 1);
    const minute = digit(units, time + 3) * 10 + digit(units, time + 4);
    const second = digit(units, time + 6) * 10 + digit(units, time + 7);
    if (!(hour < 24 && minute < 60 && second < 61)) return undefined;
    let fraction = 0;
    if (units.charCodeAt(time + 8) === 46) {
      let scale = TICKS_PER_SECOND / 10;
      for (let i = time + 9; scale >= 1 && digit(units, i) >= 0; i++, scale /= 10) fraction += digit(units, i) * scale;
    }
    const local = day + (hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND + fraction;
    return Number.isNaN(local) ? undefined : this.#toUtc(ticks(local));
  }

  #dayAt(text: string): number {
    let day = this.#days.get(text);
    if (day === undefined) {
      const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
      day = match === null ? undefined : ticksFromUtc(Number(match[3]), Number(match[1]), Number(match[2]), 0, 0, 0, 0);
      day ??= Number.NaN;
      this.#days.set(text, day);
    }
    return day;
  }
}
