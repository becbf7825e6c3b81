import type { CauseFigures, CauseTotals } from './tally.ts';

const COLUMNS = [
  'cause',
  'worlds',
  'recall',
  'proven',
  'likely',
  'possible',
  'contested',
  'false error',
  'false warning',
  'false info',
];

function cells({ id, worlds, found, verdicts, alarms }: CauseFigures): readonly string[] {
  const counts = [verdicts.proven, verdicts.likely, verdicts.possible, verdicts.contested];
  const recall = worlds === 0 ? '-' : (found / worlds).toFixed(4);
  const falsely = [alarms.error, alarms.warning, alarms.info];
  return [id, String(worlds), recall, ...[...counts, ...falsely].map((count) => (count === 0 ? '' : String(count)))];
}

/** The figures as a table of Markdown, which reads well in a terminal, too. */
export function causesTable(figures: readonly CauseFigures[]): string {
  const rows = [COLUMNS, ...figures.map(cells)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const pad = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  const line = (row: readonly string[]): string => `| ${row.map(pad).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `${[line(COLUMNS), rule, ...rows.slice(1).map(line)].join('\n')}\n`;
}

/** The totals as a list. */
export function totalsText(totals: CauseTotals): string {
  const { worlds, healthy, alarmed, lookAlikes, mistaken, findings, unconfirmed, setAside, toSetAside } = totals;
  return [
    `- ${worlds} worlds in all; ${findings} findings, ${findings - unconfirmed} of them with a citation that holds when its source is opened again`,
    `- healthy: ${healthy} worlds, ${alarmed} with a finding of severity error or warning`,
    `- look-alikes of the Drafts bug: ${lookAlikes} worlds, ${mistaken} called the Drafts bug`,
    `- causes that another one explains: ${setAside} of ${toSetAside} told as superseded`,
    '',
  ].join('\n');
}
