import type { Environment, Finding, RuleResult } from '../model/finding.ts';

/** What the rules make of a bundle. */
export interface Diagnosis {
  readonly environment: Environment;
  /** By severity, then time of the first evidence, then rule. */
  readonly findings: readonly Finding[];
  /** One for each rule, in the order of the list of rules. */
  readonly rules: readonly RuleResult[];
}
