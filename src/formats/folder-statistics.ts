// Output of Get-MailboxFolderStatistics, as a list, a table or Export-Csv
// (https://learn.microsoft.com/powershell/module/exchange/get-mailboxfolderstatistics):
//   Name                             : Drafts
//   FolderType                       : Drafts
//   ItemsInFolder                    : 3
// Each folder becomes one record whose message is `Name : Value` lines, whatever the form was. Folder names are
// localised (Entwürfe, 下書き); FolderType is not.

import type { Format } from './format.ts';
import { holdsPrinted, readPrinted } from './printed-objects.ts';

export const folderStatistics: Format = {
  id: 'folder-statistics',
  title: 'Output of Get-MailboxFolderStatistics (list, table or CSV)',
  sniff: ({ text }) =>
    text.includes('ItemsInFolder') && holdsPrinted(text, (by) => by === 'Get-MailboxFolderStatistics'),
  read: (source, context) => readPrinted(source, context, 'folder statistics'),
};
