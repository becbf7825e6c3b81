import { clientIsNotMsi, clientPredatesOfflineMessages } from '../environment-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Source: "Enable or disable offline IM" (Click-to-Run 16.0.6701.1000 or later). */
export const buildOld: EnvironmentRule = {
  id: 'build-old',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client is older than the first one with offline messages',
  why: 'Offline messages begin with 16.0.6701.1000; an older client never offers to send one.',
  fix: [
    'On the PC, open an Office program and choose File > Account > Update Options > Update Now.',
    'Or run: "%CommonProgramFiles%\\Microsoft Shared\\ClickToRun\\OfficeC2RClient.exe" /update user',
    'If it finds no update, set a newer update channel in Group Policy: Computer Configuration > Administrative Templates > Microsoft Office 2016 (Machine) > Updates > Update Channel.',
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/officeupdates/update-history-microsoft365-apps-by-date',
  ],
  when: [clientPredatesOfflineMessages, clientIsNotMsi],
};
