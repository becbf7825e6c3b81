import { figuresOf } from './figures.ts';
import type { Tally } from './tally.ts';

/** What became of one condition. */
export interface ConditionScore {
  readonly name: string;
  readonly tally: Tally;
}

const COLUMNS = [
  'condition',
  'messages',
  'precision',
  'recall',
  'findable',
  'F1',
  'outcome',
  'reachable',
  'of reachable',
  'step',
  'link',
  'false delivered',
] as const;

function cells({ name, tally }: ConditionScore): readonly string[] {
  const { precision, recall, findable, f1, outcome, reachable, ofReachable, step, link } = figuresOf(tally);
  const shares = [precision, recall, findable, f1, outcome, reachable, ofReachable, step, link].map((share) =>
    share.toFixed(4),
  );
  return [name, String(tally.messages), ...shares, String(tally.falseDelivered)];
}

/** The figures as a table of Markdown, which reads well in a terminal, too. */
export function figuresTable(scores: readonly ConditionScore[]): string {
  const rows = [COLUMNS, ...scores.map(cells)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `${[line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n')}\n`;
}
