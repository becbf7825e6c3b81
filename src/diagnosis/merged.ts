import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { Finding, RuleStatus, Severity } from '../model/finding.ts';
import { compareVerdicts } from './certainty.ts';
import { sortedRefs } from './evidence.ts';
import type { Ruling } from './ruling.ts';

/** What of several users is told of a rule that fired for none: what stands first says most. */
const TELLING: readonly RuleStatus[] = ['failed', 'superseded', 'cannot-tell', 'quiet', 'not-applicable'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

function mergedFinding(first: Finding, findings: readonly Finding[], order: ReadonlyMap<string, number>): Finding {
  const ids = [...new Set(findings.flatMap(({ messages }) => messages))];
  return {
    ...first,
    severity: SEVERITIES.find((one) => findings.some(({ severity }) => severity === one)) ?? first.severity,
    // What is said depends on the messages: of users of whom other things are to be said, all of it.
    why: [...new Set(findings.map(({ why }) => why))].join(' '),
    fix: [...new Set(findings.flatMap(({ fix }) => fix))],
    messages: ids.toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0)),
    evidence: sortedRefs(findings.flatMap(({ evidence }) => evidence)),
  };
}

/** One rule, as it was judged for each user: the finding of the surest, with the messages and the evidence of all. */
function mergedRuling(rulings: readonly [Ruling, ...Ruling[]], order: ReadonlyMap<string, number>): Ruling {
  const fired = rulings.filter(({ finding }) => finding !== undefined);
  const [surest] = fired.toSorted((one, other) =>
    compareVerdicts(other.finding?.verdict ?? 'possible', one.finding?.verdict ?? 'possible'),
  );
  if (surest?.finding !== undefined) {
    const findings = fired.flatMap(({ finding }) => finding ?? []);
    return { result: surest.result, finding: mergedFinding(surest.finding, findings, order) };
  }
  const status = TELLING.find((one) => rulings.some(({ result }) => result.status === one));
  return rulings.find(({ result }) => result.status === status) ?? rulings[0];
}

/** The rulings of several users, rule by rule; those of one as they are. */
export function mergedRulings(all: readonly (readonly Ruling[])[], { lives }: DiagnosisInput): readonly Ruling[] {
  const [first = [], ...others] = all;
  if (others.length === 0) return first;
  const order = new Map(lives.map(({ id }, index) => [id, index]));
  return first.map((ruling, index) =>
    mergedRuling([ruling, ...others.flatMap((rulings) => rulings[index] ?? [])], order),
  );
}
