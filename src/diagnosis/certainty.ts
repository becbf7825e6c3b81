import type { Verdict } from '../model/finding.ts';
import type { Certainty } from '../model/life.ts';

const STRENGTH: Readonly<Record<Certainty, number>> = { possible: 0, likely: 1, proven: 2 };

/** The weaker of two certainties: a chain is as strong as its weakest link. */
export function weaker(one: Certainty, other: Certainty): Certainty {
  return STRENGTH[one] <= STRENGTH[other] ? one : other;
}

/** The stronger of two: one good witness is enough. */
export function stronger(one: Certainty, other: Certainty): Certainty {
  return STRENGTH[one] >= STRENGTH[other] ? one : other;
}

const VERDICT_STRENGTH: Readonly<Record<Verdict, number>> = { contested: -1, ...STRENGTH };

/** Positive when the first verdict is the stronger; a contested one is weaker than any that nothing contradicts. */
export function compareVerdicts(one: Verdict, other: Verdict): number {
  return VERDICT_STRENGTH[one] - VERDICT_STRENGTH[other];
}

/** What a finding on evidence of this strength may claim; docs/verdicts.md tells the laws. */
export function verdictOf(certainty: Certainty, isContested: boolean): Verdict {
  return isContested ? 'contested' : certainty;
}
