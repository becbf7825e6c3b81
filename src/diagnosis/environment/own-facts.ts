import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Environment, Fact, MailboxLocation } from '../../model/finding.ts';
import type { Life } from '../../model/life.ts';
import { remembered } from '../remembered.ts';
import { versionsOfMessages } from './client-version.ts';
import type { ReadingOfMessage } from './fact.ts';
import type { Identities } from './identities.ts';
import { readChannel, readInstallType } from './install.ts';
import { mailboxesOfMessages } from './mailbox.ts';

/**
 * What may change within a bundle, message by message: a client that was updated, a mailbox that was moved. Absent for a fact in which
 * all of its best witnesses agree: it is then asked once for the bundle, and not for each message.
 */
export interface OwnFacts {
  readonly clientVersion?: ReadingOfMessage<string>;
  readonly mailbox?: ReadingOfMessage<MailboxLocation>;
  /** The environment as it was for a message. */
  readonly environmentOf: (life: Life) => Environment;
}

/** What follows from the version as it was told: of one value by other witnesses it is as sure as they are, and cites them. */
function byVersion(input: DiagnosisInput): (fact: Fact<string>) => Pick<Environment, 'installType' | 'channel'> {
  // What else tells it is little, and looked up once: there are many messages.
  const observations = input.observations.filter(({ kind }) => kind === 'install-type' || kind === 'channel');
  const listed = { ...input, observations };
  return remembered((version) => {
    const installType = readInstallType(listed, version).fact;
    const channel = readChannel(listed, version).fact;
    return { ...(installType && { installType }), ...(channel && { channel }) };
  });
}

export function readOwnFacts(
  input: DiagnosisInput,
  environment: Environment,
  identities: Identities | undefined,
): OwnFacts | undefined {
  const versionOf = versionsOfMessages(input, environment.user?.value, identities);
  const mailboxOf = mailboxesOfMessages(input, identities);
  if (versionOf === undefined && mailboxOf === undefined) return undefined;
  const clientVersion = versionOf && remembered(versionOf);
  const mailbox = mailboxOf && remembered(mailboxOf);
  const installedAs = byVersion(input);
  const environmentOf = (life: Life): Environment => {
    const version = clientVersion?.(life)?.fact;
    const location = mailbox?.(life);
    if (version === undefined && location === undefined) return environment;
    const { installType, channel, mailbox: ofBundle, ...others } = environment;
    const installed = version === undefined ? { installType, channel } : installedAs(version);
    const where = location === undefined ? ofBundle : location.fact;
    return {
      ...others,
      ...(version && { clientVersion: version }),
      ...(installed.installType && { installType: installed.installType }),
      ...(installed.channel && { channel: installed.channel }),
      ...(where && { mailbox: where }),
    };
  };
  return {
    environmentOf: remembered(environmentOf),
    ...(clientVersion && { clientVersion }),
    ...(mailbox && { mailbox }),
  };
}
