import type { CompanionComponent } from '../model/companion.ts';
import { configurationRun } from './configuration-information.ts';
import { csvCells, delimiterOf } from './csv-cells.ts';
import { printedBy } from './printed-by.ts';
import type { PropertyBlock, Section } from './property-block.ts';
import { columnCutter } from './table-columns.ts';
import { isPrompt, linesOf, type TextLine } from './text-lines.ts';

const KEY = /^\s*(\w+)\s*:\s?(.*)$/;
/** `"Name";"FolderType";"ItemsInFolder"`; the command that asked for them holds more than names. */
const CSV_HEADER = /^"?\w+"?(?:[,;\t]"?\w+"?)+$/;
const TABLE_HEADER = /^\s*\w+(?:[ \t]+\w+)*\s*$/;
const TABLE_RULE = /^\s*-+(?: +-+)*\s*$/;
const LONGEST_HEADER = 16_384;

/** Where the rows below a header end: at a blank line, a prompt, or what begins the output of the next cmdlet. */
function endOfRows(lines: readonly TextLine[], from: number): number {
  let end = from;
  for (; end < lines.length; end++) {
    const { text } = lines[end] ?? { text: '' };
    if (text.trim() === '' || text.startsWith('#TYPE') || isPrompt(text) || headerOf(lines, end) !== undefined) break;
  }
  return end;
}

function rowBlocks(
  rows: readonly TextLine[],
  names: readonly string[],
  cut: (row: string) => readonly string[],
  component: CompanionComponent,
): readonly PropertyBlock[] {
  return rows.map(({ number, index, text }) => {
    const cells = cut(text);
    const fields = new Map(names.map((name, i) => [name, cells[i] ?? '']));
    return { component, line: number, index, raw: text, fields };
  });
}

interface Header {
  readonly form: 'csv' | 'table';
  readonly names: readonly string[];
  readonly component: CompanionComponent;
}

/** What a header line says; undefined for any other line. */
function headerOf(lines: readonly TextLine[], at: number): Header | undefined {
  const text = lines[at]?.text ?? '';
  if (text.length > LONGEST_HEADER) return undefined;
  const isTable = TABLE_RULE.test(lines[at + 1]?.text.slice(0, LONGEST_HEADER) ?? '') && TABLE_HEADER.test(text);
  if (!isTable && !CSV_HEADER.test(text)) return undefined;
  const names = isTable ? text.trim().split(/[ \t]+/) : csvCells(text, delimiterOf(text));
  const component = printedBy(names);
  return component && { form: isTable ? 'table' : 'csv', names, component };
}

function headedSection(lines: readonly TextLine[], at: number): Section | undefined {
  const header = headerOf(lines, at);
  if (header === undefined) return undefined;
  const { form, names, component } = header;
  const head = lines[at]?.text ?? '';
  const first = form === 'table' ? at + 2 : at + 1;
  const end = endOfRows(lines, first);
  const rows = lines.slice(first, end);
  if (form === 'csv') {
    const delimiter = delimiterOf(head);
    return { blocks: rowBlocks(rows, names, (row) => csvCells(row, delimiter), component), end };
  }
  const texts = rows.map((row) => row.text);
  const cut = columnCutter(lines[at + 1]?.text ?? '', texts);
  return { blocks: rowBlocks(rows, cut(head), cut, component), end };
}

/** A property line, or what PowerShell wrapped of one: that is indented up to where the values stand. */
function listLine(text: string, valueColumn: number): { readonly name?: string; readonly value: string } | undefined {
  const [, name, value = ''] = KEY.exec(text) ?? [];
  const indent = text.length - text.trimStart().length;
  if (valueColumn > 0 && indent >= valueColumn) return { value: text.trim() };
  return name === undefined ? undefined : { name, value: value.trim() };
}

/** The object whose `Name : Value` lines begin here. It ends at a blank line, a prompt, or where a name comes again. */
function listSection(text: string, lines: readonly TextLine[], at: number): Section | undefined {
  const first = lines[at];
  if (first === undefined || listLine(first.text, 0)?.name === undefined) return undefined;
  const valueColumn = first.text.indexOf(':') + 1;
  const fields = new Map<string, string[]>();
  let last: string[] = [];
  let end = at;
  let stop = first.index;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (line === undefined || line.text.trim() === '' || isPrompt(line.text)) break;
    const read = listLine(line.text, end === at ? 0 : valueColumn);
    if (read === undefined) {
      if (headerOf(lines, end) !== undefined) break;
      continue;
    }
    if (read.name === undefined) last.push(read.value);
    else if (fields.has(read.name)) break;
    else {
      last = [read.value];
      fields.set(read.name, last);
    }
    stop = line.index + line.text.length;
  }
  const component = printedBy([...fields.keys()]);
  if (component === undefined) return { blocks: [], end };
  const joined = new Map([...fields].map(([name, parts]) => [name, parts.join(' ').trim()]));
  return {
    blocks: [{ component, line: first.number, index: first.index, raw: text.slice(first.index, stop), fields: joined }],
    end,
  };
}

/** The objects of a text in their order, be they printed as lists, as tables or by Export-Csv. */
export function propertyBlocks(text: string): readonly PropertyBlock[] {
  const lines = linesOf(text);
  const blocks: PropertyBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const section = configurationRun(text, lines, at) ?? headedSection(lines, at) ?? listSection(text, lines, at);
    for (const block of section?.blocks ?? []) blocks.push(block);
    at = section?.end ?? at + 1;
  }
  return blocks;
}
