import { collect } from '../collect.ts';
import { lacksMapiFix } from '../fix-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import { linkIs } from '../link-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Source: "MAPI unavailable", support articles (new profiles of Outlook 2016 lack PR_PROFILE_USER); KB3115268. */
export const mapiUnavailable: EnvironmentRule = {
  id: 'mapi-unavailable',
  rootCause: 'RC-28',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data'],
  title: 'The client cannot use MAPI: its build does not know profiles made by Outlook 2016',
  why: 'The client falls back to MAPI where EWS fails; without it free/busy, history and missed conversations are incomplete.',
  fix: [
    'Update the client: File > Account > Update Options > Update Now, or run "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `It is fixed in ${firstRelease.mapi}; for MSI with KB 3115268 of July 2016, which is ${firstRelease.mapiMsi}.`,
    'Until then, add the property PR_PROFILE_USER to the profile with MFCMAPI, as the article describes: its value is the legacy DN of Test E-mail AutoConfiguration in Outlook.',
    'Look at the Configuration Information afterwards: MAPI Information should be "MAPI Status OK".',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/troubleshoot/server-exchange-integration/mapi-unavailable',
    'https://support.microsoft.com/kb/3115268',
  ],
  mistakenFor: [
    { rule: 'outlook-mismatch', how: 'There the profile is of another account, and the client says so.' },
    { rule: 'multi-account', how: 'There MAPI works, with the wrong mailbox.' },
  ],
  collect: [collect.configuration, collect.version, collect.outlookProfile],
  atMost: 'likely',
  when: [linkIs('mapi', 'unavailable'), lacksMapiFix],
};
