import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { CodeSeen, CollectNext, Counterfactual, Environment, Finding, Unexplained } from '../model/finding.ts';
import type { Gap, Issue } from '../model/issue.ts';
import { severalUsersGaps } from './cases.ts';
import { codesIn } from './codes.ts';
import { collectNext } from './collect-next.ts';
import { type Asked, counterfactuals, type Engine } from './counterfactual/search.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Case, Rule } from './rule.ts';
import { seenVersionIssues, statedVersionIssues } from './stated-version.ts';
import { type Judged, unexplainedIn } from './unexplained.ts';

/** A diagnosis with what makes it understood. */
export interface ExplainedDiagnosis extends Diagnosis {
  readonly codes: readonly CodeSeen[];
  readonly collect: readonly CollectNext[];
  readonly unexplained: readonly Unexplained[];
  /** What of the user's own statements is to be looked at again. */
  readonly issues: readonly Issue[];
  readonly gaps: readonly Gap[];
}

/** A diagnosis with what the rules were judged on: one case, or one of each user. */
export interface Diagnosed extends Diagnosis {
  readonly judged: readonly Judged[];
}

type Diagnose = (rules: readonly Rule[], input: DiagnosisInput) => Diagnosed;

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

/** The case that shows a finding: that of its message, else the first in which it fires. */
function caseOf({ finding, message }: Asked, cases: readonly Case[], engine: Engine): Case | undefined {
  if (cases.length < 2) return cases[0];
  const id = message ?? finding.messages[0];
  if (id !== undefined) return cases.find(({ input }) => input.lives.some((life) => life.id === id));
  return cases.find(({ input }) => engine.statusOf(finding.rule, input) === 'fired');
}

/** Findings of one case with the environment they were made in: that of their message, where messages differ in it. */
function byEnvironment(asked: readonly Asked[], { input, reading }: Case): ReadonlyMap<Environment, readonly Asked[]> {
  const { own, environment } = reading;
  const lives = new Map(own === undefined ? [] : input.lives.map((life) => [life.id, life]));
  const groups = new Map<Environment, Asked[]>();
  for (const one of asked) {
    const life = lives.get(one.message ?? '');
    const its = own === undefined || life === undefined ? environment : own.environmentOf(life);
    groups.set(its, [...(groups.get(its) ?? []), one]);
  }
  return groups;
}

/** The counterfactual of each finding by its rule. */
function counterfactualsOf(
  asked: readonly Asked[],
  cases: readonly Case[],
  engine: Engine,
): ReadonlyMap<string, Counterfactual | undefined> {
  const caseOfEach = new Map(asked.map((one) => [one, caseOf(one, cases, engine) ?? cases[0]]));
  const told = cases.flatMap((subject) => {
    const own = asked.filter((one) => caseOfEach.get(one) === subject);
    return [...byEnvironment(own, subject)].flatMap(([environment, some]) => {
      const found = counterfactuals(some, subject.input, environment, engine);
      return some.map(({ finding }, index) => [finding.rule, found[index]] as const);
    });
  });
  return new Map(told);
}

/** Adds how each finding would not have come about, the codes in words, and what to collect for the open questions. */
export function explained(rules: readonly Rule[], input: DiagnosisInput, diagnose: Diagnose): ExplainedDiagnosis {
  const { judged, ...diagnosis } = diagnose(rules, input);
  const cases = judged.map(({ subject }) => subject);
  const messageOf = new Map(diagnosis.rules.map(({ id, message }) => [id, message]));
  const asked = diagnosis.findings.map((finding): Asked => {
    const message = messageOf.get(finding.rule);
    return { finding, ...(message !== undefined && { message }) };
  });
  const found = counterfactualsOf(asked, cases, engineOf(rules, diagnose));
  const findings = diagnosis.findings.map((finding): Finding => {
    const counterfactual = found.get(finding.rule);
    return counterfactual === undefined ? finding : { ...finding, counterfactual };
  });
  return {
    ...diagnosis,
    findings,
    codes: codesIn(input.lives, input.observations, findings),
    collect: collectNext(rules, diagnosis.rules),
    unexplained: unexplainedIn(input.lives, findings, judged, rules),
    issues: [...statedVersionIssues(input.stated), ...seenVersionIssues(diagnosis.environment)],
    gaps: severalUsersGaps(cases),
  };
}
