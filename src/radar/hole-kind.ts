/** What a masked stretch of a line is. */
export const HOLE_KINDS = [
  'address',
  'address-with-name',
  'guid',
  'id',
  'number',
  'hex',
  'date',
  'time',
  'version',
  'path',
  'path-with-blanks',
  'spool-folder',
  'spool-file',
  'url',
  'host',
  'account',
  'phone',
  'name',
  'name-with-blanks',
  'named',
  'quoted',
  'single-quoted',
  'text',
  'foreign',
  'blank',
  'response-code',
  'operation',
  'disposition',
  'directory',
] as const;

export type HoleKind = (typeof HOLE_KINDS)[number];

/** What may be an id. */
export const ID_KINDS: ReadonlySet<HoleKind> = new Set<HoleKind>(['guid', 'id', 'number', 'hex']);

/** How a hole shows in an example. */
export const SHOWN: Readonly<Record<HoleKind, string>> = {
  address: 'address',
  'address-with-name': 'address',
  guid: 'guid',
  id: 'id',
  number: 'number',
  hex: 'hex',
  date: 'date',
  time: 'time',
  version: 'version',
  path: 'path',
  'path-with-blanks': 'path',
  'spool-folder': 'path',
  'spool-file': 'spool file',
  url: 'url',
  host: 'host',
  account: 'account',
  phone: 'number',
  name: 'name',
  'name-with-blanks': 'name',
  named: 'name',
  quoted: 'text',
  'single-quoted': 'text',
  text: 'text',
  foreign: 'text',
  blank: ' ',
  'response-code': 'code',
  operation: 'operation',
  disposition: 'disposition',
  directory: 'address',
};

/** Whether somebody may have written what is masked so: what shows as `<text>`. */
export function mayBeWritten(kind: HoleKind): boolean {
  return SHOWN[kind] === SHOWN.text;
}

/** Characters that a value of the kind may hold. Of the kinds that are not here it may be any. */
const HOLDS: Readonly<Partial<Record<HoleKind, RegExp>>> = {
  address: /[\p{L}\p{N}._%+'@-]/u,
  guid: /[0-9a-f-]/i,
  id: /[\w+/=#-]/,
  number: /[\d.,+-]/,
  hex: /[0-9a-fx]/i,
  date: /[\d/.-]/,
  time: /[\dTZ:.,+-]/,
  version: /[\d.]/,
  path: /[^\s"'<>|*?,;]/,
  'path-with-blanks': /[^"'<>|*?,;]/,
  'spool-file': /[^\s"'<>|*?,;]/,
  url: /[^\s"'<>]/,
  host: /[\w.:-]/,
  account: /[\w.$\\-]/,
  phone: /[\d()+ -]/,
  name: /[^\s]/,
  named: /[^,;|()[\]{}"'<>=]/,
  quoted: /[^"]/,
  'single-quoted': /[^']/,
  foreign: /[^ \t,;()[\]{}<>"]/,
  blank: /\t/,
  'response-code': /\w/,
  operation: /\w/,
  disposition: /\w/,
};

/** Their values end in no full stop and no comma: one that has a blank behind it ends the value. */
const ENDS_PLAINLY: ReadonlySet<HoleKind> = new Set<HoleKind>([
  'address',
  'number',
  'date',
  'time',
  'version',
  'host',
  'url',
]);

/** Whether a value of the kind may hold the beginning of a text: then a template cannot tell where the value ends. */
export function mayHold(kind: HoleKind, text: string): boolean {
  // A word with a capital after the other: a blank and a small letter end it.
  if (kind === 'name-with-blanks' || kind === 'address-with-name') return !/^(?: [a-z\d]|[^\w .,'-])/.test(text);
  // What stands in front of the name of that folder.
  if (kind === 'spool-folder') return !text.startsWith('History Spooler\\');
  const held = HOLDS[kind];
  if (held === undefined) return true;
  // The dash of an arrow is none of the value.
  if (/^-{1,3}>/.test(text) && !held.test('>')) return false;
  if (!held.test(text.charAt(0))) return false;
  return !(ENDS_PLAINLY.has(kind) && /^[.,]./.test(text) && !held.test(text.charAt(1)));
}
