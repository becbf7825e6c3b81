import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { PolicyOrigin, PolicySeen } from '../../model/observation.ts';
import { factOf, type Reading } from './fact.ts';

/** What the client was told outweighs what an administrator listed: the list may be of another policy (contract section 3). */
const RANK: Readonly<Record<PolicyOrigin, number>> = { 'in-band': 1, 'user-option': 1, companion: 0 };

/** A setting as last seen from the best kind of witness. A value that changed between two such is one step less certain. */
export function readPolicy(input: DiagnosisInput, name: PolicySeen['name']): Reading<boolean> {
  const seen = input.observations.filter((one) => one.kind === 'policy' && one.name === name).filter(isPolicy);
  if (seen.length === 0) return {};
  const topRank = Math.max(...seen.map((one) => RANK[one.origin]));
  const top = seen.filter((one) => RANK[one.origin] === topRank);
  const latest = top.at(-1);
  if (latest === undefined) return {};
  const agreeing = top.filter((one) => one.value === latest.value);
  const isUnanimous = agreeing.length === top.length;
  if (latest.origin === 'companion')
    return { fact: factOf(latest.value, isUnanimous ? 'likely' : 'possible', agreeing) };
  return { fact: factOf(latest.value, isUnanimous ? 'proven' : 'likely', agreeing) };
}

function isPolicy(observation: { readonly kind: string }): observation is PolicySeen {
  return observation.kind === 'policy';
}
