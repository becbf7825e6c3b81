import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Finding } from '../../model/finding.ts';
import type { Life } from '../../model/life.ts';
import type { Observation } from '../../model/observation.ts';
import { CitedPlaces } from '../evidence.ts';

/** Kinds of which a trace may hold very many, each its own: those that are not cited are left out. */
const BULKY: ReadonlySet<string> = new Set<Observation['kind']>([
  'http-request',
  'http-response',
  'transport-failure',
  'ews-log-entry',
  'spool-file',
  'sip-invitation',
  'sip-answer',
  'session',
  'message-event',
]);
/** What differs between two observations of the same thing. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(['at', 'pid', 'tid', 'source', 'offset', 'evidence']);

function contentOf(one: Observation): string {
  let key = '';
  for (const [name, value] of Object.entries(one)) if (!OF_THE_MOMENT.has(name)) key += `${name}=${String(value)};`;
  return key;
}

/** Observations of what does not come in crowds, the last of those that tell the same. */
export function withoutRepeats(observations: readonly Observation[]): readonly Observation[] {
  const known = new Set<string>();
  const counts = new Map<string, number>();
  const kept: Observation[] = [];
  for (let i = observations.length - 1; i >= 0; i--) {
    const one = observations[i];
    if (one === undefined || BULKY.has(one.kind)) continue;
    const count = counts.get(one.kind) ?? 0;
    if (count === MOST_OF_A_KIND) continue;
    counts.set(one.kind, count + 1);
    const content = contentOf(one);
    if (known.has(content)) continue;
    known.add(content);
    kept.push(one);
  }
  return kept.toReversed();
}

/** The last of a kind that are compared; versions, servers and users stand beside each call of a trace. */
const MOST_OF_A_KIND = 1000;

function placesOf(finding: Finding, life: Life | undefined): CitedPlaces {
  const own = life === undefined ? [] : [...life.attempts, ...life.steps].flatMap(({ evidence }) => evidence);
  return new CitedPlaces([...finding.evidence.slice(0, MOST_CITED), ...own]);
}

/** Places of a finding that are looked up: one on thousands of messages is tried on one of them. */
const MOST_CITED = 100;

/** The case as one message, and what a finding cites, tell it: small enough to be judged many times. */
export function smallCase(
  input: DiagnosisInput,
  finding: Finding,
  life: Life | undefined,
  common: readonly Observation[],
): DiagnosisInput {
  const places = placesOf(finding, life);
  const cited = input.observations.filter((one) => BULKY.has(one.kind) && places.hasAny(one.evidence));
  const observations = [...common, ...cited].toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));
  return { ...input, lives: life === undefined ? [] : [life], observations };
}
