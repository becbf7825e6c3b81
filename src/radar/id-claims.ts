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
    const idOf = new Map<number, string>();
    const crowded = new Set<number>();
    for (const id of this.#messages.keys()) {
      const seen = new Set(crowded);
      if (!this.#place(id, idOf, seen)) for (const number of seen) crowded.add(number);
    }
    return crowded;
  }

  /** Finds a message for an id, others moving on for it. `seen`: messages from which none could. */
  #place(id: string, idOf: Map<number, string>, seen: Set<number>): boolean {
    for (const number of this.#messages.get(id) ?? []) {
      if (seen.has(number)) continue;
      seen.add(number);
      const other = idOf.get(number);
      if (other !== undefined && !this.#place(other, idOf, seen)) continue;
      idOf.set(number, id);
      return true;
    }
    return false;
  }
}
