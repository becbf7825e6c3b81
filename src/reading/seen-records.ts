import { createHash } from 'node:crypto';
import type { TraceRecord } from '../model/record.ts';

function keyOf(record: TraceRecord): string {
  const text = record.raw.replace(/\r?\n$|\r$/, '');
  return createHash('sha1').update(`${record.at} ${record.pid} ${record.tid} ${text}`).digest('base64');
}

/** Knows the records of the parts of a rotated log read so far, so that what stands in two of them counts once. */
export class SeenRecords {
  /** How often each stands in the parts in front; a log may say the same thing twice in a millisecond. */
  readonly #before = new Map<string, number>();
  #here = new Map<string, number>();
  /** Records of the part being read that stood in a part in front. */
  copies = 0;

  /** Knows the same, and goes on from here by itself. */
  fork(): SeenRecords {
    const copy = new SeenRecords();
    for (const [key, count] of this.#before) copy.#before.set(key, count);
    copy.#here = new Map(this.#here);
    copy.copies = this.copies;
    return copy;
  }

  /** True for a record that a part in front of this one holds, too. */
  isCopy(record: TraceRecord): boolean {
    if (record.at === undefined) return false;
    const key = keyOf(record);
    const count = (this.#here.get(key) ?? 0) + 1;
    this.#here.set(key, count);
    const isCopy = count <= (this.#before.get(key) ?? 0);
    if (isCopy) this.copies++;
    return isCopy;
  }

  nextPart(): void {
    for (const [key, count] of this.#here) this.#before.set(key, Math.max(count, this.#before.get(key) ?? 0));
    this.#here = new Map();
    this.copies = 0;
  }
}
