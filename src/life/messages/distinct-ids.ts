import { appended } from './appended.ts';

/** Ids in the order seen, each once. Most messages have two or three and need no set. */
export class DistinctIds {
  #list: string[] = [];
  #known: Set<string> | undefined;

  get list(): readonly string[] {
    return this.#list;
  }

  add(id: string): void {
    const isKnown = this.#known === undefined ? this.#list.includes(id) : this.#known.has(id);
    if (isKnown) return;
    this.#list = appended(this.#list, id);
    if (this.#list.length > 16) this.#known ??= new Set(this.#list);
    this.#known?.add(id);
  }
}
