import type { Life, LifeEvent } from '../../model/life.ts';
import type { Observation, Observed } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import { grouped } from './fact.ts';

/** What befalls the client, be it of this version or of another: it tells nothing of the one that sent the message. */
const OF_THE_CLIENT: ReadonlySet<LifeEvent> = new Set<LifeEvent>([
  'sign-in',
  'sign-out',
  'client-restarted',
  'policy-received',
]);

/** The citations of a message: of its calls, and failing those of its other steps. */
function callsAndSteps({ attempts, steps }: Life): readonly (readonly Ref[])[] {
  return [
    attempts.flatMap(({ evidence }) => evidence),
    steps.filter(({ event }) => !OF_THE_CLIENT.has(event)).flatMap(({ evidence }) => evidence),
  ];
}

function keyOfRef({ source, line, offset }: Ref): string {
  return `${line} ${offset} ${source}`;
}

/** All that one request or answer tells is observed at one place, though each cites a line of its own. */
function keyOfPlace({ source, offset }: Observed): string {
  return `${offset} ${source}`;
}

/** Finds the witnesses that a message's own calls are. Read once: what a message cites is then looked up. */
export function witnessesOfMessages<Witness>(
  observations: readonly Observation[],
  witnesses: readonly Witness[],
  observedOf: (witness: Witness) => Observed,
): (life: Life) => readonly Witness[] {
  const indexed = witnesses.map((witness, index) => ({ witness, index, place: keyOfPlace(observedOf(witness)) }));
  const atPlace = grouped(indexed, ({ place }) => place);
  const placesOf = new Map<string, Set<string>>();
  for (const one of observations) {
    const place = keyOfPlace(one);
    if (!atPlace.has(place)) continue;
    for (const ref of one.evidence) {
      const key = keyOfRef(ref);
      placesOf.set(key, (placesOf.get(key) ?? new Set()).add(place));
    }
  }
  const citedBy = (refs: readonly Ref[]): readonly Witness[] => {
    const places = new Set(refs.flatMap((ref) => [...(placesOf.get(keyOfRef(ref)) ?? [])]));
    const found = [...places].flatMap((place) => atPlace.get(place) ?? []);
    return found.toSorted((one, other) => one.index - other.index).map(({ witness }) => witness);
  };
  return (life) => {
    for (const refs of callsAndSteps(life)) {
      const found = citedBy(refs);
      if (found.length > 0) return found;
    }
    return [];
  };
}

/** Finds the witnesses that are the very files a message stands in, as a trace is named after the version that wrote it. */
export function witnessesByFile<Witness>(
  witnesses: readonly Witness[],
  observedOf: (witness: Witness) => Observed,
): (life: Life) => readonly Witness[] {
  return (life) => {
    for (const refs of callsAndSteps(life)) {
      const sources = new Set(refs.map(({ source }) => source));
      const found = witnesses.filter((witness) => sources.has(observedOf(witness).source));
      if (found.length > 0) return found;
    }
    return [];
  };
}
