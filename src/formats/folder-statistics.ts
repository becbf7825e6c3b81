// Output of Get-MailboxFolderStatistics, as a list, a table or Export-Csv
// (https://learn.microsoft.com/powershell/module/exchange/get-mailboxfolderstatistics):
//   Name                             : Drafts
//   FolderType                       : Drafts
//   ItemsInFolder                    : 3
// Each folder becomes one record whose message is `Name : Value` lines, whatever the form was. Folder names are
// localised (Entwürfe, 下書き); FolderType is not.

import type { TextSource } from '../input/text-source.ts';
import type { Window } from '../input/window.ts';
import { chooseZone } from '../input/zone.ts';
import { folderBlocks, hasFolderBlocks } from './folder-blocks.ts';
import type { Format, ReadContext, Survey } from './format.ts';

function byteLength(text: string, width: 1 | 2 | 'utf-8'): number {
  return width === 'utf-8' ? Buffer.byteLength(text, 'utf8') : text.length * width;
}

/** Gives the folders of a window to the context; answers how many there are. */
function readFolders(window: Window, path: string, context: ReadContext): number {
  const { text, width } = window.decode(0, window.end);
  const firstLine = window.lineAt(0);
  let index = 0;
  let offset = window.offsetAt(0);
  const blocks = folderBlocks(text);
  for (const block of blocks) {
    offset += byteLength(text.slice(index, block.index), width);
    index = block.index;
    context.onRecord({
      source: path,
      line: firstLine + block.line,
      offset,
      raw: block.raw,
      width,
      message: [...block.fields].map(([name, value]) => `${name} : ${value}`).join('\n'),
      component: 'Get-MailboxFolderStatistics',
    });
  }
  return blocks.length;
}

async function read(source: TextSource, context: ReadContext): Promise<Survey> {
  const { path } = source.file;
  let records = 0;
  let isCapped = false;
  const step = (window: Window): number => {
    if (!window.isLast && !window.isFull) return 0;
    if (!isCapped) records += readFolders(window, path, context);
    if (!window.isLast && !isCapped) {
      context.onIssue({ code: 'capped', source: path, text: 'Of folder statistics only the first 8 MiB were read.' });
      isCapped = true;
    }
    return window.end;
  };
  const totals = await source.eachWindow([], step, context.onBytes);
  const { zone } = chooseZone(path, undefined, context.zones);
  return { records, undecoded: 0, zone, ...totals };
}

export const folderStatistics: Format = {
  id: 'folder-statistics',
  title: 'Output of Get-MailboxFolderStatistics (list, table or CSV)',
  sniff: ({ text }) => hasFolderBlocks(text),
  read,
};
