import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Environment, FactChange } from '../../model/finding.ts';

/** A fact thought otherwise, and the case as it would then be. */
export interface Change extends FactChange {
  readonly apply: (input: DiagnosisInput) => DiagnosisInput;
}

/** What there is to change: the case, and what was read of its environment. */
export interface Changeable {
  readonly input: DiagnosisInput;
  readonly environment: Environment;
}

/** A place for what never was in the bundle. */
export const NOWHERE = { source: '-', offset: 0, evidence: [] } as const;
