import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { ClientVersionSeen, VersionOrigin } from '../../model/observation.ts';
import { parseClientVersion } from '../client-version.ts';
import { loggedVersions } from './ews-log.ts';
import { factOf, type Reading, topRankOf } from './fact.ts';

/**
 * The `OC/` version of a User-Agent is that of the release. A trace file is named after UCCAPI, whose revision is another number.
 * Source: field notes, section 5.4.
 */
const RANK: Readonly<Record<VersionOrigin, number>> = {
  option: 4,
  'ews-user-agent': 3,
  'sip-user-agent': 3,
  configuration: 2,
  // The user may have another PC.
  'ews-log': 1,
  'trace-file-name': 0,
};

function textOf(seen: ClientVersionSeen): string {
  return seen.origin === 'trace-file-name' ? seen.version.split('.').slice(0, 3).join('.') : seen.version;
}

function certaintyFor(best: ClientVersionSeen, isUnanimous: boolean): 'proven' | 'likely' | 'possible' {
  if (best.origin === 'trace-file-name') return 'possible';
  return isUnanimous && RANK[best.origin] > RANK.configuration ? 'proven' : 'likely';
}

/**
 * What the user states, else the latest version of the best kind of witness. Text that is no version is passed over.
 * `user`: whose client it is, where that is known.
 */
export function readClientVersion(input: DiagnosisInput, user?: string): Reading<string> {
  const { clientVersion } = input.stated;
  if (clientVersion !== undefined) return { fact: factOf(clientVersion.trim(), 'proven', []) };
  const own = input.observations.filter((one) => one.kind === 'client-version');
  const seen = [...own, ...loggedVersions(input.observations, user)];
  const legible = seen.filter((one) => parseClientVersion(one.version) !== undefined);
  if (legible.length === 0) {
    return seen.length === 0 ? {} : { note: `'${seen[0]?.version}' is no version of three or four numbers` };
  }
  const topRank = topRankOf(legible, (one) => RANK[one.origin]);
  const top = legible.filter((one) => RANK[one.origin] === topRank);
  const latest = top.at(-1);
  if (latest === undefined) return {};
  const agreeing = top.filter((one) => textOf(one) === textOf(latest));
  return { fact: factOf(textOf(latest), certaintyFor(latest, agreeing.length === top.length), agreeing) };
}
