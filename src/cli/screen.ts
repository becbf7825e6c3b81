import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from '../index.ts';

/** The part of a terminal that a view needs. */
export interface ScreenStream {
  readonly rows?: number;
  readonly columns?: number;
  write(text: string): unknown;
}

const DEFAULT_ROWS = 24;
const DEFAULT_COLUMNS = 80;
const ERASE_BELOW = '\u001b[J';

/** Lines that are drawn over themselves, in the midst of what else stands on the terminal. */
export class Screen {
  readonly #stream: ScreenStream;
  /** Columns of each line that stands there. */
  #widths: readonly number[] = [];
  #drawn = '';
  #columns = 0;

  constructor(stream: ScreenStream) {
    this.#stream = stream;
  }

  /** Lines there is room for; the last row of a terminal is left to the cursor. */
  get rows(): number {
    return Math.max(1, (this.#stream.rows || DEFAULT_ROWS) - 1);
  }

  /** Columns of a line; the last one is left free, as some terminals go to the next row once it is written to. */
  get width(): number {
    return Math.max(1, (this.#stream.columns || DEFAULT_COLUMNS) - 1);
  }

  draw(lines: readonly string[]): void {
    const text = lines.map((line) => `${line}\n`).join('');
    const columns = this.width + 1;
    if (text === this.#drawn && columns === this.#columns) return;
    // A window that was made narrower has parted lines that were drawn for a wider one.
    const above = this.#widths.reduce((rows, width) => rows + Math.max(1, Math.ceil(width / columns)), 0);
    const up = above === 0 ? '' : `\u001b[${above}A`;
    this.#stream.write(`${up}\r${ERASE_BELOW}${text}`);
    this.#drawn = text;
    this.#columns = columns;
    this.#widths = lines.map((line) => columnsOf(stripVTControlCharacters(line)));
  }
}
