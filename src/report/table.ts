import type { Report } from '../model/report.ts';
import { hasUsableSource } from '../model/usable-source.ts';
import { codesSection } from './codes-section.ts';
import { collectSection } from './collect-section.ts';
import { environmentSection } from './environment-section.ts';
import { findingsSection } from './findings-section.ts';
import { headline } from './headline.ts';
import { lifeSection } from './life-section.ts';
import { lossesSection } from './losses-section.ts';
import { messagesSection } from './messages-section.ts';
import { noInputSection } from './no-input-section.ts';
import { openPage, paragraph } from './page.ts';
import type { RenderOptions } from './render.ts';
import { rulesSection } from './rules-section.ts';
import { unexplainedSection } from './unexplained-section.ts';

/** The report for a person at a terminal; no line is wider than the page, and no colour carries meaning alone. */
export function renderTable(report: Report, options: RenderOptions): string {
  const page = openPage(options);
  const lines = [
    ...paragraph(page, '', `oimscope: ${report.bundle.name}`),
    '',
    ...paragraph(page, '', headline(report)).map((line) => page.paint('heading', line)),
    ...(hasUsableSource(report)
      ? [
          ...environmentSection(report, page),
          ...findingsSection(report, page),
          ...unexplainedSection(report, page),
          ...messagesSection(report, page),
          ...codesSection(report, page),
          ...(page.verbose ? [...lifeSection(report, page), ...rulesSection(report, page)] : []),
        ]
      : noInputSection(report, page)),
    ...(hasUsableSource(report) ? collectSection(report, page) : []),
    ...lossesSection(report, page),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
