import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { SourceSummary } from '../model/source.ts';
import { withAssumed } from './assumed.ts';
import { casesOf } from './cases.ts';
import { type Diagnosed, type ExplainedDiagnosis, explained } from './explained.ts';
import { mergedRulings } from './merged.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { type Ruling, ruleOn } from './ruling.ts';
import { supersede } from './supersede.ts';

/** Half of the events and more: what the client said in its own words is then mostly unknown. */
function isMostlyUndecoded({ sources }: DiagnosisInput): boolean {
  const sum = (of: (source: SourceSummary) => number): number => sources.reduce((total, one) => total + of(one), 0);
  return 2 * sum(({ undecoded }) => undecoded) > sum(({ records }) => records);
}

/** That words were not found proves nothing where most of them are not in the trace; values and times are. */
function withoutWords(rule: Rule, ruling: Ruling, input: DiagnosisInput): Ruling {
  const { status, conditions } = ruling.result;
  if (status !== 'quiet' || rule.restsOn.some((ground) => ground !== 'wording') || !isMostlyUndecoded(input))
    return ruling;
  const gap = input.gaps.find(({ kind }) => kind === 'undecoded');
  const name = 'the words of the client can be read';
  const because = gap?.text ?? 'most events of the traces have no text';
  return {
    result: {
      ...ruling.result,
      status: 'cannot-tell',
      conditions: [...conditions, { name, holds: 'unknown', because }],
    },
  };
}

const SEVERITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function compareFindings(one: Finding, other: Finding): number {
  const [first] = one.evidence;
  const [otherFirst] = other.evidence;
  const times = [first, otherFirst].map((ref) => ref?.at ?? Number.POSITIVE_INFINITY);
  const [time = 0, otherTime = 0] = times;
  const byTime = time === otherTime ? 0 : time - otherTime;
  return SEVERITY[one.severity] - SEVERITY[other.severity] || byTime || (one.rule < other.rule ? -1 : 1);
}

/** As `diagnose`, with the rules given, and with what they were judged on. */
export function diagnoseWith(rules: readonly Rule[], input: DiagnosisInput): Diagnosed {
  const cases = casesOf(input);
  const judged = cases.map((subject) => {
    const first = rules.map((rule) => withoutWords(rule, ruleOn(rule, subject), subject.input));
    return supersede(first, subject);
  });
  const rulings = mergedRulings(judged, cases, input);
  return {
    environment: cases[0]?.reading.environment ?? {},
    findings: rulings.flatMap(({ finding }) => finding ?? []).toSorted(compareFindings),
    rules: rulings.map(({ result }) => result),
    judged: cases.map((subject, index) => ({ subject, rulings: judged[index] ?? [] })),
  };
}

/**
 * The environment, the root causes with their evidence, and for every cause that was not found, why not. `sober`: the same without what
 * assumed phrases tell, where some do; what rests on them alone is likely at most.
 */
export function diagnose(input: DiagnosisInput, sober?: DiagnosisInput): ExplainedDiagnosis {
  const told = explained(allRules, input, diagnoseWith);
  return sober === undefined ? told : withAssumed(told, input.lives, diagnoseWith(allRules, sober), sober.lives);
}
