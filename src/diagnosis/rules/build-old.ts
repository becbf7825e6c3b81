import { collect } from '../collect.ts';
import { withoutDeliveryByClient } from '../delivered-conditions.ts';
import { clientIsNotMsi } from '../environment-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import type { EnvironmentRule } from '../rule.ts';
import { clientPredatesOfflineMessages } from '../version-conditions.ts';

/** Source: "Enable or disable offline IM" (Click-to-Run 16.0.6701.1000 or later). */
export const buildOld: EnvironmentRule = {
  id: 'build-old',
  rootCause: 'RC-02',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client is older than the first one with offline messages',
  why: 'Offline messages begin with 16.0.6701.1000; an older client never offers to send one.',
  fix: [
    'On the PC, open an Office program and choose File > Account > Update Options > Update Now.',
    'Or run: "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    `See that the version is new enough for the mailbox: ${firstRelease.withOfflineMessages}; a later one will do as well.`,
    'If it finds no update, set a newer update channel in Group Policy: Computer Configuration > Administrative Templates > Microsoft Office 2016 (Machine) > Updates > Update Channel.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date',
  ],
  mistakenFor: [
    {
      rule: 'msi-client',
      how: 'An MSI installation has a third field between 4200 and 5999 and no Update Options under File > Account.',
    },
    {
      rule: 'archiving-policy-off',
      how: 'A client that is new enough does not offer offline messages either while the policy turns saving off.',
    },
  ],
  collect: [collect.version, collect.configuration],
  when: [withoutDeliveryByClient(clientPredatesOfflineMessages), clientIsNotMsi],
};
