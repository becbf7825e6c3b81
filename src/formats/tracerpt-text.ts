import { cutRow } from './csv-cells.ts';
import type { RowText } from './row-reader.ts';
import type { TracerptColumns } from './tracerpt-columns.ts';
import { wppText } from './tracerpt-wpp.ts';

/** A time: a count of 100 ns, perhaps as a spreadsheet writes it. What stands behind it may name somebody. */
const COUNT = /^\d+(?:[.,]\d+)?(?:e\+?\d{1,2})?/i;

interface Item {
  readonly text: string;
  /** Index behind its delimiter. */
  readonly next: number;
}

/** Index of a quote from `from` on that ends an item: blanks, then a comma and a blank, or nothing more: `last` is where the row ends but for blanks. */
function closingQuote(row: string, from: number, last: number): number {
  for (let at = row.indexOf('"', from); at >= 0; at = row.indexOf('"', at + 1)) {
    let next = at + 1;
    while (row[next] === ' ') next++;
    // Quotes inside are not doubled. JSON has them with commas, but no blanks: `"{"a":"b","c":"d"}"`.
    // At the end of a line one may stand for itself: `SOAPAction: "http://…/CreateItem"`.
    if (next >= last) return at;
    if (row[next] === ',' && (next + 1 >= row.length || /\s/.test(row[next + 1] ?? ''))) return at;
  }
  return -1;
}

/** Quotes doubled by whoever wrote the file down: each stands twice, and a text begins behind one such. An empty value is `""`, too. */
function undoubled(text: string): string {
  const isDoubled = /""[^\s"<>/?,;)]/.test(text) && !/(?<!")"(?:"")*(?!")/.test(text);
  return isDoubled ? text.replaceAll('""', '"') : text;
}

/** The item at `start`, as tracerpt writes it: a string in quotes behind a blank, anything else without. */
function itemAt(row: string, start: number, last: number): Item {
  let at = start;
  while (row[at] === ' ') at++;
  const close = row[at] === '"' ? closingQuote(row, at + 1, last) : -1;
  const comma = row.indexOf(',', close < 0 ? at : close);
  const end = comma < 0 ? row.length : comma;
  return { text: close < 0 ? row.slice(at, end).trim() : undoubled(row.slice(at + 1, close)), next: end + 1 };
}

/** A cell with a comma was in quotes that the spreadsheet knew for such: it gets them again. */
function isUnquoted(cell: string | undefined): boolean {
  return cell?.includes(',') === true && !/^\s*"/.test(cell);
}

/** What tracerpt had written, from what a spreadsheet made of it: `" ""HTTP"""` was ` "HTTP"`. */
function restored(raw: string, delimiter: string): string {
  const lines: string[] = [];
  for (let at = 0; at < raw.length; ) {
    const { cells, end } = cutRow(raw, at, delimiter);
    const filled = cells.findLastIndex((cell) => cell !== '') + 1;
    const written = cells.slice(0, filled).map((cell, i) => {
      // A blank behind its comma tells that a quote closes.
      const blank = isUnquoted(cell) || (isUnquoted(cells[i - 1]) && !cell.startsWith(' ')) ? ' ' : '';
      return isUnquoted(cell) ? `${blank}"${cell}"` : blank + cell;
    });
    lines.push(written.join(','));
    at = end;
  }
  return lines.join('\n');
}

function payloadItems(payload: string): readonly string[] {
  const items: string[] = [];
  const last = payload.trimEnd().length;
  for (let at = 0; at < payload.length; ) {
    const { text, next } = itemAt(payload, at, last);
    if (text.trim() !== '') items.push(text);
    at = next;
  }
  return items;
}

/** The text of a row: what WPP has formatted, or all items of the payload, which have no names. */
export function readTracerptRow(raw: string, columns: TracerptColumns): RowText {
  const row = columns.isCopy ? restored(raw, String.fromCharCode(columns.delimiter)) : raw;
  let provider = '';
  let stamp = '';
  let at = 0;
  const last = row.trimEnd().length;
  for (let column = 0; column < columns.payload; column++) {
    const { text, next } = itemAt(row, at, last);
    if (column === columns.event) provider = text.trim();
    if (column === columns.time) stamp = COUNT.exec(text.trim())?.[0] ?? '';
    at = next;
  }
  const payload = row.slice(at);
  const wpp = wppText(payload);
  const component = wpp?.component ?? (provider === '' ? undefined : provider);
  return {
    message: wpp?.message ?? payloadItems(payload).join(' '),
    ...(component === undefined ? {} : { component }),
    ...(wpp?.function === undefined ? {} : { function: wpp.function }),
    ...(stamp === '' ? {} : { stamp }),
  };
}
