import { collect } from '../collect.ts';
import { withoutDeliveryUnder } from '../delivered-conditions.ts';
import { archivingPolicyIsOff } from '../environment-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Source: "Enable or disable offline IM" (client policy); [MS-SIPREGE] 2.2.2.5.6 for its in-band form. */
export const archivingPolicyOff: EnvironmentRule = {
  id: 'archiving-policy-off',
  rootCause: 'RC-07',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client policy turns off saving of conversations, and offline messages with it',
  why: 'A user whose client policy has EnableIMAutoArchiving set to false is never offered to send a message to someone who is offline.',
  fix: [
    'Find the policy of the user: Get-CsUser -Identity <user> | Select-Object ClientPolicy (empty means the policy of the site, else Global).',
    'Look at its value: Get-CsClientPolicy | Format-Table Identity, EnableIMAutoArchiving',
    'Turn it on: Set-CsClientPolicy -Identity <policy> -EnableIMAutoArchiving $true',
    'Ask the user to sign out of Skype for Business and in again, so that the client gets the new value.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/powershell/module/skypeforbusiness/set-csclientpolicy',
  ],
  mistakenFor: [
    { rule: 'archiving-user-off', how: 'There the policy does not turn saving off, and it is one user alone.' },
    { rule: 'server-off', how: 'There EnableOfflineIm of Get-CsImConfiguration is false.' },
  ],
  collect: [collect.clientPolicy, collect.trace],
  when: [withoutDeliveryUnder('enableIMAutoArchiving', archivingPolicyIsOff)],
};
