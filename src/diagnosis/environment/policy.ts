import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { PolicyOrigin, PolicySeen } from '../../model/observation.ts';
import { ticksToIso } from '../../model/ticks.ts';
import { ofKind } from '../of-kind.ts';
import { factOf, type Reading, topRankOf } from './fact.ts';

/**
 * What the client was told outweighs what an administrator listed: the list may be of another policy (contract section 3). The list
 * is of what goes in band, which in turn outweighs the policy keys of the PC, and they those of its user. Source: "Configure client
 * bootstrapping policies", Skype for Business Server.
 */
const RANK: Readonly<Record<PolicyOrigin, number>> = {
  'in-band': 3,
  'user-option': 3,
  companion: 2,
  'machine-policy': 1,
  'user-policy': 0,
};

/** Words that are only assumed to tell it count where nothing else does. */
const ASSUMED_RANK = -1;

function rankOf({ origin, isAssumed }: PolicySeen): number {
  return isAssumed === true ? ASSUMED_RANK : RANK[origin];
}

const IN_BAND_RANK: number = RANK['in-band'];

/** Which of several listed policies is the user's is not known: most users have that of the organisation, else the last is taken. */
function likeliest(seen: readonly PolicySeen[]): PolicySeen | undefined {
  return seen.findLast((one) => one.identity?.toLowerCase() === 'global') ?? seen.at(-1);
}

/**
 * In band a later value replaces an earlier one, and is one step less certain for it. Two values of the same moment, or of no known
 * one, contest each other: nothing tells which of them is in force.
 */
function readInBand(top: readonly PolicySeen[]): Reading<boolean> {
  const last = top.at(-1);
  if (last === undefined) return {};
  const { name, value } = last;
  const before = top.findLastIndex((one) => one.value !== value);
  const [until, since] = [top[before]?.at, top[before + 1]?.at];
  const from = since === undefined ? {} : { since };
  if (before < 0) return { fact: factOf(value, 'proven', top), ...from };
  const fact = factOf(value, 'likely', top.slice(before + 1));
  const isInOrder =
    top.every(({ at }) => at !== undefined) && until !== undefined && since !== undefined && until < since;
  if (isInOrder)
    return { fact, ...from, note: `${name} was ${!value} until it became ${value} at ${ticksToIso(since)}` };
  return { fact, isContested: true, note: `${name} was told as true and as false, and nothing tells which came later` };
}

/** What the policy keys of the PC say, those of the machine before those of its user. */
function keyOf(seen: readonly PolicySeen[]): PolicySeen | undefined {
  return (
    seen.findLast(({ origin }) => origin === 'machine-policy') ??
    seen.findLast(({ origin }) => origin === 'user-policy')
  );
}

/**
 * Of lists nobody tells which policy the user has. What goes in band outweighs the keys of the PC, but that the list is what goes in
 * band to this user is thought alone: a key that says otherwise contests it.
 */
function readListed(seen: readonly PolicySeen[], top: readonly PolicySeen[]): Reading<boolean> {
  const best = likeliest(top);
  if (best === undefined) return {};
  const { value } = best;
  const agreeing = top.filter((one) => one.value === value);
  if (agreeing.length < top.length)
    return { fact: factOf(value, 'possible', agreeing), isContested: true, note: `other places say ${!value}` };
  const key = best.origin === 'companion' ? keyOf(seen) : undefined;
  if (key === undefined || key.value === value) return { fact: factOf(value, 'likely', agreeing) };
  const whose = key.origin === 'machine-policy' ? 'the PC' : 'its user';
  const note = `the policy key of ${whose} says ${key.value}, which holds unless the listed policy is that of the user`;
  return { fact: factOf(value, 'possible', agreeing), isContested: true, note };
}

/** A setting as last seen from the best kind of witness. */
export function readPolicy(input: DiagnosisInput, name: PolicySeen['name']): Reading<boolean> {
  const seen = ofKind(input.observations, 'policy')
    .filter((one) => one.name === name)
    .filter(isPolicy);
  if (seen.length === 0) return {};
  const topRank = topRankOf(seen, rankOf);
  const top = seen.filter((one) => rankOf(one) === topRank);
  return topRank === IN_BAND_RANK ? readInBand(top) : readListed(seen, top);
}

function isPolicy(observation: { readonly kind: string }): observation is PolicySeen {
  return observation.kind === 'policy';
}
