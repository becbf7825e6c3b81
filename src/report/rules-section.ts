import type { Report, ReportRule } from '../model/report.ts';
import { distanceText } from './distance.ts';
import { type Column, fitsGrid, grid } from './grid.ts';
import { heading, type Page, paragraph } from './page.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Rule', least: 18 },
  { title: 'Status', least: 14 },
  { title: 'Why not', least: 24 },
];

function rowOf(rule: ReportRule): readonly string[] {
  return [rule.id, rule.status, rule.status === 'fired' ? '' : distanceText(rule)];
}

/** Every rule with its status and, where it did not fire, the reason. */
export function rulesSection(report: Report, page: Page): readonly string[] {
  if (report.rules.length === 0) return [];
  const rows = report.rules.map(rowOf);
  return [
    ...heading(page, `Rules (${report.rules.length})`),
    ...(fitsGrid(page, COLUMNS)
      ? grid(page, COLUMNS, rows)
      : rows.flatMap(([id = '', status = '', reason = '']) => [
          ...paragraph(page, '', `${id}: ${status}`),
          ...(reason === '' ? [] : paragraph(page, '    ', reason)),
        ])),
  ];
}
