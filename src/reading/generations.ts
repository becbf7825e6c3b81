/** Values kept from one pass to the next. What a pass did not ask for is let go when the pass after it begins. */
export class Generations<Value> {
  #before: Map<string, Value> = new Map();
  #now: Map<string, Value> = new Map();

  get(key: string): Value | undefined {
    const value = this.#now.get(key) ?? this.#before.get(key);
    if (value !== undefined) this.#now.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#now.set(key, value);
  }

  /** What this pass has asked for or set so far. */
  values(): Iterable<Value> {
    return this.#now.values();
  }

  /** Takes out what no longer holds. */
  drop(key: string): void {
    this.#now.delete(key);
    this.#before.delete(key);
  }

  next(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  clear(): void {
    this.#before = new Map();
    this.#now = new Map();
  }
}
