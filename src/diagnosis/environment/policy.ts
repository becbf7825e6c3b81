import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { PolicyOrigin, PolicySeen } from '../../model/observation.ts';
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

const IN_BAND_RANK: number = RANK['in-band'];

/** Which of several listed policies is the user's is not known: most users have that of the organisation, else the last is taken. */
function likeliest(seen: readonly PolicySeen[]): PolicySeen | undefined {
  return seen.findLast((one) => one.identity?.toLowerCase() === 'global') ?? seen.at(-1);
}

/** A setting as last seen from the best kind of witness. A value that changed is one step less certain, and one that others of its kind contradict is contested. */
export function readPolicy(input: DiagnosisInput, name: PolicySeen['name']): Reading<boolean> {
  const seen = input.observations.filter((one) => one.kind === 'policy' && one.name === name).filter(isPolicy);
  if (seen.length === 0) return {};
  const topRank = topRankOf(seen, (one) => RANK[one.origin]);
  const top = seen.filter((one) => RANK[one.origin] === topRank);
  const best = topRank === IN_BAND_RANK ? top.at(-1) : likeliest(top);
  if (best === undefined) return {};
  const agreeing = top.filter((one) => one.value === best.value);
  const isUnanimous = agreeing.length === top.length;
  if (topRank < IN_BAND_RANK) {
    const fact = factOf(best.value, isUnanimous ? 'likely' : 'possible', agreeing);
    // In band a later value replaces an earlier one; of lists nobody tells which holds.
    return isUnanimous ? { fact } : { fact, isContested: true, note: `other places say ${!best.value}` };
  }
  return { fact: factOf(best.value, isUnanimous ? 'proven' : 'likely', agreeing) };
}

function isPolicy(observation: { readonly kind: string }): observation is PolicySeen {
  return observation.kind === 'policy';
}
