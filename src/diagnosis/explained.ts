import type { DiagnosisInput } from '../model/diagnosis-input.ts';
import type { CodeSeen, CollectNext } from '../model/finding.ts';
import { codesIn } from './codes.ts';
import { collectNext } from './collect-next.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Rule } from './rule.ts';

/** A diagnosis with what makes it understood: codes in words, and what to collect for the open questions. */
export interface ExplainedDiagnosis extends Diagnosis {
  readonly codes: readonly CodeSeen[];
  readonly collect: readonly CollectNext[];
}

export function explained(
  diagnosis: Diagnosis,
  rules: readonly Rule[],
  { lives, observations }: DiagnosisInput,
): ExplainedDiagnosis {
  return {
    ...diagnosis,
    codes: codesIn(lives, observations, diagnosis.findings),
    collect: collectNext(rules, diagnosis.rules),
  };
}
