import type { Ticks } from '../model/ticks.ts';

/** Counts records and keeps their least and greatest time. */
export class Span {
  records = 0;
  undecoded = 0;
  #from: Ticks | undefined;
  #to: Ticks | undefined;

  add(at: Ticks | undefined): void {
    this.records++;
    if (at !== undefined) this.#widen(at, at);
  }

  /** Several records, of which some times are known, the earliest and the latest among them. */
  addAll(records: number, times: readonly Ticks[]): void {
    this.records += records;
    for (const at of times) this.#widen(at, at);
  }

  #widen(least: Ticks, greatest: Ticks): void {
    if (this.#from === undefined || least < this.#from) this.#from = least;
    if (this.#to === undefined || greatest > this.#to) this.#to = greatest;
  }

  result(): { records: number; undecoded: number; from?: Ticks; to?: Ticks } {
    return {
      records: this.records,
      undecoded: this.undecoded,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      ...(this.#to === undefined ? {} : { to: this.#to }),
    };
  }
}
