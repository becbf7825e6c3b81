import type { Ticks } from '../model/ticks.ts';

/** Counts records and keeps their least and greatest time. */
export class Span {
  records = 0;
  undecoded = 0;
  #from: Ticks | undefined;
  #to: Ticks | undefined;

  add(at: Ticks | undefined): void {
    this.records++;
    if (at === undefined) return;
    if (this.#from === undefined || at < this.#from) this.#from = at;
    if (this.#to === undefined || at > this.#to) this.#to = at;
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
