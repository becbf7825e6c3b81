interface Places {
  readonly idOf: Map<number, string>;
  readonly messageOf: Map<string, number>;
}

/**
 * Which known messages each id may be of that lines call one of a message, by when those lines stand. Nobody knows the id of a message of the list, so where
 * more ids are told than messages, some line is of a message that nobody told of.
 */
export class IdClaims {
  readonly #messages = new Map<string, Set<number>>();

  /** Takes a line with an id, near to some messages. */
  note(id: string, near: readonly number[]): void {
    if (near.length === 0) return;
    const messages = this.#messages.get(id) ?? new Set();
    this.#messages.set(id, messages);
    for (const number of near) messages.add(number);
  }

  /**
   * Numbers of the messages near to which more ids are told than messages. Each id is given a message of its own as long as there is one (Kuhn's algorithm);
   * those among which there is none for some id are the same ones in whatever order ids come.
   */
  crowded(): ReadonlySet<number> {
    const places: Places = { idOf: new Map(), messageOf: new Map() };
    const crowded = new Set<number>();
    for (const id of this.#messages.keys()) {
      const seen = new Set(crowded);
      if (!this.#place(id, places, seen)) for (const number of seen) crowded.add(number);
    }
    return crowded;
  }

  /** Finds a message for an id, others moving on for it. `seen`: messages from which none could. The nearest are looked at first, as a row of moves may be as long as the list. */
  #place(id: string, { idOf, messageOf }: Places, seen: Set<number>): boolean {
    const soughtBy = new Map<number, string>();
    const ids = [id];
    for (const one of ids) {
      for (const number of this.#messages.get(one) ?? []) {
        if (seen.has(number)) continue;
        seen.add(number);
        soughtBy.set(number, one);
        const other = idOf.get(number);
        if (other !== undefined) {
          ids.push(other);
          continue;
        }
        for (let free: number | undefined = number; free !== undefined; ) {
          const taker = soughtBy.get(free) ?? id;
          const left = messageOf.get(taker);
          idOf.set(free, taker);
          messageOf.set(taker, free);
          free = left;
        }
        return true;
      }
    }
    return false;
  }
}
