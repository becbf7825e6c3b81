import type { ClientVersionSeen, EwsLogEntry, Observation } from '../../model/observation.ts';
import { ofKind } from '../of-kind.ts';
import { grouped } from './fact.ts';

/** Addresses whose clients stand in logs of Exchange, with their calls. */
export function logUsers(observations: readonly Observation[]): readonly (readonly [string, readonly EwsLogEntry[]])[] {
  const entries = ofKind(observations, 'ews-log-entry').filter((one) => one.user?.includes('@') === true);
  return [...grouped(entries.filter(isEntry), (one) => one.user ?? '')];
}

/**
 * Versions of the user's client in the logs of Exchange, which hold the calls of all users: those of its own address, or of the
 * only one there is while the user is not known.
 */
export function loggedVersions(
  observations: readonly Observation[],
  user: string | undefined,
): readonly ClientVersionSeen[] {
  const users = logUsers(observations);
  const [only, another] = users;
  const own =
    users.find(([address]) => address === user) ?? (user === undefined && another === undefined ? only : undefined);
  return (own?.[1] ?? []).flatMap((entry): readonly ClientVersionSeen[] => {
    const { source, offset, evidence, at, clientVersion: version } = entry;
    if (version === undefined) return [];
    const seen = { source, offset, evidence, ...(at === undefined ? {} : { at }) };
    return [{ kind: 'client-version', ...seen, version, origin: 'ews-log' }];
  });
}

function isEntry(observation: Observation): observation is EwsLogEntry {
  return observation.kind === 'ews-log-entry';
}
