import { makeVisible } from '../../model/visible.ts';
import { count } from '../page.ts';
import { contentPolicy } from './content-policy.ts';
import { BASE_STYLE } from './page-assets.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, in an element or in an attribute between quotes; control and bidi characters are made visible. */
export function escapeHtml(text: string): string {
  return makeVisible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Text in an element, never in an attribute: of the SOAP that fills reports a quarter would be escapes otherwise. */
export function escapeText(text: string): string {
  return makeVisible(text).replace(/[&<]/g, (character) => ENTITIES[character] ?? character);
}

/** Characters that are shown of a name without end. */
const MOST_OF_NAME = 200;

/** A name as it is; of one longer than any true one the beginning, and how much more there is. */
export function shortened(name: string): string {
  if (name.length <= MOST_OF_NAME) return name;
  const characters = [...name];
  const more = characters.length - MOST_OF_NAME;
  return more <= 0 ? name : `${characters.slice(0, MOST_OF_NAME).join('')}… ${count(more, 'more character')}`;
}

/** HTML that is safe as it stands. */
export interface Html {
  readonly html: string;
  /** A number stands at the right. */
  readonly isNumber?: true;
}

export function cell(value: string | number): Html {
  return typeof value === 'number' ? { html: String(value), isNumber: true } : { html: escapeHtml(value) };
}

/** A table that scrolls sideways where the page is too narrow, by keys as well; `name` is what it is of. */
export function scrolling(name: string, tableHtml: string): string {
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(name)}">${tableHtml}</div>`;
}

/** Rows under a head. */
function rowsHtml(name: string, head: readonly string[], rows: readonly (readonly Html[])[]): string {
  const numbers = rows[0]?.map(({ isNumber }) => isNumber === true) ?? [];
  const columns = head.map(
    (title, index) => `<th scope="col"${numbers[index] === true ? ' class="n"' : ''}>${escapeHtml(title)}</th>`,
  );
  const lines = rows.map(
    (cells) =>
      `<tr>${cells.map(({ html, isNumber }) => `<td${isNumber ? ' class="n"' : ''}>${html}</td>`).join('')}</tr>`,
  );
  return scrolling(
    name,
    `<table><thead><tr>${columns.join('')}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`,
  );
}

/** A part of a page with its heading, which a link can lead to where it has an id. */
export function section(title: string, body: string, id?: string): string {
  const anchor = id === undefined ? '' : ` id="${escapeHtml(id)}"`;
  return `<section${anchor}><h2>${escapeHtml(title)}</h2>${body}</section>\n`;
}

/** A table with its heading; `empty` is said where it has no rows. */
export function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly Html[])[],
  empty: string,
  id?: string,
): string {
  return section(title, rows.length === 0 ? `<p>${escapeHtml(empty)}</p>` : rowsHtml(title, head, rows), id);
}

/** What a page has beside the style of all. */
export interface PageAssets {
  readonly style: string;
  readonly script: string;
}

/** The document around some parts that are HTML already; nothing but its own style and script may run, and nothing is loaded. */
export function* documentOf(
  title: string,
  parts: Iterable<string>,
  assets: PageAssets = { style: '', script: '' },
): Generator<string> {
  const style = `\n${BASE_STYLE}${assets.style}`;
  const { script } = assets;
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentPolicy(style, script)}">`;
  yield `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${escapeHtml(title)}</title><style>${style}</style></head>\n<body>`;
  yield* parts;
  yield `${script === '' ? '' : `<script>${script}</script>`}</body></html>\n`;
}

/** A whole page of some parts that are HTML already, below the title as its heading. */
export function* page(title: string, parts: Iterable<string>): Generator<string> {
  function* body(): Generator<string> {
    yield `<main><h1>${escapeHtml(title)}</h1>\n`;
    yield* parts;
    yield '</main>';
  }
  yield* documentOf(title, body());
}
