import type { ListFormat } from '../index.ts';

/** Rows as aligned columns, two blanks between them, or as a JSON array. Ends with one newline. */
export function listing<Row>(
  format: ListFormat,
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
): string {
  if (format === 'json') return `${JSON.stringify(rows, undefined, 2)}\n`;
  const table = rows.map(cellsOf);
  const widths = table.reduce<readonly number[]>(
    (most, cells) => cells.map((cell, index) => Math.max(most[index] ?? 0, cell.length)),
    [],
  );
  const lines = table.map((cells) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
