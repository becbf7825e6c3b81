/** Looks ahead in a window for the next place that any of some patterns matches. */
export class Hits {
  readonly #patterns: readonly RegExp[];
  readonly #found: number[];
  #units = '';
  /** Index of the nearest match not yet skipped; infinite when there is none. */
  next: number = Number.POSITIVE_INFINITY;

  constructor(sources: readonly string[]) {
    this.#patterns = sources.map((source) => new RegExp(source, 'g'));
    this.#found = sources.map(() => -1);
  }

  begin(units: string): void {
    this.#units = units;
    this.#found.fill(-1);
    this.next = -1;
    this.skipTo(0);
  }

  /** Forgets the matches that begin in front of `end`. */
  skipTo(end: number): void {
    if (this.next >= end) return;
    for (const [i, pattern] of this.#patterns.entries()) {
      if ((this.#found[i] ?? -1) >= end) continue;
      pattern.lastIndex = end;
      this.#found[i] = pattern.exec(this.#units)?.index ?? Number.POSITIVE_INFINITY;
    }
    this.next = Math.min(...this.#found);
  }
}
