import { sensible, TICKS_PER_SECOND, type Ticks, ticks } from '../model/ticks.ts';

const WORD = 2 ** 32;
/** A FILETIME or a counter, as two words: differences of them fit a double, which is far cheaper than a BigInt. */
export interface ClockValue {
  readonly low: number;
  readonly high: number;
}

/** Clocks of TRACE_LOGFILE_HEADER.ReservedFlags. */
const SYSTEM_TIME = 2;
const CPU_CYCLES = 3;
/** CPU cycles count as `CpuSpeedInMHz`: 10 units of 100 ns are a microsecond. */
const TICKS_PER_MICROSECOND = 10;

export interface ClockFacts {
  readonly clockType: number;
  readonly perfFreq: bigint;
  readonly cpuSpeedMHz: number;
  /** Where the log's clock stood at `startTime`. */
  readonly started: ClockValue;
  readonly startTime: Ticks | undefined;
}

/** Turns what a log's clock shows into moments: start of the log + what went by since × 10^7 / frequency, rounded down. */
export class TraceClock {
  readonly #low: number;
  readonly #high: number;
  readonly #start: number;
  readonly #numerator: number;
  readonly #denominator: number;

  private constructor(started: ClockValue, start: number, numerator: number, denominator: number) {
    this.#low = started.low;
    this.#high = started.high;
    this.#start = start;
    this.#numerator = numerator;
    this.#denominator = denominator;
  }

  /** Undefined where the header does not say how fast its clock is, or when it started. */
  static of({ clockType, perfFreq, cpuSpeedMHz, started, startTime }: ClockFacts): TraceClock | undefined {
    if (startTime === undefined) return undefined;
    const make = (numerator: number, denominator: number): TraceClock | undefined =>
      Number.isSafeInteger(denominator) && denominator > 0
        ? new TraceClock(started, startTime, numerator, denominator)
        : undefined;
    if (clockType === SYSTEM_TIME) return make(1, 1);
    if (clockType === CPU_CYCLES) return make(TICKS_PER_MICROSECOND, cpuSpeedMHz);
    const frequency = Number(perfFreq);
    // The usual rate of Windows 10: a count is a tick.
    return frequency === TICKS_PER_SECOND ? make(1, 1) : make(TICKS_PER_SECOND, frequency);
  }

  /** Undefined outside 1970 to 2099: no clock showed that. `high` is signed. */
  at(low: number, high: number): Ticks | undefined {
    const passed = (high - this.#high) * WORD + (low - this.#low);
    const scaled = this.#denominator === 1 && this.#numerator === 1 ? passed : this.#scaled(passed);
    const isExact = Number.isSafeInteger(passed) && Number.isSafeInteger(scaled);
    return sensible(ticks(isExact ? this.#start + scaled : this.#exactly(low, high)));
  }

  /** Not a number where a step does not fit a double. */
  #scaled(passed: number): number {
    // Whole units first, so that the product of the rest fits.
    const whole = Math.floor(passed / this.#denominator);
    const rest = (passed - whole * this.#denominator) * this.#numerator;
    return Number.isSafeInteger(rest) ? whole * this.#numerator + Math.floor(rest / this.#denominator) : Number.NaN;
  }

  #exactly(low: number, high: number): number {
    const passed = BigInt(high - this.#high) * BigInt(WORD) + BigInt(low - this.#low);
    const [product, denominator] = [passed * BigInt(this.#numerator), BigInt(this.#denominator)];
    const quotient = product / denominator;
    const floor = product < 0n && quotient * denominator !== product ? quotient - 1n : quotient;
    return Number(BigInt(this.#start) + floor);
  }
}
