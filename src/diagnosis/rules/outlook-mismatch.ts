import { collect } from '../collect.ts';
import { linkIs } from '../link-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';
import { clientSaid } from '../seen-conditions.ts';

/** Source: KB2436962 (the text of the message); Set-CsClientPolicy for DisableEmailComparisonCheck. */
export const outlookMismatch: EnvironmentRule = {
  id: 'outlook-mismatch',
  rootCause: 'RC-36',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['wording'],
  title: 'The profile of Outlook is of another address than the sign-in',
  why: 'The client then takes neither calendar nor history from that mailbox, and may save conversations nowhere.',
  fix: [
    'In Control Panel > Mail > Show Profiles, choose "Always use this profile" and one with the mailbox of the user.',
    'Compare the addresses: Get-CsUser -Identity <user> | Format-List SipAddress, WindowsEmailAddress; Get-Mailbox -Identity <user> | Format-List PrimarySmtpAddress, EmailAddresses',
    'Where the two are meant to differ, turn the comparison off: Set-CsClientPolicy -Identity Global -DisableEmailComparisonCheck $true',
    'Sign out of Skype for Business and in again.',
  ],
  references: [
    'https://support.microsoft.com/kb/2436962',
    'https://learn.microsoft.com/en-us/powershell/module/skypeforbusiness/set-csclientpolicy',
  ],
  mistakenFor: [
    { rule: 'multi-account', how: 'There the client does not complain, and uses another mailbox.' },
    { rule: 'mapi-unavailable', how: 'There the profile is of the right address, and the build cannot read it.' },
  ],
  collect: [collect.outlookProfile, collect.configuration, collect.trace],
  when: [
    clientSaid('the profile of Outlook is of another address', 'outlook-address-differs', {
      by: linkIs('mapi', 'ok'),
      missing: 'neither the accounts of the Outlook profile nor what the client says of MAPI are in the bundle',
    }),
  ],
};
