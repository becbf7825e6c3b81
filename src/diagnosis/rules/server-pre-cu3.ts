import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';
import { nothingWasDelivered, serverPredatesCu3 } from '../server-conditions.ts';

/**
 * Source: "Enable or disable offline IM" (CU3 of June 2016, KB3149227, brings the feature to Skype for Business Server 2015).
 * Lync Server names itself RTC/5.0 and RTC/4.0.
 */
export const serverPreCu3: EnvironmentRule = {
  id: 'server-pre-cu3',
  rootCause: 'RC-06',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'Skype for Business Server is older than offline messages',
  why: 'Offline messages came to Skype for Business Server 2015 with cumulative update 3 of June 2016; before it the client is not told that it may offer them.',
  fix: [
    'See the version of each Front End server: Get-CsServerPatchVersion',
    'Install cumulative update 3, 6.0.9319.259, or a later one (KB 3149227), and update the databases: Install-CsDatabase -Update -ConfiguredDatabases -SqlServerFqdn <server>',
    'With Lync Server 2013 or 2010, move the user to a pool of Skype for Business Server 2015: Move-CsUser -Identity <user> -Target <pool>',
    'Check the switch afterwards: Get-CsImConfiguration | Format-List Identity, EnableOfflineIm',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://support.microsoft.com/kb/3149227',
  ],
  mistakenFor: [
    { rule: 'server-off', how: 'There Get-CsImConfiguration exists and shows EnableOfflineIm as false.' },
    { rule: 'build-old', how: 'There it is the client that is too old; its version is below 16.0.6701.' },
  ],
  collect: [collect.serverVersion, collect.imConfiguration],
  atMost: 'likely',
  when: [serverPredatesCu3, nothingWasDelivered],
};
