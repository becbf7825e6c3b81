import type { Window } from '../input/window.ts';
import type { CellPlaces } from './cell-places.ts';
import { standsAt } from './csv-bytes.ts';

const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}._-]{1,254}$/u;
/** Events that were forwarded are of many machines; there is no house with more of them. */
const MOST = 100_000;

/** The names of machines in the cells that are for them. */
export class WinEventMachines {
  readonly #columns: readonly number[];
  /** Of each column the cell read last, as it stands there: mostly that of the next row, too. */
  readonly #last: Buffer[];
  readonly #names = new Set<string>();

  constructor(columns: readonly number[]) {
    this.#columns = columns;
    this.#last = columns.map(() => Buffer.alloc(0));
  }

  /** Takes those of a row whose cells are known. */
  add(window: Window, cells: CellPlaces): void {
    for (const [index, column] of this.#columns.entries()) {
      const start = cells.startOf(window.bytes, column);
      const end = cells.endOf(column);
      const last = this.#last[index];
      if (start < 0 || (last?.length === end - start && standsAt(window.bytes, start, last))) continue;
      // A copy: the window is filled anew.
      this.#last[index] = Buffer.from(window.bytes.subarray(start, end));
      const name = window.decode(start, end).text.replace(/["\r\s]+$/, '');
      if (NAME.test(name) && this.#names.size < MOST) this.#names.add(name);
    }
  }

  get names(): readonly string[] {
    return [...this.#names];
  }
}
