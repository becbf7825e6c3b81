/**
 * Places of a row in ascending order of number, of which one after another is taken; finds the free one that is nearest to a number.
 * All questions together cost little more than there are places: the way over taken ones is shortened as it is walked.
 */
export class FreePlaces<Item> {
  readonly #items: readonly Item[];
  readonly #numbers: readonly number[];
  /** For each place the next free one to the right, itself if it is free; one more behind the end. */
  readonly #right: number[];
  /** The same to the left, shifted by one: 0 stands for none. */
  readonly #left: number[];
  readonly #placeOf = new Map<Item, number>();

  /** Items of equal number stay in the order given. */
  constructor(items: readonly Item[], numberOf: (item: Item) => number) {
    this.#items = items.toSorted((a, b) => compare(numberOf(a), numberOf(b)));
    this.#numbers = this.#items.map(numberOf);
    this.#right = Array.from({ length: items.length + 1 }, (_, i) => i);
    this.#left = Array.from({ length: items.length + 1 }, (_, i) => i);
    for (const [place, item] of this.#items.entries()) this.#placeOf.set(item, place);
  }

  take(item: Item): void {
    const place = this.#placeOf.get(item);
    if (place === undefined || this.#right[place] !== place) return;
    this.#right[place] = place + 1;
    this.#left[place + 1] = place;
  }

  /** The free item whose number is nearest, the earlier one of two; undefined where all are taken. */
  nearest(to: number): Item | undefined {
    const split = this.#firstFrom(to);
    const right = rootOf(this.#right, split);
    const left = rootOf(this.#left, split) - 1;
    const [before, after] = [this.#items[left], this.#items[right]];
    if (before === undefined || after === undefined) return before ?? after;
    return distance(this.#numbers[left], to) <= distance(this.#numbers[right], to) ? before : after;
  }

  /** The free items with numbers from `least` to `greatest`; of more than `most` none. */
  between(least: number, greatest: number, most: number): readonly Item[] {
    const found: Item[] = [];
    for (let place = rootOf(this.#right, this.#firstFrom(least)); ; place = rootOf(this.#right, place + 1)) {
      const item = this.#items[place];
      if (item === undefined || (this.#numbers[place] ?? 0) > greatest) return found;
      if (found.length === most) return [];
      found.push(item);
    }
  }

  #firstFrom(number: number): number {
    let low = 0;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Two infinite numbers are as near as can be. */
function distance(a: number | undefined, b: number): number {
  return a === undefined ? Number.POSITIVE_INFINITY : a === b ? 0 : Math.abs(a - b);
}

function rootOf(parents: number[], from: number): number {
  let root = from;
  while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
  for (let place = from; place !== root; ) {
    const next = parents[place] ?? root;
    parents[place] = root;
    place = next;
  }
  return root;
}
