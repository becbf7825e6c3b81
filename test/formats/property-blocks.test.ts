import { describe, expect, test } from 'vitest';
import { propertyBlocks } from '../../src/formats/property-blocks.ts';

/** The item counts by folder type. */
function counts(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    propertyBlocks(text).map(({ fields }) => [fields.get('FolderType') ?? '', fields.get('ItemsInFolder') ?? '']),
  );
}

const LIST =
  'Name          : Entwürfe\nFolderType    : Drafts\nItemsInFolder : 3\n\nFolderType    : Inbox\nItemsInFolder : 1.204\n';

describe('folder statistics', () => {
  test.each([
    ['a list', LIST],
    ['a list with CR LF', LIST.replaceAll('\n', '\r\n')],
    ['a list without gaps', LIST.replace('\n\n', '\n')],
    ['a list behind the command', `PS C:\\> Get-MailboxFolderStatistics alice@contoso.com | fl\n\n\n${LIST}`],
    ['Export-Csv', '"FolderType","ItemsInFolder"\n"Drafts","3"\n"Inbox","1.204"\n'],
    [
      'Export-Csv with semicolons',
      '#TYPE X\r\n"Name";"FolderType";"ItemsInFolder"\r\n"a;""b""";"Drafts";"3"\r\n"";"Inbox";"1.204"\r\n',
    ],
    ['tabs', 'FolderType\tItemsInFolder\nDrafts\t3\nInbox\t1.204'],
    [
      'a table',
      'FolderType ItemsInFolder\n---------- -------------\nDrafts                 3\nInbox              1.204\n',
    ],
    [
      'a table behind the command',
      'PS C:\\> Get-MailboxFolderStatistics alice | ft FolderType,ItemsInFolder\r\n\r\nFolderType ItemsInFolder\r\n---------- -------------\r\nDrafts                 3\r\nInbox              1.204\r\n',
    ],
  ])('%s', (_, text) => {
    expect(counts(text)).toEqual({ Drafts: '3', Inbox: '1.204' });
  });

  test('a block knows its line, its place and its text', () => {
    const text = `\r\n${LIST.replaceAll('\n', '\r\n')}`;
    const [drafts, inbox] = propertyBlocks(text);
    expect(drafts).toMatchObject({ line: 1, index: 2 });
    expect(inbox).toMatchObject({ line: 5, index: text.lastIndexOf('FolderType') });
    for (const block of [drafts, inbox]) expect(text.startsWith(block?.raw ?? '?', block?.index)).toBe(true);
    expect(inbox?.raw).toBe('FolderType    : Inbox\r\nItemsInFolder : 1.204');
  });

  test.each([
    ['Name          : 下書き\nFolderPath    : /下書き\nItemsInFolder : 3\n', '下書き'],
    ['Name          : Boîte d’envoi à\nFolderPath    : /x\nItemsInFolder : 3\n', 'Boîte d’envoi à'],
    ['"Name";"FolderPath";"ItemsInFolder"\n"Черновики";"/x";"3"\n', 'Черновики'],
    [
      'Name      FolderPath ItemsInFolder\n----      ---------- -------------\nEntwürfe  /x                     3\n',
      'Entwürfe',
    ],
    [
      'Name      FolderPath ItemsInFolder\n----      ---------- -------------\n下書き    /x                     3\n',
      '下書き',
    ],
    [
      'Name      FolderPath ItemsInFolder\n----      ---------- -------------\n下書き       /x                     3\n',
      '下書き',
    ],
  ])('names of any language: %j', (text, name) => {
    const [block] = propertyBlocks(text);
    expect(block?.fields.get('Name')).toBe(name);
    expect(block?.fields.get('ItemsInFolder')).toBe('3');
  });

  test.each([
    '',
    'FolderType : Drafts\n',
    'ItemsInFolder : 3\n',
    'Drafts has an ItemsInFolder of 3, its FolderType is Drafts.',
    'Get-MailboxFolderStatistics alice | Select Name,FolderType,ItemsInFolder',
    'Name FolderType ItemsInFolder\nnot dashes\n',
    'FolderTypes : x\nItemsInFolders : 3\n',
  ])('%j is none', (text) => {
    expect(propertyBlocks(text)).toEqual([]);
  });
});
