/**
 * Items of which the latest that still counts is asked for again and again. What no longer counts never does again, so it is dropped
 * where it is met: all questions together cost as much as there are items.
 */
export class LatestFirst<Item> {
  readonly #items: Item[] = [];

  add(item: Item): void {
    this.#items.push(item);
  }

  /** `counts` must never become true again for an item it was false for. */
  latest(counts: (item: Item) => boolean): Item | undefined {
    for (let last = this.#items.at(-1); last !== undefined; last = this.#items.at(-1)) {
      if (counts(last)) return last;
      this.#items.pop();
    }
    return undefined;
  }
}
