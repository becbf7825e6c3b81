import type { Row } from './rows.ts';

/** What stands in a control of the tools. */
function chosen(tools: HTMLFormElement, name: string): string {
  return String(new FormData(tools).get(name) ?? '');
}

/** Something stands in the tools. */
export function isFiltering(tools: HTMLFormElement): boolean {
  return [...new FormData(tools).values()].some((value) => value !== '');
}

/** All the words of each row; made when first searched, as thousands of rows are much text. */
const texts = new WeakMap<Row, string>();

function textOf(row: Row): string {
  const text = texts.get(row) ?? (row.item.textContent ?? '').toLowerCase();
  texts.set(row, text);
  return text;
}

/** Makes the texts of all rows while the browser has nothing else to do, so that the first letter of a search need not. */
export function readAhead(rows: readonly Row[]): void {
  if (!('requestIdleCallback' in window)) return;
  let next = 0;
  const read = (idle: IdleDeadline) => {
    for (; next < rows.length && idle.timeRemaining() > 2; next += 1) {
      const row = rows[next];
      if (row) textOf(row);
    }
    if (next < rows.length) requestIdleCallback(read);
  };
  requestIdleCallback(read);
}

function numbersOf(row: Row, name: string): readonly string[] {
  return (row.item.dataset[name] ?? '').split(' ').filter((number) => number !== '');
}

function has(row: Row, name: string, wanted: string): boolean {
  const numbers = numbersOf(row, name);
  return wanted === '' || (wanted === 'none' ? numbers.length === 0 : numbers.includes(wanted));
}

/** Hides the rows that do not match the tools, and says how many are left. */
export function filterRows(rows: readonly Row[], tools: HTMLFormElement): void {
  const words = chosen(tools, 'text').toLowerCase().split(/\s+/).filter(Boolean);
  const [outcome, recipient, cause] = ['outcome', 'recipient', 'cause'].map((name) => chosen(tools, name));
  let left = 0;
  for (const row of rows) {
    const matches =
      (outcome === '' || row.item.dataset.outcome === outcome) &&
      has(row, 'recipients', recipient ?? '') &&
      has(row, 'causes', cause ?? '') &&
      words.every((word) => textOf(row).includes(word));
    if (row.item.hidden === matches) row.item.hidden = !matches;
    if (matches) left += 1;
  }
  const noun = rows.length === 1 ? 'message' : 'messages';
  say('status', left === rows.length ? `${left} ${noun}` : `${left} of ${rows.length} ${noun}`);
  const none = document.getElementById('none');
  if (none) none.hidden = left > 0;
}

/** Puts words into an element, where they are read out if it is a status. */
export function say(id: string, words: string): void {
  const element = document.getElementById(id);
  if (element && element.textContent !== words) element.textContent = words;
}
