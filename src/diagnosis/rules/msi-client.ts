import { collect } from '../collect.ts';
import { withoutDeliveryByClient } from '../delivered-conditions.ts';
import { clientIsMsi } from '../environment-conditions.ts';
import { firstRelease } from '../fix-words.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Source: "Turn on or off offline messages", Skype for Business Online; build numbers of MSI updates, field notes, section 5.5. */
export const msiClient: EnvironmentRule = {
  id: 'msi-client',
  rootCause: 'RC-01',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'The client was installed by Windows Installer, which has no offline messages',
  why: 'Only Click-to-Run installations of Skype for Business 2016 can send a message to someone who is offline; no update adds that to an MSI installation.',
  fix: [
    'On the PC, open an Office program and look at File > Account: "Update Options" is there only for Click-to-Run.',
    'Remove the MSI installation of Office 2016 or Skype for Business 2016 in Control Panel > Programs and Features.',
    'Install the Click-to-Run version with the Office Deployment Tool: setup.exe /configure configuration.xml',
    `Check the version in Skype for Business: Settings > Help > About. The first that will do: ${firstRelease.withOfflineMessages}.`,
  ],
  references: [
    'https://learn.microsoft.com/en-us/skypeforbusiness/set-up-skype-for-business-online/turn-on-or-off-offline-messages-for-admins',
    'https://learn.microsoft.com/en-us/skypeforbusiness/deploy/im-and-presence/enable-or-disable-offline-im',
    'https://learn.microsoft.com/en-us/microsoft-365-apps/deploy/overview-office-deployment-tool',
  ],
  mistakenFor: [
    {
      rule: 'build-old',
      how: 'An old Click-to-Run client shows Update Options under File > Account, an MSI installation does not.',
    },
    { rule: 'server-off', how: 'A server that turns the feature off does so for Click-to-Run clients as well.' },
  ],
  collect: [collect.version, collect.configuration],
  when: [withoutDeliveryByClient(clientIsMsi)],
};
