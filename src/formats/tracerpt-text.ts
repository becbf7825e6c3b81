import type { Stretch } from '../model/stretches.ts';
import { cutRow } from './csv-cells.ts';
import type { RowText } from './row-reader.ts';
import type { TracerptColumns } from './tracerpt-columns.ts';
import { wppMessage, wppText } from './tracerpt-wpp.ts';

/** A time: a count of 100 ns, perhaps as a spreadsheet writes it. What stands behind it may name somebody. */
const COUNT = /^\d+(?:[.,]\d+)?(?:e\+?\d{1,2})?/i;

interface Item extends Stretch {
  readonly isQuoted: boolean;
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

/** The same for places of one row from left to right: the quote found last is that of all places in front of it, and where there is none there is none behind. */
function closingQuotes(row: string): (from: number) => number {
  const last = row.trimEnd().length;
  let known: number | undefined;
  return (from) => {
    if (known === undefined || (known >= 0 && known < from)) known = closingQuote(row, from, last);
    return known;
  };
}

/** Quotes doubled by whoever wrote the file down: each stands twice, and a text begins behind one such. An empty value is `""`, too. */
function undoubled(text: string): string {
  const isDoubled = /""[^\s"<>/?,;)]/.test(text) && !/(?<!")"(?:"")*(?!")/.test(text);
  return isDoubled ? text.replaceAll('""', '"') : text;
}

/** The item at `start`, as tracerpt writes it: a string in quotes behind a blank, anything else without. */
function itemAt(row: string, start: number, closeFrom: (from: number) => number): Item {
  let at = start;
  while (row[at] === ' ') at++;
  const close = row[at] === '"' ? closeFrom(at + 1) : -1;
  const comma = row.indexOf(',', close < 0 ? at : close);
  const end = comma < 0 ? row.length : comma;
  const place = close < 0 ? { start: at, end } : { start: at + 1, end: close };
  return { ...place, isQuoted: close >= 0, next: end + 1 };
}

function textOf(row: string, { start, end, isQuoted }: Item): string {
  return isQuoted ? undoubled(row.slice(start, end)) : row.slice(start, end).trim();
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

function payloadItems(payload: string): readonly Item[] {
  const items: Item[] = [];
  const closeFrom = closingQuotes(payload);
  for (let at = 0; at < payload.length; ) {
    const item = itemAt(payload, at, closeFrom);
    if (payload.slice(item.start, item.end).trim() !== '') items.push(item);
    at = item.next;
  }
  return items;
}

/** Where the texts stand that the text of a row is read from, none of a program that has written it down again. */
export function payloadTexts(payload: string): readonly Stretch[] {
  const message = wppMessage(payload);
  return message === undefined ? payloadItems(payload) : [message];
}

/** The text of a row: what WPP has formatted, or all items of the payload, which have no names. */
export function readTracerptRow(raw: string, columns: TracerptColumns): RowText {
  const row = columns.isCopy ? restored(raw, String.fromCharCode(columns.delimiter)) : raw;
  let provider = '';
  let stamp = '';
  let at = 0;
  const closeFrom = closingQuotes(row);
  for (let column = 0; column < columns.payload; column++) {
    const item = itemAt(row, at, closeFrom);
    if (column === columns.event) provider = textOf(row, item).trim();
    if (column === columns.time) stamp = COUNT.exec(textOf(row, item).trim())?.[0] ?? '';
    at = item.next;
  }
  const payload = row.slice(at);
  const wpp = wppText(payload);
  const component = wpp?.component ?? (provider === '' ? undefined : provider);
  return {
    message:
      wpp?.message ??
      payloadItems(payload)
        .map((item) => textOf(payload, item))
        .join(' '),
    ...(component === undefined ? {} : { component }),
    ...(wpp?.function === undefined ? {} : { function: wpp.function }),
    ...(stamp === '' ? {} : { stamp }),
  };
}
