import type { Severity, Verdict } from './finding.ts';
import type { Outcome } from './life.ts';
import type { IsoTime, ReportEnvironment } from './report.ts';

/** What of a report the summary of many bundles needs: plain data, a line of the journal. */
export interface BundleDigest {
  /** As `analyze` would end, without `--fail-on`. */
  readonly exitCode: number;
  readonly counts: DigestCounts;
  /** Messages by outcome; outcomes without a message are absent. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly findings: readonly DigestFinding[];
  /** The value of each known fact, as text. */
  readonly environment: Readonly<Partial<Record<keyof ReportEnvironment, string>>>;
  /** Issues by code. */
  readonly issues: Readonly<Record<string, number>>;
  /** Messages that were not delivered, by cause and time. */
  readonly trouble: readonly DigestTrouble[];
}

export interface DigestCounts {
  readonly messages: number;
  readonly findings: number;
  readonly gaps: number;
  readonly issues: number;
}

export interface DigestFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly messages: number;
}

/** Failed messages of one cause that were sent within the same five minutes. */
export interface DigestTrouble {
  /** Beginning of the five minutes. */
  readonly at: IsoTime;
  /** Id of the rule; where no rule explains the message, its outcome. */
  readonly cause: string;
  readonly messages: number;
}
