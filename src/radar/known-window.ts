import type { Outcome } from '../model/life.ts';
import { addSeconds, type Ticks } from '../model/ticks.ts';

/** A message whose fate somebody knows, and when it lived. */
export interface KnownLife {
  readonly outcome?: Outcome;
  /** In lower case; none where nobody said who it was for. */
  readonly recipients: ReadonlySet<string>;
  /** Keys of it, in lower case. */
  readonly ids: ReadonlySet<string>;
  readonly from: Ticks;
  readonly to: Ticks;
}

/** The client tries for so long. */
const LIFE_SECONDS = 120;
/** Clocks of people, and what the client writes before it knows that it sends and after it has given up. */
export const SLACK_SECONDS = 5;

/** When a message lived that was sent between two moments. */
export function lifeSpan(first: Ticks, last: Ticks): Pick<KnownLife, 'from' | 'to'> {
  return { from: addSeconds(first, -SLACK_SECONDS), to: addSeconds(last, LIFE_SECONDS + SLACK_SECONDS) };
}

/** What of a line ties it to a message. */
export interface LineKeys {
  readonly at: Ticks | undefined;
  readonly addresses: readonly string[];
  readonly ids: readonly string[];
}

interface Numbered {
  readonly number: number;
  readonly life: KnownLife;
}

const NOBODY: readonly Numbered[] = [];
const NONE: readonly number[] = [];

/** The messages whose fate somebody knows, asked for by what lines tell. */
export class KnownLives {
  readonly lives: readonly KnownLife[];
  readonly #byBegin: readonly Numbered[];
  readonly #byId = new Map<string, number[]>();
  readonly #longest: number;
  readonly #others: ReadonlySet<string>;
  readonly #own: ReadonlySet<string>;
  readonly #told: ReadonlySet<string>;

  /**
   * `others`: ids of any message, in lower case. `own`: addresses of the user, in lower case. `told`: what lines call ids of messages, in lower case; nobody knows
   * of which, so such a line may be near to any.
   */
  constructor(
    lives: readonly KnownLife[],
    others: ReadonlySet<string> = new Set(),
    own: ReadonlySet<string> = new Set(),
    told: ReadonlySet<string> = new Set(),
  ) {
    this.lives = lives;
    this.#byBegin = lives.map((life, number) => ({ life, number })).sort((a, b) => a.life.from - b.life.from);
    this.#longest = lives.reduce((longest, { from, to }) => Math.max(longest, to - from), 0);
    this.#others = others;
    this.#own = own;
    this.#told = told;
    for (const { life, number } of this.#byBegin)
      for (const id of life.ids) {
        const numbers = this.#byId.get(id) ?? [];
        this.#byId.set(id, numbers);
        numbers.push(number);
      }
  }

  /** Ids that tell of some message. */
  ids(): readonly string[] {
    return [...this.#byId.keys(), ...this.#others, ...this.#told];
  }

  /** Whether lines call something the id of a message. */
  isTold(id: string): boolean {
    return this.#told.has(id);
  }

  /** Addresses that tell more than that somebody is named. */
  addresses(): readonly string[] {
    return [...this.lives.flatMap(({ recipients }) => [...recipients]), ...this.#own];
  }

  /** How many lives began up to a moment. */
  #countBegun(moment: Ticks): number {
    let [low, high] = [0, this.#byBegin.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#byBegin[middle]?.life.from ?? 0) <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether some life may span a moment: one began not longer before than the longest one takes. */
  #isAnyAt(moment: Ticks | undefined): boolean {
    if (moment === undefined) return false;
    const last = this.#byBegin[this.#countBegun(moment) - 1];
    return last !== undefined && last.life.from >= moment - this.#longest;
  }

  /** Those that lived at a moment. */
  at(moment: Ticks | undefined): readonly Numbered[] {
    if (moment === undefined) return NOBODY;
    const alive: Numbered[] = [];
    for (let i = this.#countBegun(moment) - 1; i >= 0; i--) {
      const one = this.#byBegin[i];
      if (one === undefined || one.life.from < moment - this.#longest) break;
      if (one.life.to >= moment) alive.push(one);
    }
    return alive;
  }

  /**
   * Numbers of the messages that a line is near to, in their order: it tells an id of it; or it tells no id of any message, stands within the time of
   * it, and names nobody but those it concerns.
   */
  near({ at, addresses, ids }: LineKeys): readonly number[] {
    // Of most lines it is soon seen that they are near to none.
    if (ids.length === 0 && !this.#isAnyAt(at)) return NONE;
    const numbers = new Set(ids.flatMap((id) => this.#byId.get(id) ?? []));
    if (!ids.some((id) => this.#others.has(id) || this.#byId.has(id))) {
      const others = addresses.filter((address) => !this.#own.has(address));
      for (const { number, life } of this.at(at)) {
        const { recipients } = life;
        if (others.length === 0 || recipients.size === 0 || others.some((address) => recipients.has(address)))
          numbers.add(number);
      }
    }
    return [...numbers].sort((a, b) => a - b);
  }
}
