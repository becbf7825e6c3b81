import type { LifeEvent } from '../../model/life.ts';
import type { Observation, PolicySeen } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import { sortedRefs } from '../timeline.ts';
import type { Restart } from './client-restarts.ts';
import type { Timed } from './in-time.ts';

/** Something that happened to the user's client. */
export interface ClientHappening extends Timed {
  readonly event: LifeEvent;
  readonly evidence: readonly Ref[];
  readonly reason?: string;
}

/** The in-band policies of each provisioning document: all of its properties came at once. */
function documentsOf(observations: readonly Observation[]): readonly ClientHappening[] {
  const documents = new Map<string, (PolicySeen & Timed)[]>();
  for (const one of observations) {
    if (one.kind !== 'policy' || one.origin !== 'in-band' || one.at === undefined) continue;
    const key = `${one.source}\n${one.offset}\n${one.at}`;
    const document = documents.get(key) ?? [];
    documents.set(key, document);
    document.push({ ...one, at: one.at });
  }
  return [...documents.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const all = [first, ...more];
    const values = new Set(all.map(({ name, value }) => `${name} ${value}`));
    const evidence = sortedRefs(all.flatMap((one) => one.evidence));
    return [{ at: first.at, event: 'policy-received', evidence, reason: [...values].sort().join(', ') }];
  });
}

/** Order of two happenings that does not rest on the order of the files: time, event, place of the evidence. */
function compare(a: ClientHappening, b: ClientHappening): number {
  const [one, other] = [a, b].map(({ event, evidence: [ref] }) => `${event}\n${ref?.source ?? ''}\n${ref?.text ?? ''}`);
  return a.at - b.at || ((one ?? '') < (other ?? '') ? -1 : one === other ? 0 : 1);
}

/** Sign-in, sign-out, in-band provisioning and restarts, in order of time. */
export function clientHappenings(
  observations: readonly Observation[],
  restarts: readonly Restart[],
): readonly ClientHappening[] {
  const sessions = observations
    .filter((one) => one.kind === 'session')
    .flatMap(({ at, event, evidence }): readonly ClientHappening[] =>
      at === undefined ? [] : [{ at, event, evidence }],
    );
  const restarted = restarts.map(({ at, before, after, evidence }): ClientHappening => {
    return { at, event: 'client-restarted', evidence, reason: `process ${after} speaks, process ${before} no more` };
  });
  return [...sessions, ...documentsOf(observations), ...restarted].sort(compare);
}
