import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { CodeSeen, CollectNext, Finding, Unexplained } from '../model/finding.ts';
import type { Issue } from '../model/issue.ts';
import { codesIn } from './codes.ts';
import { collectNext } from './collect-next.ts';
import { type Asked, counterfactuals, type Engine } from './counterfactual/search.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Rule } from './rule.ts';
import { statedVersionIssues } from './stated-version.ts';
import { unexplainedIn } from './unexplained.ts';

/** A diagnosis with what makes it understood. */
export interface ExplainedDiagnosis extends Diagnosis {
  readonly codes: readonly CodeSeen[];
  readonly collect: readonly CollectNext[];
  readonly unexplained: readonly Unexplained[];
  /** What of the user's own statements is to be looked at again. */
  readonly issues: readonly Issue[];
}

type Diagnose = (rules: readonly Rule[], input: DiagnosisInput) => Diagnosis;

/** The rules as the search for counterfactuals asks them. */
export function engineOf(rules: readonly Rule[], diagnose: Diagnose): Engine {
  return {
    statusOf: (id, input) =>
      diagnose(
        rules.filter((rule) => rule.id === id),
        input,
      ).rules[0]?.status,
    diagnose: (input) => diagnose(rules, input),
  };
}

/** Adds how each finding would not have come about, the codes in words, and what to collect for the open questions. */
export function explained(rules: readonly Rule[], input: DiagnosisInput, diagnose: Diagnose): ExplainedDiagnosis {
  const diagnosis = diagnose(rules, input);
  const messageOf = new Map(diagnosis.rules.map(({ id, message }) => [id, message]));
  const asked = diagnosis.findings.map((finding): Asked => {
    const message = messageOf.get(finding.rule);
    return { finding, ...(message !== undefined && { message }) };
  });
  const found = counterfactuals(asked, input, diagnosis.environment, engineOf(rules, diagnose));
  const findings = diagnosis.findings.map((finding, index): Finding => {
    const counterfactual = found[index];
    return counterfactual === undefined ? finding : { ...finding, counterfactual };
  });
  return {
    ...diagnosis,
    findings,
    codes: codesIn(input.lives, input.observations, findings),
    collect: collectNext(rules, diagnosis.rules),
    unexplained: unexplainedIn(input.lives, findings),
    issues: statedVersionIssues(input.stated),
  };
}
