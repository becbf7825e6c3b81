import type { Channel, Fact, InstallType } from '../../model/finding.ts';
import { weaker } from '../certainty.ts';
import { channelOf, installTypeOf, parseClientVersion } from '../client-version.ts';
import type { Reading } from './fact.ts';

/** How the client was installed, as its version number tells. */
export function readInstallType(clientVersion: Fact<string> | undefined): Reading<InstallType> {
  const version = parseClientVersion(clientVersion?.value ?? '');
  const type = version === undefined ? undefined : installTypeOf(version);
  if (clientVersion === undefined || type === undefined) return {};
  const certainty = weaker(clientVersion.certainty, type.isSure ? 'proven' : 'likely');
  return { fact: { value: type.value, certainty, evidence: clientVersion.evidence } };
}

/** The update channel, where one channel alone released the version, or failing that its build. */
export function readChannel(clientVersion: Fact<string> | undefined): Reading<Channel> {
  const version = parseClientVersion(clientVersion?.value ?? '');
  const channel = version === undefined ? undefined : channelOf(version);
  if (clientVersion === undefined || channel === undefined) return {};
  const certainty = weaker(clientVersion.certainty, channel.isExact ? 'proven' : 'possible');
  return { fact: { value: channel.value, certainty, evidence: clientVersion.evidence } };
}
