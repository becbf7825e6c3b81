import type { Tally } from './tally.ts';

/** The figures of one condition, each from 0 to 1. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Recall if all were found of which something is left. */
  readonly findable: number;
  readonly outcome: number;
  /** Outcome accuracy if all that is left were joined rightly and nothing guessed. */
  readonly reachable: number;
  /** Outcome accuracy over those whose true outcome can still be read. */
  readonly ofReachable: number;
  readonly step: number;
  readonly link: number;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

export function figuresOf(tally: Tally): Figures {
  return {
    precision: ratio(tally.matched, tally.told),
    recall: ratio(tally.matched, tally.messages),
    f1: ratio(2 * tally.matched, tally.told + tally.messages),
    findable: ratio(tally.findable, tally.messages),
    outcome: ratio(tally.outcomesRight, tally.matched),
    reachable: ratio(tally.outcomesReachable, tally.matched),
    ofReachable: ratio(tally.reachableRight, tally.outcomesReachable),
    step: ratio(tally.stepsRight, tally.stepsAll),
    link: ratio(tally.linksRight, tally.linksAll),
  };
}
