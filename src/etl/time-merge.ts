import type { BufferRecord } from './buffer-record.ts';
import { room } from './loaded-blocks.ts';
import { compareRecords, LAST_PLACE, type PlaceInOrder } from './record-order.ts';

/** Measured: a record's object, and its place in two lists. */
const RECORD_COST = 120;
const BATCH = 1024;

interface Run {
  readonly records: readonly BufferRecord[];
  at: number;
  readonly cost: number;
}

/** Merges sorted lists of records, as many as come, and answers for the memory that they take. */
export class TimeMerge {
  /** A binary heap: the list whose next record is the least comes first. */
  readonly #heap: Run[] = [];
  /** Bytes held. */
  held = 0;

  add(records: readonly BufferRecord[], bytes: number): void {
    if (records.length === 0) return;
    const run = { records, at: 0, cost: bytes + records.length * RECORD_COST };
    this.held += run.cost;
    this.#heap.push(run);
    this.#rise(this.#heap.length - 1);
  }

  /** Hands out, in order, the records in front of `below`. */
  *take(below: PlaceInOrder): Generator<readonly BufferRecord[]> {
    let batch: BufferRecord[] = [];
    for (;;) {
      const run = this.#heap[0];
      let record = run?.records[run.at];
      if (run === undefined || record === undefined || compareRecords(record, below) >= 0) break;
      const rival = this.#second();
      const limit = rival !== undefined && compareRecords(rival, below) < 0 ? rival : below;
      do {
        batch.push(record);
        record = run.records[++run.at];
      } while (record !== undefined && compareRecords(record, limit) < 0);
      this.#settle(run);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /**
   * Parts with the records from the middle of the held bytes on, or with none where half of `memory` holds all. The others are
   * copied together, as one record keeps a whole block in memory. Answers them, and those that went.
   */
  halve(memory: number): { readonly first: readonly BufferRecord[]; readonly rest: readonly BufferRecord[] } {
    const all = [...this.take(LAST_PLACE)].flat();
    let cost = 0;
    const middle = all.findIndex(({ size }) => {
      cost += size + RECORD_COST;
      return cost > memory / 2;
    });
    // One record at least stays, or there would be no end.
    const count = middle < 0 ? all.length : Math.max(1, middle);
    return { first: all.slice(0, count), rest: all.slice(count) };
  }

  /** Adds sorted records after copying their bytes together. */
  addCopies(records: readonly BufferRecord[]): void {
    const bytes = records.reduce((total, { size }) => total + size, 0);
    const target = room(bytes);
    let at = 0;
    const copies = records.map((record) => {
      at += record.size;
      return record.movedTo(target, at - record.size);
    });
    this.add(copies, bytes);
  }

  #second(): BufferRecord | undefined {
    const [left, right] = [this.#headOf(1), this.#headOf(2)];
    if (left === undefined || right === undefined) return left ?? right;
    return compareRecords(left, right) <= 0 ? left : right;
  }

  #headOf(place: number): BufferRecord | undefined {
    const run = this.#heap[place];
    return run?.records[run.at];
  }

  /** The first list has moved on, or is used up. */
  #settle(run: Run): void {
    if (run.at >= run.records.length) {
      this.held -= run.cost;
      const last = this.#heap.pop();
      if (last === undefined || last === run) return;
      this.#heap[0] = last;
    }
    this.#sink(0);
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    for (let at = from; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (this.#isBefore(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(place: number, other: number): boolean {
    const [a, b] = [this.#headOf(place), this.#headOf(other)];
    return a !== undefined && b !== undefined && compareRecords(a, b) < 0;
  }

  #swap(place: number, other: number): void {
    const [a, b] = [this.#heap[place], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[place] = b;
    this.#heap[other] = a;
  }
}
