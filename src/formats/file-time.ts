import { TICKS_PER_SECOND, type Ticks, ticks, ticksFromFileTime } from '../model/ticks.ts';
import { digitAt } from './wall-clock.ts';

/** Digits of a FILETIME from 1917 to 4769: all that Ticks can tell have as many. */
const DIGITS = 18;
const LOW_DIGITS = 9;
/** `131098065001234567`; `1.3109806500123456e+17`, `1,31098E+17` behind a spreadsheet. */
const ANY_FORM = /^(\d)(?:[.,](\d{1,20}))?e\+?(\d{1,2})(?!\d)/i;
const LONGEST = 48;

export interface FileTime {
  readonly at?: Ticks;
  /** A spreadsheet has rounded it. */
  readonly isImprecise: boolean;
}

/** Reads times that are counts of 100 ns since 1601-01-01 UTC, as text. */
export class FileTimeClock {
  /** The first nine digits count 100 seconds: they are nearly always those of the time before. */
  #high = -1;
  #base: Ticks | undefined;

  /** The time at `start`; undefined where none is. One rounded to more than a second, or of no sensible year, is told without its moment. */
  at(bytes: Buffer, start: number): FileTime | undefined {
    let high = 0;
    for (let i = 0; i < LOW_DIGITS; i++) high = high * 10 + digitAt(bytes, start + i);
    let low = 0;
    for (let i = LOW_DIGITS; i < DIGITS; i++) low = low * 10 + digitAt(bytes, start + i);
    if (Number.isNaN(high + low) || digitAt(bytes, start + DIGITS) >= 0) return rounded(bytes, start);
    if (high !== this.#high) {
      this.#high = high;
      this.#base = ticksFromFileTime(BigInt(high) * 10n ** BigInt(LOW_DIGITS));
    }
    return { isImprecise: false, ...(this.#base === undefined ? {} : { at: ticks(this.#base + low) }) };
  }
}

function rounded(bytes: Buffer, start: number): FileTime | undefined {
  const match = ANY_FORM.exec(bytes.toString('latin1', start, Math.min(bytes.length, start + LONGEST)));
  if (match === null) return undefined;
  const [, first = '', decimals = '', power = ''] = match;
  const scale = Number(power) - decimals.length;
  const digits = BigInt(first + decimals);
  const count = scale >= 0 ? digits * 10n ** BigInt(scale) : digits / 10n ** BigInt(-scale);
  if (String(count).length !== DIGITS) return undefined;
  const at = ticksFromFileTime(count);
  return { isImprecise: true, ...(at !== undefined && 10 ** scale <= TICKS_PER_SECOND ? { at } : {}) };
}
