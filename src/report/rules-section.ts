import type { Report, ReportCondition, ReportRule } from '../model/report.ts';
import { type Column, fitsGrid, grid } from './grid.ts';
import { heading, type Page, paragraph } from './page.ts';

function leaves(conditions: readonly ReportCondition[]): readonly ReportCondition[] {
  return conditions.flatMap((condition) =>
    condition.parts === undefined || condition.parts.length === 0 ? [condition] : leaves(condition.parts),
  );
}

/** `mailbox is on-premises (found online)`. */
function conditionText({ name, found, because }: ReportCondition): string {
  const detail = because ?? (found === undefined ? undefined : `found ${found}`);
  return detail === undefined ? name : `${name} (${detail})`;
}

/** Conditions that kept the rule from firing: those of its top level that do not hold, told by their own parts. */
function missing(rule: ReportRule, holds: 'no' | 'unknown'): string {
  const blockers = rule.conditions.filter((condition) => condition.holds === holds);
  const told = blockers.flatMap((blocker) => {
    if (blocker.joins === 'none') return [blocker];
    const parts = leaves([blocker]).filter((leaf) => leaf.holds === holds);
    return parts.length === 0 ? [blocker] : parts;
  });
  return told.map(conditionText).join('; ');
}

/** Why the rule has its status, in one line. */
function reasonOf(rule: ReportRule): string {
  switch (rule.status) {
    case 'fired':
      return '';
    case 'superseded':
      return `explained by ${rule.supersededBy ?? 'another rule'}`;
    case 'failed':
      return rule.error ?? 'the rule broke';
    case 'cannot-tell':
      return missing(rule, 'unknown');
    case 'quiet':
    case 'not-applicable':
      return missing(rule, 'no') || missing(rule, 'unknown');
  }
}

const COLUMNS: readonly Column[] = [
  { title: 'Rule', least: 18 },
  { title: 'Status', least: 14 },
  { title: 'Why not', least: 24 },
];

function rowOf(rule: ReportRule): readonly string[] {
  const held = rule.conditions.filter(({ holds }) => holds === 'yes').length;
  const share = rule.conditions.length === 0 ? '' : `${held} of ${rule.conditions.length} conditions hold`;
  const reason = reasonOf(rule);
  if (rule.status === 'fired') return [rule.id, rule.status, ''];
  return [rule.id, rule.status, [share, reason].filter((part) => part !== '').join('; missing: ')];
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
