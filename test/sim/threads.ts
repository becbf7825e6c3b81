import type { Dice } from './dice.ts';

const FIRST = 0x1a00;
const FIRST_ANSWERING = 0x2600;
const ANSWERING = 3;
/** Threads that ask where none waits for its answer. */
const ASKING = 3;

/** The threads of a client: those that wait for their answer are busy until it is there. */
export class Threads {
  readonly #dice: Dice;
  readonly #waits: boolean;
  readonly #busyUntil: number[] = [];

  constructor(dice: Dice, waits: boolean) {
    this.#dice = dice;
    this.#waits = waits;
  }

  /** A thread for a call; a waiting one is taken until `release`. */
  take(now: number): number {
    if (!this.#waits) return FIRST + 4 * this.#dice.below(ASKING);
    const free = this.#busyUntil.flatMap((until, i) => (until <= now ? [i] : []));
    const index = free[this.#dice.below(Math.max(1, free.length))] ?? this.#busyUntil.length;
    this.#busyUntil[index] = Number.POSITIVE_INFINITY;
    return FIRST + 4 * index;
  }

  /** The thread of the answer to a call that was asked on `tid`. */
  answering(tid: number): number {
    return this.#waits ? tid : FIRST_ANSWERING + 4 * this.#dice.below(ANSWERING);
  }

  release(tid: number, at: number): void {
    if (this.#waits) this.#busyUntil[(tid - FIRST) / 4] = at;
  }
}
