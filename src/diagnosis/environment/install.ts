import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Fact } from '../../model/finding.ts';
import type { Channel, InstallType } from '../../model/installation.ts';
import type { Observed } from '../../model/observation.ts';
import { stronger, weaker } from '../certainty.ts';
import { channelOf, installTypeOf, parseClientVersion } from '../client-version.ts';
import { sortedRefs } from '../evidence.ts';
import { ofKind } from '../of-kind.ts';
import { factOf, type Reading } from './fact.ts';

/**
 * A fact that the version tells and the registry too: where they agree it is the surer for it. Where they do not, the version
 * decides if it is sure, as the registry may be that of another day; a version that only makes it possible decides nothing.
 */
function joined<Value>(
  byVersion: Fact<Value> | undefined,
  listed: readonly (Observed & { readonly value: Value })[],
): Reading<Value> {
  const last = listed.at(-1);
  if (last === undefined) return byVersion === undefined ? {} : { fact: byVersion };
  const agreeing = listed.filter((one) => one.value === last.value);
  const byRegistry = factOf(last.value, agreeing.length === listed.length ? 'likely' : 'possible', agreeing);
  if (byVersion === undefined) return { fact: byRegistry };
  if (byVersion.value === last.value) {
    const evidence = sortedRefs([...byVersion.evidence, ...byRegistry.evidence]).slice(0, 3);
    return { fact: { value: last.value, certainty: stronger(byVersion.certainty, byRegistry.certainty), evidence } };
  }
  return { fact: byVersion.certainty === 'possible' ? byRegistry : byVersion };
}

/** How the client was installed: as its version number tells, and Click-to-Run by what it wrote in the registry. */
export function readInstallType(input: DiagnosisInput, clientVersion: Fact<string> | undefined): Reading<InstallType> {
  const version = parseClientVersion(clientVersion?.value ?? '');
  const type = version === undefined ? undefined : installTypeOf(version);
  const listed = ofKind(input.observations, 'install-type');
  if (clientVersion === undefined || type === undefined) return joined<InstallType>(undefined, listed);
  const certainty = weaker(clientVersion.certainty, type.isSure ? 'proven' : 'likely');
  return joined<InstallType>({ value: type.value, certainty, evidence: clientVersion.evidence }, listed);
}

/** The update channel: where one channel alone released the version, or failing that its build; and as the registry names it. */
export function readChannel(input: DiagnosisInput, clientVersion: Fact<string> | undefined): Reading<Channel> {
  const version = parseClientVersion(clientVersion?.value ?? '');
  const channel = version === undefined ? undefined : channelOf(version);
  const listed = ofKind(input.observations, 'channel');
  if (clientVersion === undefined || channel === undefined) return joined<Channel>(undefined, listed);
  const certainty = weaker(clientVersion.certainty, channel.isExact ? 'proven' : 'possible');
  return joined<Channel>({ value: channel.value, certainty, evidence: clientVersion.evidence }, listed);
}
