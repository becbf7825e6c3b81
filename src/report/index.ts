import type { RadarReport } from '../model/radar-report.ts';
import type { Report } from '../model/report.ts';
import type { RuleTitle } from './explanation.ts';
import type { ListFormat, OutputFormat, Render, RenderOptions, RenderParts } from './render.ts';

export type { ListFormat, OutputFormat, Render, RenderOptions } from './render.ts';

/** Every output with its renderer, loaded when it is asked for: a script that wants JSON waits for no tables. */
export const renderers: Readonly<Record<OutputFormat, () => Promise<Render>>> = {
  table: async () => (await import('./table.ts')).renderTable,
  json: () => wholeOf('json'),
  ndjson: () => wholeOf('ndjson'),
  csv: () => wholeOf('csv'),
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
  html: () => wholeOf('html'),
  timesketch: () => wholeOf('timesketch'),
  perfetto: () => wholeOf('perfetto'),
};

/** Those that come in pieces. */
const inParts = {
  json: async () => (await import('./json.ts')).jsonParts,
  ndjson: async () => (await import('./ndjson.ts')).ndjsonParts,
  csv: async () => (await import('./csv.ts')).csvParts,
  html: async () => (await import('./html/render-html.ts')).htmlParts,
  timesketch: async () => (await import('./timesketch.ts')).timesketchParts,
  perfetto: async () => (await import('./perfetto.ts')).perfettoParts,
} satisfies Readonly<Partial<Record<OutputFormat, () => Promise<RenderParts>>>>;

function comesInParts(format: OutputFormat): format is keyof typeof inParts {
  return format in inParts;
}

async function wholeOf(format: keyof typeof inParts): Promise<Render> {
  const parts = await inParts[format]();
  return (report, options) => [...parts(report, options)].join('');
}

/** Why some rules fired or did not, as text, ending with exactly one newline. */
export async function explain(
  format: ListFormat,
  report: Report,
  rules: readonly RuleTitle[],
  options: RenderOptions,
): Promise<string> {
  return (await import('./explanation.ts')).renderExplanations(format, report, rules, options);
}

/** What `radar` finds, in pieces, which together end with exactly one newline. */
export async function renderRadar(
  format: OutputFormat,
  report: RadarReport,
  options: RenderOptions,
): Promise<Iterable<string>> {
  if (format === 'json') return (await import('./json.ts')).jsonParts(report);
  return [(await import('./radar-table.ts')).renderRadarTable(report, options)];
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
  if (comesInParts(format)) return (await inParts[format]())(report, options);
  return [await render(format, report, options)];
}
