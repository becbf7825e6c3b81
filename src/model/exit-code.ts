import type { Severity } from './finding.ts';
import { PARTIAL_CODES } from './issue.ts';
import type { Report } from './report.ts';
import { hasUsableSource } from './usable-source.ts';

export type FailOn = Severity | 'none';

/** Exit codes of contract section 1. */
export const EXIT = {
  analysed: 0,
  found: 1,
  usage: 2,
  noInput: 3,
  partial: 4,
  internal: 70,
  interrupted: 130,
} as const;

const RANK: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** Whether a finding is so grave that a run shall end with 1. */
export function isAtLeast(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'none' && RANK[severity] >= RANK[failOn];
}

/** Behind these usable input may stand, which nobody could look at: a report of nothing else is one of a partial reading. */
const NOT_LOOKED_AT: ReadonlySet<string> = new Set(['capped', 'ANALYSIS_FAILED']);

/** What a report means for a script: no usable input before a finding, a finding before a partial reading. */
export function exitCodeOf(report: Pick<Report, 'bundle' | 'findings' | 'issues'>, failOn: FailOn): number {
  const isLookedAt = !report.issues.some(({ code }) => NOT_LOOKED_AT.has(code));
  if (!hasUsableSource(report) && isLookedAt) return EXIT.noInput;
  if (report.findings.some(({ severity }) => isAtLeast(severity, failOn))) return EXIT.found;
  return report.issues.some(({ code }) => PARTIAL_CODES.has(code)) ? EXIT.partial : EXIT.analysed;
}
