import type { Report } from '../../model/report.ts';
import { howToGoOn, LOOKED_FOR } from '../no-input-section.ts';
import { cell, escapeHtml, section, table } from './html-text.ts';

/** What may be missing from the evidence, and what of the input could not be used. */
export function lossesPart({ gaps, issues }: Report): string {
  const gapRows = gaps.map(({ kind, source = '', text }) => [cell(kind), cell(source), cell(text)]);
  const issueRows = issues.map(({ code, source, line, text }) => [
    cell(code),
    cell(line === undefined ? source : `${source}:${line}`),
    cell(text),
  ]);
  return [
    table(
      `Gaps in the evidence (${gaps.length})`,
      ['Gap', 'Where', 'What it means'],
      gapRows,
      'None is known.',
      'gaps',
    ),
    table(
      `Issues with the input (${issues.length})`,
      ['Issue', 'Where', 'What is wrong'],
      issueRows,
      'None.',
      'issues',
    ),
  ].join('');
}

/** For a bundle of no use: what was looked for, and how to go on. */
export function noInputPart(report: Report): string {
  const list = (texts: readonly string[]) => `<ul>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;
  return (
    section('How to go on', list(howToGoOn(report)), 'go-on') + section('Looked for', list(LOOKED_FOR), 'looked-for')
  );
}
