import type { Report } from '../model/report.ts';
import type { RuleTitle } from './explanation.ts';
import type { OutputFormat, Render, RenderOptions } from './render.ts';

export type { OutputFormat, Render, RenderOptions } from './render.ts';

/** Every output with its renderer, loaded when it is asked for: a script that wants JSON waits for no tables. */
export const renderers: Readonly<Record<OutputFormat, () => Promise<Render>>> = {
  table: async () => (await import('./table.ts')).renderTable,
  json: async () => (await import('./json.ts')).renderJson,
  html: async () => (await import('./html/render-html.ts')).renderHtml,
};

/** Why some rules fired or did not, as text, ending with exactly one newline. */
export async function explain(
  format: OutputFormat,
  report: Report,
  rules: readonly RuleTitle[],
  options: RenderOptions,
): Promise<string> {
  return (await import('./explanation.ts')).renderExplanations(format, report, rules, options);
}

/** A report as text, ending with exactly one newline. */
export async function render(format: OutputFormat, report: Report, options: RenderOptions): Promise<string> {
  const renderer = await renderers[format]();
  return renderer(report, options);
}

/** The same in pieces, one after the other, where a whole text may be large. */
export async function renderParts(
  format: OutputFormat,
  report: Report,
  options: RenderOptions,
): Promise<Iterable<string>> {
  if (format === 'json') return (await import('./json.ts')).jsonParts(report);
  if (format === 'html') return (await import('./html/render-html.ts')).htmlParts(report, options);
  return [await render(format, report, options)];
}
