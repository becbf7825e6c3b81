/** The part of a terminal that a view needs. */
export interface ScreenStream {
  readonly rows?: number;
  write(text: string): unknown;
}

const LEAST_ROWS = 10;
const DEFAULT_ROWS = 24;
const ERASE_BELOW = '\u001b[J';

/** Lines that are drawn over themselves, in the midst of what else stands on the terminal. */
export class Screen {
  readonly #stream: ScreenStream;
  #height = 0;
  #drawn = '';

  constructor(stream: ScreenStream) {
    this.#stream = stream;
  }

  /** Lines there is room for; the last row of a terminal is left to the cursor. */
  get rows(): number {
    return Math.max(LEAST_ROWS, this.#stream.rows ?? DEFAULT_ROWS) - 1;
  }

  draw(lines: readonly string[]): void {
    const text = lines.map((line) => `${line}\n`).join('');
    if (text === this.#drawn) return;
    this.#drawn = text;
    const up = this.#height === 0 ? '' : `\u001b[${this.#height}A`;
    this.#stream.write(`${up}\r${ERASE_BELOW}${text}`);
    this.#height = lines.length;
  }
}
