import type { Report } from '../model/report.ts';

/** Outputs a report can be rendered to. */
export type OutputFormat = 'table' | 'json' | 'html';

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
