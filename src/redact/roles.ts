/**
 * What a string of a report is. `fixed`: a word of a closed list, an id that the report gives, a time; never touched. `prose`: what the
 * tool says; only what cannot be an ordinary word is replaced in it. `cited`: a line of the bundle, of at most `MOST_CITED` characters.
 * `data`: all else that a bundle may reach. `person`, `id`, `path`, `bundle`: the whole string is one.
 */
export type Role = 'fixed' | 'prose' | 'cited' | 'data' | 'person' | 'id' | 'path' | 'bundle';

/** Characters of a citation (contract section 2). */
export const MOST_CITED = 200;

const FIXED: ReadonlySet<string> = new Set(
  (
    'schema event id kind format encoding certainty outcome rule severity verdict status holds joins state fit link at from to startedAt ' +
    'endedAt sentAt since until horizon collectedAt stamp basis against fact spool witnesses messages message references causes settles ' +
    'supersededBy remaining by'
  ).split(' '),
);
const PROSE: ReadonlySet<string> = new Set(['title', 'why', 'fix', 'name', 'wanted', 'what', 'how', 'words', 'meaning']);
const IDS: ReadonlySet<string> = new Set(['itemIds', 'requestIds', 'conversationId']);
const PATHS: ReadonlySet<string> = new Set(['source', 'path', 'spoolFile']);
/** Members all of whose strings are fixed: the tool's name and version, and codes with the addresses of their documentation. */
const FIXED_BELOW: ReadonlySet<string> = new Set(['tool', 'zone']);

/** The role of a string by the names of the members it stands in, from outside to inside. A member nobody knows is data. */
export function roleOf(members: readonly string[]): Role {
  const member = members.at(-1) ?? '';
  const parent = members.at(-2) ?? '';
  if (FIXED_BELOW.has(parent) || (member === 'source' && parent === 'codes')) return 'fixed';
  if (parent === 'bundle' && member === 'name') return 'bundle';
  if (members.length === 1 && (member === 'folder' || member === 'bundle')) return member === 'folder' ? 'path' : 'bundle';
  if (FIXED.has(member)) return 'fixed';
  if (PROSE.has(member)) return 'prose';
  if (IDS.has(member)) return 'id';
  if (PATHS.has(member)) return 'path';
  if (member === 'recipients') return 'person';
  return member === 'text' && parent === 'evidence' ? 'cited' : 'data';
}

function mapped(value: unknown, members: readonly string[], change: (text: string, role: Role) => string): unknown {
  if (typeof value === 'string') return change(value, roleOf(members));
  if (Array.isArray(value)) return value.map((item) => mapped(item, members, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [member, mapped(inner, [...members, member], change)]),
  );
}

/** The same plain data with each string changed by its role; the shape stays, and with it the type. */
export function mapStrings<Data>(data: Data, change: (text: string, role: Role) => string): Data {
  return mapped(data, [], change) as Data;
}

/** Goes through the strings of plain data, in order. */
export function eachString(data: unknown, visit: (text: string, role: Role) => void): void {
  mapStrings(data, (text, role) => {
    visit(text, role);
    return text;
  });
}
