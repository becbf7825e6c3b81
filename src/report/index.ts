import type { Report } from '../model/report.ts';
import { renderJson } from './json.ts';
import type { OutputFormat, Render, RenderOptions } from './render.ts';
import { renderTable } from './table.ts';

export type { OutputFormat, Render, RenderOptions } from './render.ts';

/** Every output with its renderer. */
export const renderers: Readonly<Record<OutputFormat, Render>> = {
  table: renderTable,
  json: renderJson,
};

/** A report as text, ending with exactly one newline. */
export function render(format: OutputFormat, report: Report, options: RenderOptions): string {
  return renderers[format](report, options);
}
