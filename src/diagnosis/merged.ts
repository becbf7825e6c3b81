import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { Finding, RuleStatus, Severity } from '../model/finding.ts';
import { compareVerdicts } from './certainty.ts';
import { sortedRefs } from './evidence.ts';
import type { Case } from './rule.ts';
import type { Ruling } from './ruling.ts';

/** What of several users is told of a rule that fired for none: what stands first says most. */
const TELLING: readonly RuleStatus[] = ['failed', 'superseded', 'cannot-tell', 'quiet', 'not-applicable'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** A ruling with the user for whom it was made. */
interface RulingOf {
  readonly ruling: Ruling;
  readonly user: string | undefined;
}

/** Whose a finding is, where it is not that of the user alone whose environment the report tells. */
function withUsers(finding: Finding, users: readonly (string | undefined)[], told: string | undefined): Finding {
  const named = users.flatMap((user) => user ?? []);
  if (named.every((user) => user === told)) return finding;
  const others = named.includes(told ?? '') ? '' : ' The environment that is told is that of another user.';
  const names = named.join(', ');
  return { ...finding, title: `${finding.title} (${names})`, why: `${finding.why} Found for ${names}.${others}` };
}

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
function mergedRuling(
  rulings: readonly RulingOf[],
  order: ReadonlyMap<string, number>,
  told: string | undefined,
): readonly Ruling[] {
  const fired = rulings.flatMap(({ ruling, user }) =>
    ruling.finding === undefined ? [] : [{ ruling, user, finding: ruling.finding }],
  );
  const [surest] = fired.toSorted((one, other) => compareVerdicts(other.finding.verdict, one.finding.verdict));
  if (surest !== undefined) {
    const findings = fired.map(({ finding }) => finding);
    const users = fired.map(({ user }) => user);
    const merged = withUsers(mergedFinding(surest.finding, findings, order), users, told);
    return [{ result: surest.ruling.result, finding: merged }];
  }
  const all = rulings.map(({ ruling }) => ruling);
  const status = TELLING.find((one) => all.some(({ result }) => result.status === one));
  return [all.find(({ result }) => result.status === status) ?? all[0] ?? []].flat();
}

/** The rulings of several users, rule by rule; those of one as they are. */
export function mergedRulings(
  all: readonly (readonly Ruling[])[],
  cases: readonly Case[],
  { lives }: DiagnosisInput,
): readonly Ruling[] {
  const [first = [], ...others] = all;
  if (others.length === 0) return first;
  const order = new Map(lives.map(({ id }, index) => [id, index]));
  const users = cases.map(({ reading }) => reading.environment.user?.value);
  return first.flatMap((_, index) => {
    const rulings = all.flatMap((ofOne, at): readonly RulingOf[] => {
      const ruling = ofOne[index];
      return ruling === undefined ? [] : [{ ruling, user: users[at] }];
    });
    return mergedRuling(rulings, order, users[0]);
  });
}
