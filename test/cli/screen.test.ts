import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Screen } from '../../src/cli/screen.ts';

/** A terminal that parts its lines anew when its width changes, as those of Windows, macOS and GNOME do. */
class Terminal {
  columns: number;
  rows = 100;
  /** Lines up to their line breaks, however many rows each takes. */
  #lines: string[];
  /** Row that the cursor is in, always at its beginning. */
  #row: number;

  constructor(columns: number, above: readonly string[]) {
    this.columns = columns;
    this.#lines = [...above, ''];
    this.#row = 0;
    this.#toEnd();
  }

  resize(columns: number): void {
    this.columns = columns;
    this.#toEnd();
  }

  write(text: string): void {
    const [, up, drawn = ''] = /^(?:\u001b\[(\d+)A)?\r\u001b\[J([\s\S]*)$/.exec(text) ?? [];
    this.#row -= Number(up ?? 0);
    const kept: string[] = [];
    let row = 0;
    for (const line of this.#lines) {
      if (row >= this.#row) break;
      kept.push(line);
      row += this.#rowsOf(line);
    }
    // A frame that begins in the midst of a line would leave a part of an old one.
    expect(row).toBe(this.#row);
    this.#lines = [...kept, ...drawn.split('\n')];
    this.#toEnd();
  }

  get lines(): readonly string[] {
    return this.#lines.slice(0, -1);
  }

  #toEnd(): void {
    this.#row = this.#lines.slice(0, -1).reduce((rows, line) => rows + this.#rowsOf(line), 0);
  }

  #rowsOf(line: string): number {
    const columns = [...line.replaceAll(/\u001b\[\d+m/g, '')].reduce((sum, one) => sum + (one === '漢' ? 2 : 1), 0);
    return Math.max(1, Math.ceil(columns / this.columns));
  }
}

const letter = fc.constantFrom('a', 'b', ' ', '漢');
const line = fc
  .array(letter, { maxLength: 60 })
  .map((letters) => letters.join(''))
  .chain((text) => fc.constantFrom(text, `\u001b[31m${text}\u001b[39m`));

test('a view leaves nothing of itself behind, and takes nothing away that stands above it, whatever the width becomes', () => {
  const frames = fc.array(fc.record({ columns: fc.integer({ min: 2, max: 140 }), lines: fc.array(line) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(frames, (all) => {
      const above = ['$ oimscope watch'];
      const terminal = new Terminal(150, above);
      const screen = new Screen(terminal);
      for (const { columns, lines } of all) {
        terminal.resize(columns);
        // The view clips its lines to what the window is when it draws.
        const fitting = lines.map((text) => (text.length * 2 <= columns ? text : 'x'));
        screen.draw(fitting);
        expect(terminal.lines).toEqual([...above, ...fitting]);
      }
    }),
  );
});

test('a view has the rows and columns of the terminal but one, and those of a usual one where it tells none', () => {
  const sized = (size: { readonly rows?: number; readonly columns?: number }): readonly number[] => {
    const screen = new Screen({ ...size, write: () => undefined });
    return [screen.rows, screen.width];
  };
  expect(sized({ rows: 6, columns: 30 })).toEqual([5, 29]);
  expect(sized({ rows: 1, columns: 1 })).toEqual([1, 1]);
  expect(sized({})).toEqual([23, 79]);
  expect(sized({ rows: 0, columns: 0 })).toEqual([23, 79]);
});
