import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { ConditionResult, RuleResult } from '../model/finding.ts';
import type { GapKind } from '../model/issue.ts';
import type { EnvironmentRule, MessageRule } from './rule.ts';

/** Gaps behind which whole messages may be hidden. */
const HIDES_MESSAGES: ReadonlySet<GapKind> = new Set<GapKind>(['undecoded', 'capped', 'damaged']);

/**
 * The result of a rule for which the input has no message. Where the input has no message at all and a gap may hide some, that is
 * no proof that there were none.
 */
export function notApplicable(rule: MessageRule, input: DiagnosisInput): RuleResult {
  const name = rule.needs?.words ?? 'there is an offline message';
  const found = input.lives.length === 0 ? 'no offline message' : `none of ${input.lives.length}`;
  const gap = input.lives.length === 0 ? input.gaps.find((one) => HIDES_MESSAGES.has(one.kind)) : undefined;
  if (gap === undefined) return { id: rule.id, status: 'not-applicable', conditions: [{ name, holds: 'no', found }] };
  return {
    id: rule.id,
    status: 'cannot-tell',
    conditions: [{ name, holds: 'unknown', found, because: `messages may be hidden: ${gap.text}` }],
  };
}

/** The result of a rule about an environment that is not of the kind the rule is about. */
export function notApplicableHere(rule: EnvironmentRule, need: ConditionResult): RuleResult {
  return { id: rule.id, status: 'not-applicable', conditions: [need] };
}
