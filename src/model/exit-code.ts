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

/**
 * What a report means for a script: no usable input before a finding, a finding before a partial reading. Behind a limit usable
 * input may stand, so a report of nothing else is one of a partial reading.
 */
export function exitCodeOf(report: Pick<Report, 'bundle' | 'findings' | 'issues'>, failOn: FailOn): number {
  const isCapped = report.issues.some(({ code }) => code === 'capped');
  if (!hasUsableSource(report) && !isCapped) return EXIT.noInput;
  if (report.findings.some(({ severity }) => isAtLeast(severity, failOn))) return EXIT.found;
  return report.issues.some(({ code }) => PARTIAL_CODES.has(code)) ? EXIT.partial : EXIT.analysed;
}
