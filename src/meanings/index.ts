import { assertUnreachable } from '../model/errors.ts';
import type { Observation, Observed, PhraseSeen } from '../model/observation.ts';
import { failedCallOf, requestOf, responseOf } from './calls.ts';
import { clientVersionOf, linkOf, mailboxLocationOf, policyOf, sessionOf } from './environment.ts';
import { messageEventOf } from './message-events.ts';
import { observedAt } from './seen.ts';
import { hasSwallowedWords } from './swallowed-words.ts';
import { isOfVersion } from './versions.ts';

/** What a phrase tells, in the nouns of what the client says on the wire; nothing where its values make no sense, or say that the sentence is another. */
export function meaningOf(seen: PhraseSeen): readonly Observation[] {
  if (hasSwallowedWords(seen)) return [];
  const { observes } = seen;
  switch (observes) {
    case 'ews-request':
      return [requestOf(seen)];
    case 'ews-response':
      return [responseOf(seen)];
    case 'ews-failed':
      return [failedCallOf(seen)];
    case 'message-queued':
    case 'message-picked-up':
    case 'spool-written':
    case 'spool-removed':
    case 'timer-started':
    case 'timer-expired':
    case 'draft-saved':
    case 'message-sent':
    case 'message-failed':
      return [messageEventOf(seen, observes)];
    case 'autodiscover-failed':
      return [{ kind: 'autodiscover-failure', ...observedAt(seen) }];
    case 'ews-state':
      return linkOf(seen, 'ews');
    case 'mapi-state':
      return linkOf(seen, 'mapi');
    case 'client-version':
      return clientVersionOf(seen);
    case 'mailbox-location':
      return mailboxLocationOf(seen);
    case 'policy':
      return policyOf(seen);
    case 'sign-in':
      return sessionOf(seen, 'sign-in');
    case 'client-exit':
      return sessionOf(seen, 'sign-out');
    default:
      return assertUnreachable(observes);
  }
}

/** The version of the client that made an observation, where it is known. */
export type VersionAt = (one: Observed) => string | undefined;

/** A phrase that tells the version is of that version. */
function toldVersions(seen: PhraseSeen | undefined): readonly Observation[] {
  if (seen?.observes !== 'client-version') return [];
  const told = clientVersionOf(seen).filter((one) => one.kind === 'client-version' && isOfVersion(seen, one.version));
  return told.length > 0 ? told : toldVersions(seen.otherwise);
}

/** What a line says in the words of this version: the first of its phrases that is of it. */
function ofVersion(seen: PhraseSeen, version: string | undefined): PhraseSeen | undefined {
  let one: PhraseSeen | undefined = seen;
  while (one !== undefined && !isOfVersion(one, version)) one = one.otherwise;
  return one;
}

/**
 * Observations with the meaning of each phrase in its place. A phrase of other versions of the client than the one that ran is none;
 * `versionsIn` answers which did, by all that tells of versions.
 */
export function withMeanings(
  observations: readonly Observation[],
  versionsIn: (observations: readonly Observation[]) => VersionAt,
): readonly Observation[] {
  if (!observations.some(({ kind }) => kind === 'phrase')) return observations;
  const versionAt = versionsIn(observations.flatMap((one) => (one.kind === 'phrase' ? toldVersions(one) : [one])));
  return observations.flatMap((one): readonly Observation[] => {
    if (one.kind !== 'phrase') return [one];
    if (one.observes === 'client-version') return toldVersions(one);
    const said = ofVersion(one, versionAt(one));
    return said === undefined ? [] : meaningOf(said);
  });
}
