import { collect } from '../collect.ts';
import { withoutDeliveryUnder } from '../delivered-conditions.ts';
import { offlineMessagesAreOff } from '../environment-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * Source: "Enable or disable offline IM" (the switch of Set-CsImConfiguration). Its name in band is in no public text, so
 * that a value seen there stops at likely: field notes, section 1.9.
 */
export const serverOff: EnvironmentRule = {
  id: 'server-off',
  rootCause: 'RC-05',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'Skype for Business Server turns offline messages off',
  why: 'With EnableOfflineIm set to false for the organisation or the site, no client that signs in there offers to send a message to someone who is offline.',
  fix: [
    'See the value for the organisation and each site: Get-CsImConfiguration | Format-List Identity, EnableOfflineIm',
    'Turn it on for the organisation: Set-CsImConfiguration -Identity Global -EnableOfflineIm $true',
    'Or for one site: Set-CsImConfiguration -Identity "Site:Redmond" -EnableOfflineIm $true',
    'Ask the user to sign out of Skype for Business and in again, so that the client gets the new value.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/powershell/module/skypeforbusiness/set-csimconfiguration',
  ],
  mistakenFor: [
    {
      rule: 'archiving-policy-off',
      how: 'There EnableIMAutoArchiving of the client policy is false, and EnableOfflineIm is not.',
    },
    { rule: 'server-pre-cu3', how: 'A server before CU3 has no cmdlet Get-CsImConfiguration.' },
  ],
  collect: [collect.imConfiguration, collect.trace],
  atMost: 'likely',
  when: [withoutDeliveryUnder('enableOfflineIM', offlineMessagesAreOff)],
};
