// The client's Configuration Information (Ctrl and right click on its tray icon), pasted as text:
//   Inside User Status;TRUE;--;
//   EWS Internal URL;https://mail.contoso.com/EWS/Exchange.asmx;--;
//   MAPI Information;MAPI Status OK;MAPI Status OK;
//   EWS Information;;EWS Status OK;
// The names and states are in https://support.microsoft.com/kb/3026442 and other articles of Microsoft; that a paste has semicolons, and
// which of the rows it has, is assumed: tabs and colons are read too.

import type { Section } from './property-block.ts';
import { isPrompt, type TextLine } from './text-lines.ts';

/** Rows by which the list is known. */
const KNOWN: ReadonlySet<string> = new Set([
  'ews information',
  'ews internal url',
  'ews external url',
  'mapi information',
  'gal status',
  'inside user status',
  'server address internal',
  'server address external',
  'server sip uri',
  'connected lync server',
  'connected skype for business server',
  'contact list provider',
  'user sip address',
  'abs server internal url',
  'abs server external url',
]);

const ROW = /^\s{0,8}([A-Za-z][^;\t:\n]{1,60}?)\s*(;|\t|:(?!\/\/))(.*)$/;

interface Row {
  readonly name: string;
  readonly value: string;
}

/** The row of a line: its value and its state; `--` stands for none. */
function rowOf(text: string): Row | undefined {
  const [, name, mark = '', rest = ''] = ROW.exec(text) ?? [];
  if (name === undefined) return undefined;
  const cells = mark === ':' ? [rest] : rest.split(mark);
  const told = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && cell !== '--');
  return { name, value: told.join('; ') };
}

/** The list that begins on this line, up to a blank line; it holds nothing where fewer than two of its known rows stand. */
export function configurationRun(text: string, lines: readonly TextLine[], at: number): Section | undefined {
  const first = lines[at];
  if (first === undefined || !isKnown(rowOf(first.text))) return undefined;
  const fields = new Map<string, string>();
  let end = at;
  let stop = first.index;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (line === undefined || line.text.trim() === '' || isPrompt(line.text)) break;
    const row = rowOf(line.text);
    if (row === undefined) continue;
    if (!fields.has(row.name)) fields.set(row.name, row.value);
    stop = line.index + line.text.length;
  }
  const known = [...fields.keys()].filter((name) => KNOWN.has(name.toLowerCase()));
  if (known.length < 2) return { blocks: [], end };
  const raw = text.slice(first.index, stop);
  return {
    blocks: [{ component: 'Configuration Information', line: first.number, index: first.index, raw, fields }],
    end,
  };
}

function isKnown(row: Row | undefined): boolean {
  return row !== undefined && KNOWN.has(row.name.toLowerCase());
}
