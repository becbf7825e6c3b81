import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Life } from '../../model/life.ts';
import type { Observation, UserSeen } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import { ofKind } from '../of-kind.ts';
import { type Place, readShifts } from './user-shifts.ts';

/** The users of a bundle where there are several, and what is whose. */
export interface Identities {
  /** Addresses of those who sign in or, where no sign-in is seen, who call Exchange; by alphabet. */
  readonly addresses: readonly string[];
  /** What is seen that they do. */
  readonly doing: 'sign in' | 'call Exchange';
  /** Undefined for a source of nobody, or of several. */
  readonly ownerOfSource: (source: string) => string | undefined;
  /** Whose a record is: that of its source or, where several sign in there, of the one who last did. */
  readonly ownerOf: (place: Place) => string | undefined;
}

/** A mail address may differ from the one that signs in, and a call may be to a mailbox of somebody else. */
function isSignIn({ origin, isAssumed }: UserSeen): boolean {
  return origin !== 'ews-header' && isAssumed !== true;
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
 * Where no sign-in is seen, calls to several mailboxes may all be of one user; but not where the files of each folder know one alone, as they do where
 * folders of several users were collected together.
 */
function callersOf(users: readonly UserSeen[]): readonly string[] {
  const callers = users.filter(({ origin }) => origin === 'ews-header');
  const byFolder = [...ownersBy(callers, folderOf).values()];
  const addresses = new Set(byFolder.flatMap((owners) => [...owners]));
  return byFolder.every(({ size }) => size === 1) && addresses.size > 1 ? [...addresses] : [];
}

/**
 * Undefined where one user alone signs in, or none, and no folder of another is known: then all is of one. In a trace in which several do, each record is of the one who
 * last signed in; one that names nobody is of the user whose the other files of its folder are, as a log is in several files.
 */
export function readIdentities({ observations }: DiagnosisInput): Identities | undefined {
  const users = ofKind(observations, 'user');
  const signedIn = [...new Set(users.filter(isSignIn).map(({ address }) => address.toLowerCase()))];
  const addresses = (signedIn.length > 0 ? signedIn : callersOf(users)).toSorted();
  if (addresses.length < 2) return undefined;
  const seen = users.filter((one) => isSignIn(one) || addresses.includes(one.address.toLowerCase()));
  const bySource = ownersBy(seen, (source) => source);
  const byFolder = ownersBy(seen, folderOf);
  const ownersOf = (source: string): ReadonlySet<string> | undefined =>
    bySource.get(source) ?? (source.includes('/') ? byFolder.get(folderOf(source)) : undefined);
  const ownerOfSource = (source: string): string | undefined => only(ownersOf(source));
  const shiftOf = readShifts(seen, folderOf);
  const ownerOf = (place: Place): string | undefined => {
    const owners = ownersOf(place.source);
    return owners === undefined || owners.size < 2 ? only(owners) : shiftOf(place);
  };
  return { addresses, doing: signedIn.length > 0 ? 'sign in' : 'call Exchange', ownerOfSource, ownerOf };
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
  return only(new Set(evidence.flatMap((ref) => ownerOf(ref) ?? [])));
}

/** Whether something told of one user rests on what is of another. */
export function isOfAnother({ ownerOf }: Identities, user: string, evidence: readonly Ref[]): boolean {
  return evidence.some((ref) => (ownerOf(ref) ?? user) !== user);
}
