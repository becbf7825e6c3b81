import { holdsBeside, type ItemSearch, usualSearch } from '../input/item-words.ts';
import { Needles } from '../input/needles.ts';
import { oncePer } from '../input/once-per.ts';
import { Scanner, SLICE, WINDOW_AT } from '../input/scanner.ts';
import { payloadNeedles, type Sought } from '../input/wanted-needles.ts';
import type { WantedLiterals } from '../model/wanted.ts';
import type { EtlRecord } from './etl-record.ts';

/** Bytes of payloads searched at once; a payload has less than 64 KiB. */
const ROOM = 1 << 18;
/** Zeros between two payloads, so that nothing is found across. */
const BETWEEN = 4;

const needlesFor = oncePer((search: ItemSearch) => new Needles(payloadNeedles(search)));

/**
 * Which payloads may hold something wanted: to look for texts in one takes 4 µs, and to search it among others a tenth of that.
 * Says yes where it holds nothing, but never no where it does.
 */
export class WantedPayloads {
  readonly #needles: Needles<Sought>;
  readonly #scanner: Scanner;
  readonly #ends: number[] = [];
  readonly #which: number[] = [];
  #used = 0;

  constructor(wanted: WantedLiterals) {
    this.#needles = needlesFor(usualSearch(wanted));
    this.#scanner = Scanner.take(this.#needles.fingerprints, ROOM);
  }

  /** For each record 1 where its payload may hold something wanted, among those that `isAsked`; 1 for the others, too. */
  mark(records: readonly EtlRecord[], isAsked: (record: EtlRecord) => boolean): Uint8Array {
    const marks = new Uint8Array(records.length);
    let { bytes } = this.#scanner;
    for (const [i, record] of records.entries()) {
      if (!isAsked(record)) {
        marks[i] = 1;
        continue;
      }
      const { payload } = record;
      if (this.#used + payload.length + BETWEEN > ROOM) {
        this.#search(marks);
        bytes = this.#scanner.bytes;
      }
      bytes.set(payload, this.#used);
      this.#used += payload.length;
      bytes.fill(0, this.#used, this.#used + BETWEEN);
      this.#used += BETWEEN;
      this.#ends.push(this.#used);
      this.#which.push(i);
    }
    this.#search(marks);
    return marks;
  }

  /** Nothing more is marked. */
  close(): void {
    this.#scanner.release();
  }

  /** Whether at a place of a payload something wanted stands, or a word with others beside it, in one byte a character or two. */
  #isHit(bytes: Buffer, place: number, start: number, end: number): boolean {
    const found = this.#needles.at(bytes, place);
    if (found === undefined || found.kind === 'hit') return found !== undefined;
    const text = bytes.toString('latin1', start, end).replaceAll('\0', '');
    return this.#needles.allAt(bytes, place).some(({ kind }) => kind === 'hit' || holdsBeside(kind, text));
  }

  #search(marks: Uint8Array): void {
    const { bytes } = this.#scanner;
    const end = this.#used;
    this.#scanner.seal(end);
    let next = 0;
    for (let from = 0; from < end; from += SLICE) {
      const places = this.#scanner.candidates(from, end);
      for (let i = 0; i < places.length; i++) {
        const place = (places[i] ?? 0) - WINDOW_AT;
        while ((this.#ends[next] ?? end) <= place) next++;
        const record = this.#which[next] ?? 0;
        if (marks[record] === 0 && this.#isHit(bytes, place, this.#ends[next - 1] ?? 0, this.#ends[next] ?? end))
          marks[record] = 1;
      }
    }
    this.#used = 0;
    this.#ends.length = 0;
    this.#which.length = 0;
  }
}
