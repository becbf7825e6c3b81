import type { PhraseSeen } from '../../src/model/observation.ts';
import type { HoleName, PhraseKind } from '../../src/model/phrase.ts';

/** A phrase that was seen with these values. */
export function seen(
  observes: PhraseKind,
  values: Partial<Record<HoleName, string>> = {},
  more: Partial<PhraseSeen> = {},
): PhraseSeen {
  return {
    kind: 'phrase',
    source: 'trace.txt',
    offset: 0,
    evidence: [],
    observes,
    phrase: 'one',
    template: 'the words of the client',
    status: 'confirmed',
    values,
    ...more,
  };
}
