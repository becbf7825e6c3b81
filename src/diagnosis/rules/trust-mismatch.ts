import { callsEndSo, explainedBy, waits } from '../call-ends.ts';
import { endsAbandoned } from '../call-matches.ts';
import { collect } from '../collect.ts';
import { anyOf } from '../conditions.ts';
import { ewsHostIsForeign, ewsNeverAnswered, linkIs } from '../link-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Source: KB2833618 ("EWS not fully initialized"; the domains that are trusted without a policy). */
export const trustMismatch: EnvironmentRule = {
  id: 'trust-mismatch',
  rootCause: 'RC-10',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client does not trust the host of Exchange Web Services',
  why: 'The host is in another domain than the sign-in address, so that the client asks the user whether to trust it; until someone says yes no offline message goes out.',
  fix: [
    'Ask the user to choose "Always trust this server" when the client asks, then to sign out and in again.',
    'For all PCs, name the domain in the policy, which then lists all domains that are trusted: reg add HKLM\\Software\\Policies\\Microsoft\\Office\\16.0\\Lync /v TrustModelData /t REG_SZ /d "<domain>, lync.com, outlook.com, lync.glbdns.microsoft.com, microsoftonline.com"',
    'Or, if the mailbox is on own servers, give the EWS virtual directory a host name in the domain of the sign-in address: Set-WebServicesVirtualDirectory -Identity "<server>\\EWS (Default Web Site)" -ExternalUrl https://<server>/EWS/Exchange.asmx',
    'Look at the Configuration Information afterwards: EWS Information should be "EWS Status OK".',
  ],
  references: [
    'https://support.microsoft.com/kb/2833618',
    'https://support.microsoft.com/kb/3026442',
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/deploy-clients/configure-client-bootstrapping-policies',
  ],
  mistakenFor: [
    { rule: 'tls-cert', how: 'There the failure has a number of TLS, such as 12038, whatever the domain.' },
    { rule: 'ews-not-deployed', how: 'There no server was found at all: "EWS not deployed".' },
  ],
  collect: [collect.configuration, collect.policyKeys, collect.trace],
  atMost: 'likely',
  when: [
    ewsNeverAnswered,
    ewsHostIsForeign,
    anyOf(
      'the client does not go on to the host',
      linkIs('ews', 'not-initialized'),
      callsEndSo('the client gives up before HTTP', 'a connection that is cancelled or aborted', endsAbandoned),
    ),
  ],
  explains: (life, subject) => waits(life) || explainedBy(endsAbandoned)(life, subject),
};
