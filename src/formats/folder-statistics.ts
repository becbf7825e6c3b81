// Output of Get-MailboxFolderStatistics, as a list, a table or Export-Csv
// (https://learn.microsoft.com/powershell/module/exchange/get-mailboxfolderstatistics):
//   Name                             : Drafts
//   FolderType                       : Drafts
//   ItemsInFolder                    : 3
// Each folder becomes one record whose message is `Name : Value` lines, whatever the form was. Folder names are
// localised (Entwürfe, 下書き); FolderType is not.

import type { TextSource } from '../input/windows.ts';
import { chooseZone } from '../input/zone.ts';
import type { Format, ReadContext, Survey } from './format.ts';

const LIST_KEY = /(?:^|\n)\s*FolderType\s*:/;
const CSV_HEADER = /(?:^|\n)(?=[^\n]*\bItemsInFolder\b)(?=[^\n]*\bFolder(?:Type|Path)\b)[^\n]*[,;\t][^\n]*\n/;
const TABLE_HEADER =
  /(?:^|\n)(?=[^\n]*\bItemsInFolder\b)(?=[^\n]*\b(?:FolderType|FolderPath|Name)\b)[^\n,;:]*\n\s*-{2,}/;

interface Block {
  readonly line: number;
  readonly index: number;
  readonly raw: string;
  readonly fields: ReadonlyMap<string, string>;
}

interface Line {
  readonly number: number;
  readonly index: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let index = 0;
  for (const [number, line] of text.split('\n').entries()) {
    lines.push({ number: number + 1, index, text: line.replace(/\r$/, '') });
    index += line.length + 1;
  }
  return lines;
}

function listBlocks(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  let first: Line | undefined;
  let fields = new Map<string, string>();
  let raw: string[] = [];
  const close = (): void => {
    if (first !== undefined && fields.size > 0)
      blocks.push({ line: first.number, index: first.index, raw: raw.join('\n'), fields });
    first = undefined;
    fields = new Map();
    raw = [];
  };
  for (const line of lines) {
    const match = /^\s*(\w+)\s*:\s?(.*)$/.exec(line.text);
    if (match === null) {
      if (line.text.trim() === '') close();
      continue;
    }
    const name = match[1] ?? '';
    if (fields.has(name)) close();
    first ??= line;
    fields.set(name, (match[2] ?? '').trim());
    raw.push(line.text);
  }
  close();
  return blocks;
}

/** One row of Export-Csv: quoted cells, quotes doubled inside. */
function cellsOf(row: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= row.length) {
    if (row[at] === '"') {
      let end = row.indexOf('"', at + 1);
      while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
      if (end < 0) end = row.length;
      cells.push(row.slice(at + 1, end).replaceAll('""', '"'));
      const next = row.indexOf(delimiter, end);
      at = next < 0 ? row.length + 1 : next + 1;
    } else {
      const next = row.indexOf(delimiter, at);
      cells.push(row.slice(at, next < 0 ? undefined : next));
      at = next < 0 ? row.length + 1 : next + 1;
    }
  }
  return cells;
}

function csvBlocks(lines: readonly Line[]): readonly Block[] {
  const header = lines.findIndex((line) => line.text.includes('ItemsInFolder'));
  const head = lines[header];
  if (head === undefined) return [];
  const delimiter = [',', ';', '\t'].find((mark) => head.text.includes(mark)) ?? ',';
  const names = cellsOf(head.text, delimiter);
  return lines.slice(header + 1).flatMap((line) => {
    if (line.text.trim() === '') return [];
    const cells = cellsOf(line.text, delimiter);
    const fields = new Map(names.map((name, i) => [name, cells[i] ?? '']));
    return [{ line: line.number, index: line.index, raw: line.text, fields }];
  });
}

/** Format-Table: the dashes under the header tell where the columns begin. */
function tableBlocks(lines: readonly Line[]): readonly Block[] {
  const header = lines.findIndex((line) => line.text.includes('ItemsInFolder'));
  const head = lines[header];
  const rule = lines[header + 1];
  if (head === undefined || rule === undefined) return [];
  const columns = [...rule.text.matchAll(/-+/g)].map((match) => match.index);
  const cut = (text: string): readonly string[] => columns.map((start, i) => text.slice(start, columns[i + 1]).trim());
  const names = cut(head.text);
  return lines.slice(header + 2).flatMap((line) => {
    if (line.text.trim() === '') return [];
    const cells = cut(line.text);
    return [
      {
        line: line.number,
        index: line.index,
        raw: line.text,
        fields: new Map(names.map((name, i) => [name, cells[i] ?? ''])),
      },
    ];
  });
}

function blocksOf(text: string): readonly Block[] {
  const lines = linesOf(text);
  if (LIST_KEY.test(text)) return listBlocks(lines);
  return TABLE_HEADER.test(text) ? tableBlocks(lines) : csvBlocks(lines);
}

async function read(source: TextSource, context: ReadContext): Promise<Survey> {
  let records = 0;
  const totals = await source.eachWindow((window) => {
    if (!window.isLast && !window.isFull) return 0;
    const { coding } = source.head;
    for (const block of blocksOf(window.units)) {
      records++;
      const { text: raw, width } = source.decode(block.raw);
      const fields = [...block.fields].map(([name, value]) => `${name} : ${source.decode(value).text}`);
      context.onRecord({
        source: source.file.path,
        line: block.line,
        offset: window.offset + block.index * coding.unit,
        raw,
        width,
        message: fields.join('\n'),
        component: 'Get-MailboxFolderStatistics',
      });
    }
    return window.units.length;
  }, context.onBytes);
  const { zone } = chooseZone(source.file.path, undefined, context.zones);
  return { records, undecoded: 0, zone, ...totals };
}

export const folderStatistics: Format = {
  id: 'folder-statistics',
  title: 'Output of Get-MailboxFolderStatistics (list, table or CSV)',
  sniff: ({ text }) =>
    (LIST_KEY.test(text) && /\bItemsInFolder\s*:/.test(text)) || CSV_HEADER.test(text) || TABLE_HEADER.test(text),
  read,
};
