import { collect } from '../collect.ts';
import type { EnvironmentRule } from '../rule.ts';
import { folderIsMissing } from '../seen-conditions.ts';

/** Source: EWS response codes (ErrorFolderNotFound); field notes, section 6, RC-38 (history that stops after some items). */
export const folderBroken: EnvironmentRule = {
  id: 'folder-broken',
  rootCause: 'RC-38',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['data'],
  title: 'A folder that the client saves to is missing or broken',
  why: 'The client keeps what it cannot save in the spooler, and gives up after some items, so that history and offline messages are missing.',
  fix: [
    'Quit Outlook and Skype for Business, then run: outlook.exe /resetfolders',
    'If the folder is hidden or has another type, rename it, restart the client, and let it make a new one.',
    'See what is there: Get-MailboxFolderStatistics -Identity <user> -FolderScope ConversationHistory | Format-List FolderPath, FolderType',
  ],
  references: [
    'https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/responsecode',
    'https://support.microsoft.com/kb/2787614',
  ],
  mistakenFor: [
    { rule: 'archiving-policy-off', how: 'There nothing is saved at all, and no call is made.' },
    { rule: 'server-side-history', how: 'There the server saves, and the client does not.' },
    { rule: 'ews-blocked', how: 'A right that is lacking gives ErrorAccessDenied on every call.' },
  ],
  collect: [collect.historyFolder, collect.trace, collect.ewsLog],
  atMost: 'likely',
  when: [folderIsMissing],
  explains: (life) => life.outcome !== 'delivered' && life.attempts.at(-1)?.responseCode === 'ErrorFolderNotFound',
};
