/** A row of separated values: `"a ""b"" c",12,`. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Index behind its line end, or the length of the text. */
  readonly end: number;
  /** Its last quote is closed. */
  readonly isClosed: boolean;
}

/** Whether a cell ends at `at`. */
function isCellEnd(text: string, at: number, delimiter: string): boolean {
  const next = text[at];
  return (
    next === undefined || next === delimiter || next === '\n' || (next === '\r' && (text[at + 1] ?? '\n') === '\n')
  );
}

/** Index of the quote that closes a cell whose content begins at `from`, -1 for none. One that no cell ends behind is text. */
function closingQuote(text: string, from: number, delimiter: string): number {
  let at = text.indexOf('"', from);
  while (at >= 0) {
    if (text[at + 1] === '"') at++;
    else if (isCellEnd(text, at + 1, delimiter)) return at;
    at = text.indexOf('"', at + 1);
  }
  return -1;
}

/** Cuts the row that begins at `start`. A quote in a cell that does not begin with one is text. */
export function cutRow(text: string, start: number, delimiter: string): CsvRow {
  const cells: string[] = [];
  for (let at = start; ; at++) {
    let end = at;
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1, delimiter);
      cells.push(text.slice(at + 1, close < 0 ? undefined : close).replaceAll('""', '"'));
      if (close < 0) return { cells, end: text.length, isClosed: false };
      end = close + 1;
      if (text[end] === '\r') end++;
    } else {
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
      const cell = text.slice(at, end);
      cells.push(text[end] !== delimiter && cell.endsWith('\r') ? cell.slice(0, -1) : cell);
    }
    if (text[end] !== delimiter) return { cells, end: Math.min(text.length, end + 1), isClosed: true };
    at = end;
  }
}

/** The first line that is neither blank nor a word about the file: `sep=;` of a spreadsheet, `#TYPE …` of PowerShell. */
export function headerLine(text: string): string {
  for (const line of text.split('\n')) if (!/^(?:sep=.|#TYPE .*)?$/i.test(line.trim())) return line.replace(/\r$/, '');
  return '';
}

/** The cells of one row that stands alone. */
export function csvCells(row: string, delimiter: string): readonly string[] {
  return cutRow(row, 0, delimiter).cells;
}

/** The delimiter of a header row; Export-Csv writes that of the culture when asked to. */
export function delimiterOf(header: string): string {
  return [',', ';', '\t'].find((mark) => header.includes(mark)) ?? ',';
}
