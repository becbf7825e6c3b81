import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { UserSeen } from '../../model/observation.ts';
import { ofKind } from '../of-kind.ts';
import { logUsers } from './ews-log.ts';
import { factOf, grouped, type Reading, topRankOf } from './fact.ts';
import type { Identities } from './identities.ts';

/** The address one signs in with stands in SIP and in the name of the profile folder; a mail address may differ from it. */
const RANK: Readonly<Record<UserSeen['origin'], number>> = {
  'sip-from': 2,
  'spooler-path': 1,
  configuration: 1,
  registry: 1,
  phrase: 1,
  'ews-header': 0,
};

function rankOf(seen: readonly UserSeen[]): number {
  return topRankOf(seen, (one) => RANK[one.origin]);
}

/** Of several, the one with the strongest witness, and of equals the one seen most often: a folder outlives its user. */
function readOneOfSeveral(input: DiagnosisInput, { addresses, doing }: Identities): Reading<string> {
  const seen = ofKind(input.observations, 'user');
  const groups = [...grouped(seen, (one) => one.address.toLowerCase())].filter(([address]) =>
    addresses.includes(address),
  );
  const [best, next] = groups.toSorted(
    ([one, its], [other, others]) =>
      rankOf(others) - rankOf(its) || others.length - its.length || (one < other ? -1 : one > other ? 1 : 0),
  );
  if (best === undefined || next === undefined) return {};
  const isContested = rankOf(next[1]) === rankOf(best[1]);
  const note = `several users ${doing}: ${addresses.join(', ')}`;
  return { fact: factOf(best[0], isContested ? 'possible' : 'likely', best[1]), isContested, note };
}

/**
 * The address seen most often; of equals the one with the strongest witness, then the first by alphabet. Where no witness of the PC
 * tells, the one user of a log of Exchange.
 */
export function readUser(input: DiagnosisInput, identities?: Identities): Reading<string> {
  if (identities !== undefined) return readOneOfSeveral(input, identities);
  const seen = ofKind(input.observations, 'user');
  const [best] = [...grouped(seen, (one) => one.address.toLowerCase())].toSorted(
    ([one, its], [other, others]) =>
      others.length - its.length || rankOf(others) - rankOf(its) || (one < other ? -1 : one > other ? 1 : 0),
  );
  if (best === undefined) {
    const [only, another] = logUsers(input.observations);
    return only === undefined || another !== undefined ? {} : { fact: factOf(only[0], 'likely', only[1]) };
  }
  const [address, witnesses] = best;
  return { fact: factOf(address, witnesses.length === seen.length ? 'proven' : 'likely', witnesses) };
}

/** The user that is asked about, who is known to be one of several. */
export function readThisUser({ observations }: DiagnosisInput, address: string): Reading<string> {
  const own = ofKind(observations, 'user').filter((one) => one.address.toLowerCase() === address);
  return { fact: factOf(address, 'likely', own) };
}
