/** Lets one loop sleep until something happens, or for some time. */
export class Waker {
  #isChanged = false;
  /** When the first and the last of the changes came that nobody has taken yet. */
  #first = 0;
  #last = 0;
  #wake: (() => void) | undefined;
  readonly #now: () => number;
  readonly #signal: AbortSignal;

  constructor(now: () => number, signal: AbortSignal) {
    this.#now = now;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
  }

  /** Something may have changed. */
  change(): void {
    this.#last = this.#now();
    if (!this.#isChanged) this.#first = this.#last;
    this.#isChanged = true;
    this.#wake?.();
  }

  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Waits for a change, and then until none came for `quietMs`, but no longer than `mostMs` from the first. The end of the watch ends it. */
  async settled(quietMs: number, mostMs: number): Promise<void> {
    while (!this.#isChanged && !this.#signal.aborted) await this.#sleep(undefined);
    while (!this.#signal.aborted) {
      const due = Math.min(this.#last + quietMs, this.#first + mostMs);
      const left = due - this.#now();
      if (left <= 0) break;
      await this.#sleep(left);
    }
  }

  /** Sleeps until a moment, whatever happens but the end of the watch. */
  async until(moment: number): Promise<void> {
    for (let left = moment - this.#now(); left > 0 && !this.#signal.aborted; left = moment - this.#now()) {
      await this.#sleep(left);
    }
  }

  /** The changes so far are about to be looked at. */
  take(): void {
    this.#isChanged = false;
  }

  #sleep(delayMs: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = delayMs === undefined ? undefined : setTimeout(resolve, Math.ceil(delayMs));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
