import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Life } from '../../model/life.ts';
import type { Observation, UserSeen } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';

/** The users of a bundle where there are several, and which source is whose. */
export interface Identities {
  /** Addresses that sign in, by alphabet. */
  readonly addresses: readonly string[];
  /** Undefined for a source of nobody, or of several. */
  readonly ownerOf: (source: string) => string | undefined;
}

/** A mail address may differ from the one that signs in, and a call may be to a mailbox of somebody else. */
function isSignIn({ origin }: UserSeen): boolean {
  return origin !== 'ews-header';
}

function folderOf(source: string): string {
  return source.slice(0, source.lastIndexOf('/') + 1);
}

function ownersBy(
  seen: readonly UserSeen[],
  keyOf: (source: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const { source, address } of seen) {
    const key = keyOf(source);
    const known = owners.get(key) ?? new Set();
    owners.set(key, known.add(address.toLowerCase()));
  }
  return owners;
}

function only(owners: ReadonlySet<string> | undefined): string | undefined {
  return owners?.size === 1 ? [...owners][0] : undefined;
}

/**
 * Undefined where one user alone signs in, or none: then all is of one. A trace in which several do is of neither, and one that names
 * nobody is of the user whose the other files of its folder are, as a log is in several files.
 */
export function readIdentities({ observations }: DiagnosisInput): Identities | undefined {
  const users = observations.filter((one) => one.kind === 'user');
  const addresses = [...new Set(users.filter(isSignIn).map(({ address }) => address.toLowerCase()))].toSorted();
  if (addresses.length < 2) return undefined;
  const seen = users.filter((one) => isSignIn(one) || addresses.includes(one.address.toLowerCase()));
  const bySource = ownersBy(seen, (source) => source);
  const byFolder = ownersBy(seen, folderOf);
  const ownerOf = (source: string): string | undefined =>
    only(bySource.get(source) ?? (source.includes('/') ? byFolder.get(folderOf(source)) : undefined));
  return { addresses, ownerOf };
}

/**
 * What is of the organisation or of the PC, whoever signs in: lists of policies, policy keys of the PC, logs of Exchange. Without
 * evidence it stands in no file at all, and is only thought.
 */
export function isOfAll(observation: Observation): boolean {
  if (observation.evidence.length === 0) return true;
  if (observation.kind === 'policy')
    return observation.origin === 'companion' || observation.origin === 'machine-policy';
  if (observation.kind === 'mailbox-signal') return observation.signal === 'option';
  return observation.kind === 'exchange-version' && observation.origin === 'ews-log';
}

/** The user whose a message is, where all that tells of it is of one. */
export function ownerOfLife({ ownerOf }: Identities, { steps, attempts }: Life): string | undefined {
  const evidence = [...attempts, ...steps].flatMap((one) => one.evidence);
  return only(new Set(evidence.flatMap(({ source }) => ownerOf(source) ?? [])));
}

/** Whether something told of one user rests on the files of another. */
export function isOfAnother({ ownerOf }: Identities, user: string, evidence: readonly Ref[]): boolean {
  return evidence.some(({ source }) => (ownerOf(source) ?? user) !== user);
}
