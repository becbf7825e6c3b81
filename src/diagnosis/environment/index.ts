import type { DiagnosisInput } from '../../model/diagnosis-input.ts';
import type { Environment } from '../../model/finding.ts';
import { readClientVersion } from './client-version.ts';
import { readEwsUrl } from './ews-url.ts';
import { readExchangeVersion } from './exchange-version.ts';
import type { FactName, Reading } from './fact.ts';
import { readChannel, readInstallType } from './install.ts';
import { readMailbox } from './mailbox.ts';
import { readPolicy } from './policy.ts';
import { readUser } from './user.ts';

export type { FactName } from './fact.ts';

/** The environment with what the report does not carry of its facts. */
export interface EnvironmentReading {
  readonly environment: Environment;
  /** Facts that some witness contradicts. */
  readonly contested: ReadonlySet<FactName>;
  /** Why a fact is missing although something was seen, or what contests it. */
  readonly notes: ReadonlyMap<FactName, string>;
}

type Readings = { readonly [Name in FactName]-?: Reading<NonNullable<Environment[Name]>['value']> };

function factsOf(readings: Readings): Environment {
  const { user, clientVersion, installType, channel, mailbox, exchangeVersion, ewsUrl } = readings;
  const { enableOfflineIM, enableIMAutoArchiving, imAutoArchiving } = readings;
  return {
    ...(user.fact && { user: user.fact }),
    ...(clientVersion.fact && { clientVersion: clientVersion.fact }),
    ...(installType.fact && { installType: installType.fact }),
    ...(channel.fact && { channel: channel.fact }),
    ...(mailbox.fact && { mailbox: mailbox.fact }),
    ...(exchangeVersion.fact && { exchangeVersion: exchangeVersion.fact }),
    ...(ewsUrl.fact && { ewsUrl: ewsUrl.fact }),
    ...(enableOfflineIM.fact && { enableOfflineIM: enableOfflineIM.fact }),
    ...(enableIMAutoArchiving.fact && { enableIMAutoArchiving: enableIMAutoArchiving.fact }),
    ...(imAutoArchiving.fact && { imAutoArchiving: imAutoArchiving.fact }),
  };
}

/** Each fact that the observations, or the user's statements, tell. */
export function readEnvironment(input: DiagnosisInput): EnvironmentReading {
  const user = readUser(input);
  const clientVersion = readClientVersion(input, user.fact?.value);
  const mailbox = readMailbox(input);
  const environment = factsOf({
    user,
    clientVersion,
    installType: readInstallType(input, clientVersion.fact),
    channel: readChannel(input, clientVersion.fact),
    mailbox,
    exchangeVersion: readExchangeVersion(input),
    ewsUrl: readEwsUrl(input),
    enableOfflineIM: readPolicy(input, 'EnableOfflineIM'),
    enableIMAutoArchiving: readPolicy(input, 'EnableIMAutoArchiving'),
    imAutoArchiving: readPolicy(input, 'imAutoArchiving'),
  });
  const notes = new Map<FactName, string>();
  if (mailbox.note !== undefined) notes.set('mailbox', mailbox.note);
  if (clientVersion.note !== undefined) notes.set('clientVersion', clientVersion.note);
  return { environment, contested: new Set(mailbox.isContested === true ? ['mailbox'] : []), notes };
}
