import { PARTIAL_CODES } from '../model/issue.ts';
import type { Report, ReportGap, ReportIssue } from '../model/report.ts';
import { heading, type Page, paragraph, tally } from './page.ts';

/** Lines shown of each where the whole list is not asked for. */
const FEW = 5;
/** Gaps after which a silent trace is no news: named even in the short output. */
const IMPORTANT_GAPS: ReadonlySet<string> = new Set([
  'capped',
  'damaged',
  'zone-assumed',
  'clock-skew',
  'rotated',
  'time-imprecise',
  'trace-ends',
  'source-missing',
  'several-users',
  'spool-type-unknown',
]);

function gapText({ kind, source, text }: ReportGap): string {
  return `${kind}${source === undefined ? '' : ` ${source}`}: ${text}`;
}

function issueText({ code, source, line, text }: ReportIssue): string {
  return `${code} ${source}${line === undefined ? '' : `:${line}`}: ${text}`;
}

/** `3 undecoded, 1 trace-ends`. */
function counts(keys: readonly string[]): string {
  return [...tally(keys)].map(([key, number]) => `${number} ${key}`).join(', ');
}

/** Issues that are named even in the short output: lost input, and what the user is to look at again. */
function isImportant({ code }: ReportIssue): boolean {
  return PARTIAL_CODES.has(code) || code === 'VERSION_DOUBTFUL';
}

interface Losses {
  readonly title: string;
  readonly keys: readonly string[];
  readonly all: readonly string[];
  readonly important: readonly string[];
}

function lossLines(page: Page, { title, keys, all, important }: Losses): readonly string[] {
  if (all.length === 0) return [];
  const shown = page.verbose ? all : important.slice(0, FEW);
  const rest = all.length - shown.length;
  return [
    ...heading(page, `${title} (${all.length})`),
    ...paragraph(page, '', `${counts(keys)}${shown.length === 0 ? ' (--verbose lists them)' : ''}`),
    ...shown.flatMap((text) => paragraph(page, '  - ', text)),
    ...(rest === 0 || shown.length === 0 ? [] : [`  - and ${rest} more (--verbose)`]),
  ];
}

/** What may be missing from the evidence, and what of the input could not be used. */
export function lossesSection(report: Pick<Report, 'gaps' | 'issues'>, page: Page): readonly string[] {
  const { gaps, issues } = report;
  return [
    ...lossLines(page, {
      title: 'Gaps in the evidence',
      keys: gaps.map(({ kind }) => kind),
      all: gaps.map(gapText),
      important: gaps.filter(({ kind }) => IMPORTANT_GAPS.has(kind)).map(gapText),
    }),
    ...lossLines(page, {
      title: 'Issues with the input',
      keys: issues.map(({ code }) => code),
      all: issues.map(issueText),
      important: issues.filter(isImportant).map(issueText),
    }),
  ];
}
