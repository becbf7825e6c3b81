import type { Severity, Verdict } from '../../../src/model/finding.ts';
import type { Report } from '../../../src/model/report.ts';
import type { CauseTruth } from '../../sim/causes/cause.ts';

const DRAFTS_BUG = 'drafts-bug-2016-06';

export interface FoundCause {
  readonly rule: string;
  readonly verdict: Verdict;
}

export interface FalseAlarm {
  readonly rule: string;
  readonly severity: Severity;
}

/** What is right and wrong in the diagnosis of one world. */
export interface Judged {
  readonly found: readonly FoundCause[];
  readonly missed: readonly string[];
  readonly alarms: readonly FalseAlarm[];
  readonly findings: number;
  /** Findings none of whose citations is borne out. */
  readonly unconfirmed: number;
  /** A cause that is explained by another was told as such. */
  readonly setAside: number;
  readonly notSetAside: number;
  readonly callsDraftsBug: boolean;
  /** Everything that is wrong, in words. */
  readonly faults: readonly string[];
}

/** Why a rule did not fire: its status, and the conditions that do not hold. */
function whyNot(report: Report, id: string): string {
  const result = report.rules.find((one) => one.id === id);
  const open = (result?.conditions ?? []).filter(({ holds }) => holds !== 'yes');
  const words = open.map(
    ({ name, holds, found, because }) => `${name}: ${holds} (${because ?? found ?? 'nothing found'})`,
  );
  return `${result?.status ?? 'no such rule'}; ${words.join('; ')}`;
}

/** Holds the findings of a report against the truth of a world. */
export function judge(report: Report, truth: CauseTruth, unconfirmed: readonly string[]): Judged {
  const { must, superseded = [], may = [] } = truth;
  const byRule = new Map(report.findings.map((finding) => [finding.rule, finding]));
  const found = must.flatMap((rule) => {
    const finding = byRule.get(rule);
    return finding === undefined ? [] : [{ rule, verdict: finding.verdict }];
  });
  const missed = must.filter((rule) => !byRule.has(rule));
  const alarms = report.findings
    .filter(({ rule }) => !must.includes(rule) && !may.includes(rule))
    .map(({ rule, severity }) => ({ rule, severity }));
  const statusOf = (id: string): string | undefined => report.rules.find((one) => one.id === id)?.status;
  const notSetAside = superseded.filter((id) => statusOf(id) !== 'superseded');
  const failed = report.rules.filter(({ status }) => status === 'failed').map(({ id }) => id);
  return {
    found,
    missed,
    alarms,
    findings: report.findings.length,
    unconfirmed: unconfirmed.length,
    setAside: superseded.length - notSetAside.length,
    notSetAside: notSetAside.length,
    callsDraftsBug: byRule.has(DRAFTS_BUG) && !must.includes(DRAFTS_BUG),
    faults: [
      ...missed.map((rule) => `missed ${rule}: ${whyNot(report, rule)}`),
      ...alarms.filter(({ severity }) => severity !== 'info').map(({ rule, severity }) => `false ${severity} ${rule}`),
      ...notSetAside.map((rule) => `not superseded: ${rule} is ${statusOf(rule)}`),
      ...unconfirmed.map((words) => `not confirmed: ${words}`),
      ...failed.map((rule) => `failed: ${rule}`),
    ],
  };
}
