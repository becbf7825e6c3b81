import { makeVisible } from '../model/visible.ts';

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

/** HTML that is safe as it stands. */
export interface Html {
  readonly html: string;
  /** A number stands at the right. */
  readonly isNumber?: true;
}

export function cell(value: string | number): Html {
  return typeof value === 'number' ? { html: String(value), isNumber: true } : { html: escapeHtml(value) };
}

/** A table with its heading; `empty` is said where it has no rows. */
export function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly Html[])[],
  empty: string,
): string {
  const heading = `<h2>${escapeHtml(title)}</h2>`;
  if (rows.length === 0) return `<section>${heading}<p>${escapeHtml(empty)}</p></section>\n`;
  const columns = head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const lines = rows.map(
    (cells) =>
      `<tr>${cells.map(({ html, isNumber }) => `<td${isNumber ? ' class="n"' : ''}>${html}</td>`).join('')}</tr>`,
  );
  return `<section>${heading}<div class="wide"><table><thead><tr>${columns}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table></div></section>\n`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #fff; --line: #d0d7de; --error: #b42318; --warning: #7a4d00; --info: #0550ae; --bar: #c2410c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9aa4af; --paper: #0f1419; --line: #343c45; --error: #ff8a80; --warning: #f0b849; --info: #79b8ff; --bar: #fb923c; } }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; } td.n { text-align: right; font-variant-numeric: tabular-nums; } .wide { overflow-x: auto; }
a { color: var(--info); } .error { color: var(--error); font-weight: 600; } .warning { color: var(--warning); font-weight: 600; } .info { color: var(--info); }
.head { padding-left: 1.2rem; } .note { color: var(--faint); font-size: .85rem; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .bar { fill: var(--bar); } svg .axis { stroke: var(--line); }
@media print { body { max-width: none; padding: 0; } details { display: block; } a { color: inherit; } }
`;

/** Forbids everything but the style of the page itself: no script, no picture, no connection. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A whole page of some parts that are HTML already. */
export function* page(title: string, parts: Iterable<string>): Generator<string> {
  const safe = escapeHtml(title);
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  yield `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe}</title><style>${STYLE}</style></head>\n<body><main><h1>${safe}</h1>\n`;
  yield* parts;
  yield '</main></body></html>\n';
}
