import type { Report } from '../model/report.ts';

/** Outputs of lists (rules, formats) and of explanations: for people, and for programs. */
export type ListFormat = 'table' | 'json';

/** Outputs a report can be rendered to. */
export type OutputFormat = ListFormat | 'ndjson' | 'csv' | 'markdown' | 'html' | 'timesketch' | 'perfetto';

export interface RenderOptions {
  /** Columns of the terminal or page; no line of a table is wider. At least 40 are used. */
  readonly width: number;
  /** Colour codes are wanted. */
  readonly color: boolean;
  /** Every step, attempt, rule, gap and issue, not only the important ones. */
  readonly verbose: boolean;
  /** Box-drawing characters are wanted; else plain ASCII. */
  readonly unicode: boolean;
}

/** Pure; total on an empty report; the text ends with exactly one newline. */
export type Render = (report: Report, options: RenderOptions) => string;

/** The same text in pieces, for outputs that grow with the messages: as one text a large one would stand in memory several times over. */
export type RenderParts = (report: Report, options: RenderOptions) => Iterable<string>;
