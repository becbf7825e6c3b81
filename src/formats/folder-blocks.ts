import { cutRow } from './csv-cells.ts';

/** One folder's part of the output of Get-MailboxFolderStatistics. */
export interface FolderBlock {
  /** Line of the text it begins on, from 0. */
  readonly line: number;
  /** Index of its first character. */
  readonly index: number;
  readonly raw: string;
  readonly fields: ReadonlyMap<string, string>;
}

interface Line {
  readonly number: number;
  readonly index: number;
  readonly text: string;
}

/** Where the folders stand: in `Name : Value` lines, or in rows below a header line. */
type Layout =
  | { readonly form: 'list' }
  | { readonly form: 'csv' | 'table'; readonly header: Line; readonly rows: readonly Line[] };

const KEY = /^\s*(\w+)\s*:\s?(.*)$/;
/** `"Name";"FolderType";"ItemsInFolder"`; the command that asked for them holds more than names. */
const CSV_HEADER = /^"?\w+"?(?:[,;\t]"?\w+"?)+$/;
const TABLE_HEADER = /^\s*\w+(?:[ \t]+\w+)+\s*$/;
const TABLE_RULE = /^\s*-+(?: +-+)+\s*$/;

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let index = 0;
  for (const [number, line] of text.split('\n').entries()) {
    lines.push({ number, index, text: line.endsWith('\r') ? line.slice(0, -1) : line });
    index += line.length + 1;
  }
  return lines;
}

function isHeader(text: string): boolean {
  return /\bItemsInFolder\b/.test(text) && /\b(?:FolderType|FolderPath|Name)\b/.test(text);
}

function layoutOf(lines: readonly Line[]): Layout | undefined {
  for (const [i, line] of lines.entries()) {
    if (!isHeader(line.text)) continue;
    if (CSV_HEADER.test(line.text)) return { form: 'csv', header: line, rows: lines.slice(i + 1) };
    const rule = lines[i + 1];
    if (TABLE_HEADER.test(line.text) && rule !== undefined && TABLE_RULE.test(rule.text)) {
      return { form: 'table', header: line, rows: lines.slice(i + 1) };
    }
  }
  const keys = new Set(lines.map((line) => KEY.exec(line.text)?.[1]));
  const isList = keys.has('ItemsInFolder') && (keys.has('FolderType') || keys.has('FolderPath'));
  return isList ? { form: 'list' } : undefined;
}

function listBlocks(text: string, lines: readonly Line[]): readonly FolderBlock[] {
  const blocks: FolderBlock[] = [];
  let first: Line | undefined;
  let end = 0;
  let fields = new Map<string, string>();
  const close = (): void => {
    if (first !== undefined) {
      blocks.push({ line: first.number, index: first.index, raw: text.slice(first.index, end), fields });
    }
    first = undefined;
    fields = new Map();
  };
  for (const line of lines) {
    const [, name, value = ''] = KEY.exec(line.text) ?? [];
    if (name === undefined) {
      if (line.text.trim() === '') close();
      continue;
    }
    if (fields.has(name)) close();
    first ??= line;
    end = line.index + line.text.length;
    fields.set(name, value.trim());
  }
  close();
  return blocks;
}

/** Characters that a console of an East Asian language draws two columns wide. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

function byColumns(row: string): string {
  return row.replace(WIDE, '$&\0');
}

/** Format-Table counts wide characters twice on such a console and once on any other: whichever leaves gaps is right. */
function isByColumns(rows: readonly Line[], columns: readonly number[]): boolean {
  const hasGaps = (text: string): boolean => columns.every((start) => (text[start - 1] ?? ' ') === ' ');
  return rows.every((row) => hasGaps(byColumns(row.text))) || !rows.every((row) => hasGaps(row.text));
}

function rowBlocks(
  rows: readonly Line[],
  names: readonly string[],
  cut: (row: string) => readonly string[],
): readonly FolderBlock[] {
  return rows
    .filter((row) => row.text.trim() !== '')
    .map(({ number, index, text }) => {
      const cells = cut(text);
      return { line: number, index, raw: text, fields: new Map(names.map((name, i) => [name, cells[i] ?? ''])) };
    });
}

/** True for a text that holds folders, be it as a list, a table or Export-Csv. */
export function hasFolderBlocks(text: string): boolean {
  return text.includes('ItemsInFolder') && layoutOf(linesOf(text)) !== undefined;
}

/** The folders of a text in their order. */
export function folderBlocks(text: string): readonly FolderBlock[] {
  const lines = linesOf(text);
  const layout = layoutOf(lines);
  switch (layout?.form) {
    case undefined:
      return [];
    case 'list':
      return listBlocks(text, lines);
    case 'csv': {
      const { header, rows } = layout;
      const delimiter = [',', ';', '\t'].find((mark) => header.text.includes(mark)) ?? ',';
      const cut = (row: string): readonly string[] => cutRow(row, 0, delimiter).cells;
      return rowBlocks(rows, cut(header.text), cut);
    }
    case 'table': {
      // The dashes under the header tell where the columns begin.
      const [rule, ...rows] = layout.rows;
      const columns = [...(rule?.text ?? '').matchAll(/-+/g)].map((match) => match.index);
      const isWide = isByColumns(rows, columns);
      const cut = (row: string): readonly string[] => {
        const text = isWide ? byColumns(row) : row;
        return columns.map((start, i) =>
          text
            .slice(start, columns[i + 1])
            .replaceAll('\0', '')
            .trim(),
        );
      };
      return rowBlocks(rows, cut(layout.header.text), cut);
    }
  }
}
