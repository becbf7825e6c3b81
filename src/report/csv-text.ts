import { makeVisible } from '../model/visible.ts';

/** What a spreadsheet would take for a formula, also behind blanks; full-width signs count in some languages of Excel. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

export type CsvValue = string | number;

/** One cell of RFC 4180, harmless in a spreadsheet: `=1+1` becomes `'=1+1`; tabs and line breaks are no longer such. */
function cellOf(value: CsvValue): string {
  if (typeof value === 'number') return String(value);
  const shown = makeVisible(value);
  const safe = FORMULA.test(shown) ? `'${shown}` : shown;
  // Excel takes a semicolon for a delimiter where a comma is the decimal sign.
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row, with its line end. */
export function csvRow(cells: readonly CsvValue[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}
