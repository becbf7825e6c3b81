import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';

/** A decoded text and who wrote it when. */
export interface DecodedText {
  readonly at: Ticks;
  readonly pid: number;
  readonly tid: number;
  readonly message: string;
  /** The message without what somebody wrote, where it holds any. */
  readonly masked?: string;
  readonly component?: string;
  readonly function?: string;
}

/** Zones differ by quarters of an hour, and by 14 hours at most. */
const QUARTER = 900 * TICKS_PER_SECOND;
const MOST_QUARTERS = 14 * 4;
/** What decoders keep of a time: 100 ns, microseconds, milliseconds, seconds. */
const UNITS: readonly number[] = [TICKS_PER_SECOND, 10_000, 10];
/** Texts by which the zone is told. */
const PROBES = 400;

function threadOf({ pid, tid }: Pick<DecodedText, 'pid' | 'tid'>): string {
  return `${pid}.${tid}`;
}

function includesBetween(sorted: readonly number[], least: number, below: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return (sorted[low] ?? Number.POSITIVE_INFINITY) < below;
}

/**
 * Ties decoded texts to the records of the raw trace that they came from: by process, thread and time, as exactly as the text has it. Where
 * a thread has several at one time, their order tells, if the text has as many as the trace; else they are left out.
 */
export class TextJoin {
  readonly #texts: readonly DecodedText[];
  /** Ticks that the times of the text were cut to. */
  readonly #unit: number;
  readonly #times = new Map<string, number[]>();
  readonly #byMoment = new Map<string, DecodedText[]>();
  readonly #counts = new Map<string, number>();
  readonly #next = new Map<string, number>();
  /** Ticks that the clock of the text is ahead of the trace's, by quarters of an hour; known behind `measure`. */
  ahead = 0;

  constructor(texts: readonly DecodedText[]) {
    this.#texts = texts;
    this.#unit = UNITS.find((unit) => texts.every(({ at }) => at % unit === 0)) ?? 1;
    for (const text of texts) this.#times.set(threadOf(text), []);
  }

  /** First walk: takes the time of every record of the trace. */
  addTime(pid: number, tid: number, at: Ticks): void {
    this.#times.get(`${pid}.${tid}`)?.push(at);
  }

  /** Behind the first walk: tells the zone of the text. */
  measure(): void {
    for (const times of this.#times.values()) times.sort((a, b) => a - b);
    const step = Math.max(1, Math.floor(this.#texts.length / PROBES));
    const probes = this.#texts.filter((_, i) => i % step === 0);
    let most = 0;
    for (let quarters = 0; quarters <= MOST_QUARTERS; quarters++) {
      for (const ahead of quarters === 0 ? [0] : [quarters * QUARTER, -quarters * QUARTER]) {
        const found = probes.filter((text) => this.#isAt(text, ahead)).length;
        if (found <= most) continue;
        most = found;
        this.ahead = ahead;
      }
    }
    for (const text of this.#texts) {
      const key = this.#keyOf(text.pid, text.tid, text.at - this.ahead);
      const same = this.#byMoment.get(key);
      if (same === undefined) this.#byMoment.set(key, [text]);
      else same.push(text);
    }
    this.#times.clear();
  }

  #isAt(text: DecodedText, ahead: number): boolean {
    const least = text.at - ahead;
    return includesBetween(this.#times.get(threadOf(text)) ?? [], least, least + this.#unit);
  }

  #keyOf(pid: number, tid: number, at: number): string {
    return `${pid}.${tid}.${Math.floor(at / this.#unit)}`;
  }

  /** Second walk: counts every record of the trace. */
  count(pid: number, tid: number, at: Ticks): void {
    const key = this.#keyOf(pid, tid, at);
    if (this.#byMoment.has(key)) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Third walk, every record in order of time: the text of one, where that is sure. */
  textOf(pid: number, tid: number, at: Ticks): DecodedText | undefined {
    const key = this.#keyOf(pid, tid, at);
    const texts = this.#byMoment.get(key);
    if (texts === undefined || texts.length !== this.#counts.get(key)) return undefined;
    const next = this.#next.get(key) ?? 0;
    this.#next.set(key, next + 1);
    return texts[next];
  }
}
