interface Due {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/** The event queue of a simulated world. Times are seconds from its beginning. */
export class Agenda {
  now = 0;
  readonly #end: number;
  readonly #waiting: Due[] = [];
  #order = 0;

  constructor(end: number) {
    this.#end = end;
  }

  /** Acts so many seconds from now; what would come after the end of the world never does. */
  after(seconds: number, act: () => void): void {
    const at = this.now + seconds;
    if (at < this.#end) this.#waiting.push({ at, order: this.#order++, act });
  }

  run(): void {
    for (;;) {
      // A world has some hundred events: looking for the earliest costs less than keeping a heap.
      const next = this.#waiting.reduce<Due | undefined>(
        (first, one) =>
          first === undefined || one.at < first.at || (one.at === first.at && one.order < first.order) ? one : first,
        undefined,
      );
      if (next === undefined) return;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.now = next.at;
      next.act();
    }
  }
}
