import type { Observation } from '../model/observation.ts';
import { remembered } from './remembered.ts';

type Kind = Observation['kind'];

/** Sorted once a case: dozens of questions look for a kind each, of which there are few among many calls. */
const byKind = remembered((observations: readonly Observation[]): ReadonlyMap<Kind, readonly Observation[]> => {
  const kinds = new Map<Kind, Observation[]>();
  for (const one of observations) {
    const known = kinds.get(one.kind);
    if (known === undefined) kinds.set(one.kind, [one]);
    else known.push(one);
  }
  return kinds;
});

/** The observations of a kind, in their order. */
export function ofKind<Wanted extends Kind>(
  observations: readonly Observation[],
  kind: Wanted,
): readonly Extract<Observation, { readonly kind: Wanted }>[] {
  // Sorted by that very kind: looking at each again would cost more than sorting them did.
  return (byKind(observations).get(kind) ?? []) as readonly Extract<Observation, { readonly kind: Wanted }>[];
}
