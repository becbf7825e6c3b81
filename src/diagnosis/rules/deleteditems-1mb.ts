import { collect } from '../collect.ts';
import { ewsWorks } from '../link-conditions.ts';
import type { EnvironmentRule } from '../rule.ts';
import { clientSaid } from '../seen-conditions.ts';

/**
 * Source: KB4099000 (what is read of Deleted Items exceeds 1048576 bytes, 0x100000). How a trace words it is not known: the
 * size beside the name of the folder is taken for it.
 */
export const deleteditems1mb: EnvironmentRule = {
  id: 'deleteditems-1mb',
  rootCause: 'RC-27',
  scope: 'environment',
  severity: 'warning',
  restsOn: ['wording'],
  title: 'Deleted Items holds more than the client can read, and its link to Exchange fails',
  why: 'The client says that the Exchange server does not let it connect, and saves neither history nor offline messages until subfolders of Deleted Items are gone.',
  fix: [
    'In Outlook, open Deleted Items and remove the folders below it.',
    'Or see them on the server: Get-MailboxFolderStatistics -Identity <user> -FolderScope DeletedItems | Format-Table FolderPath, ItemsInFolder, FolderSize',
    'Sign out of Skype for Business and in again.',
  ],
  references: ['https://support.microsoft.com/kb/4099000'],
  mistakenFor: [
    { rule: 'ews-not-deployed', how: 'There no EWS call is made at all.' },
    { rule: 'folder-broken', how: 'There Exchange answers ErrorFolderNotFound.' },
  ],
  collect: [collect.deletedItems, collect.trace],
  atMost: 'likely',
  when: [
    clientSaid('Deleted Items is larger than 0x100000 bytes', 'deleted-items-too-big', {
      by: ewsWorks,
      missing: 'the sizes of the folders below Deleted Items are not in the bundle',
    }),
  ],
};
