import type { Report, ReportFinding } from '../model/report.ts';
import { citations } from './citation.ts';
import { count, heading, type Page, paragraph } from './page.ts';

const INDENT = '  ';
const STEP_INDENT = '    ';

function steps(page: Page, fix: readonly string[]): readonly string[] {
  return fix.flatMap((step, index) => paragraph(page, `${INDENT}${String(index + 1).padStart(2)}. `, step));
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${INDENT}${title}`, ...lines];
}

/** What would have to be otherwise for it not to happen. */
function otherwise({ counterfactual }: ReportFinding, page: Page): readonly string[] {
  if (counterfactual === undefined) return [];
  const words = counterfactual.changes.map((change) => change.words);
  const left = counterfactual.remaining ?? [];
  const rest = left.length === 0 ? '' : `; ${left.join(' and ')} would still stand`;
  if (words.length > 0) return paragraph(page, INDENT, `Would not happen ${words.join(' and ')}${rest}.`);
  return paragraph(page, INDENT, 'No change of the environment is known under which it would not happen.');
}

function findingLines(finding: ReportFinding, page: Page): readonly string[] {
  const { severity, verdict, rule, title, messages } = finding;
  return [
    '',
    ...paragraph(page, '', `${severity.toUpperCase()} ${rule} (${verdict}): ${title}`).map((line) =>
      page.paint(severity, line),
    ),
    ...(messages.length === 0 ? [] : paragraph(page, INDENT, `Messages: ${messages.join(', ')}`)),
    ...paragraph(page, `${INDENT}Why: `, finding.why),
    ...part('Fix:', steps(page, finding.fix)),
    ...otherwise(finding, page),
    ...part('Evidence:', citations(page, STEP_INDENT, finding.evidence)),
    ...part(
      'References:',
      finding.references.flatMap((reference) => paragraph(page, STEP_INDENT, reference)),
    ),
  ];
}

/** The root causes that fired, each with why, fix, evidence and references. */
export function findingsSection(report: Report, page: Page): readonly string[] {
  const { findings } = report;
  const undecided = report.rules.filter(({ status }) => status === 'cannot-tell' || status === 'failed').length;
  if (findings.length === 0) {
    const open = undecided === 0 ? '' : ` ${count(undecided, 'rule')} could not be decided (--verbose).`;
    return [...heading(page, 'Findings'), ...paragraph(page, '', `No root cause fired.${open}`)];
  }
  return [
    ...heading(page, `Findings (${findings.length})`),
    ...findings.flatMap((finding) => findingLines(finding, page)),
  ];
}
