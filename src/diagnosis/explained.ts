import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { CodeSeen, CollectNext, Counterfactual, Environment, Finding } from '../model/finding.ts';
import { codesIn } from './codes.ts';
import { collectNext } from './collect-next.ts';
import { type Asked, counterfactuals, type Engine } from './counterfactual/search.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Case, Rule } from './rule.ts';

/** A diagnosis with what makes it understood. */
export interface ExplainedDiagnosis extends Diagnosis {
  readonly codes: readonly CodeSeen[];
  readonly collect: readonly CollectNext[];
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
    errorsIn: (input) =>
      new Set(diagnose(rules, input).findings.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : []))),
  };
}

/** Findings with the environment they were made in: that of their message, where messages differ in it. */
function byEnvironment(
  { findings, rules, environment }: Diagnosis,
  { input, reading: { own } }: Case,
): ReadonlyMap<Environment, readonly Asked[]> {
  const messageOf = new Map(rules.map(({ id, message }) => [id, message]));
  const lives = new Map(own === undefined ? [] : input.lives.map((life) => [life.id, life]));
  const groups = new Map<Environment, Asked[]>();
  for (const finding of findings) {
    const message = messageOf.get(finding.rule);
    const life = lives.get(message ?? '');
    const its = own === undefined || life === undefined ? environment : own.environmentOf(life);
    groups.set(its, [...(groups.get(its) ?? []), { finding, ...(message !== undefined && { message }) }]);
  }
  return groups;
}

/** How each finding would not have come about, where that was found. */
function counterfactualsOf(
  rules: readonly Rule[],
  subject: Case,
  diagnosis: Diagnosis,
  diagnose: Diagnose,
): ReadonlyMap<Finding, Counterfactual> {
  const engine = engineOf(rules, diagnose);
  const found = new Map<Finding, Counterfactual>();
  for (const [environment, asked] of byEnvironment(diagnosis, subject)) {
    const each = counterfactuals(asked, subject.input, environment, engine);
    for (const [index, { finding }] of asked.entries()) {
      const counterfactual = each[index];
      if (counterfactual !== undefined) found.set(finding, counterfactual);
    }
  }
  return found;
}

/** Adds how each finding would not have come about, the codes in words, and what to collect for the open questions. */
export function explained(
  rules: readonly Rule[],
  subject: Case,
  diagnosis: Diagnosis,
  diagnose: Diagnose,
): ExplainedDiagnosis {
  const found = counterfactualsOf(rules, subject, diagnosis, diagnose);
  const findings = diagnosis.findings.map((finding): Finding => {
    const counterfactual = found.get(finding);
    return counterfactual === undefined ? finding : { ...finding, counterfactual };
  });
  const { lives, observations } = subject.input;
  return {
    ...diagnosis,
    findings,
    codes: codesIn(lives, observations, findings),
    collect: collectNext(rules, diagnosis.rules),
  };
}
