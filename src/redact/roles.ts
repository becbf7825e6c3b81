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
    'endedAt sentAt since until horizon collectedAt basis against fact spool witnesses messages message references causes settles ' +
    'supersededBy remaining by'
  ).split(' '),
);
const PROSE: ReadonlySet<string> = new Set([
  'title',
  'why',
  'fix',
  'name',
  'wanted',
  'what',
  'how',
  'words',
  'meaning',
]);
const IDS: ReadonlySet<string> = new Set(['itemIds', 'requestIds', 'conversationId']);
const PATHS: ReadonlySet<string> = new Set(['source', 'path', 'spoolFile']);
/** Members all of whose strings are fixed: the tool's name and version, and codes with the addresses of their documentation. */
const FIXED_BELOW: ReadonlySet<string> = new Set(['tool', 'zone']);

/** Where a value stands: the member that holds it, the one around that, and how many there are. */
interface Place {
  readonly member: string;
  readonly parent: string;
  readonly depth: number;
}

const OUTSIDE: Place = { member: '', parent: '', depth: 0 };

/** The role of a string by where it stands. A member nobody knows is data. */
function roleOf({ member, parent, depth }: Place): Role {
  if (FIXED_BELOW.has(parent) || (member === 'source' && parent === 'codes')) return 'fixed';
  if (parent === 'bundle' && member === 'name') return 'bundle';
  if (depth === 1 && member === 'folder') return 'path';
  if (depth === 1 && member === 'bundle') return 'bundle';
  if (FIXED.has(member)) return 'fixed';
  if (PROSE.has(member)) return 'prose';
  if (IDS.has(member)) return 'id';
  if (PATHS.has(member)) return 'path';
  if (member === 'recipients') return 'person';
  return member === 'text' && parent === 'evidence' ? 'cited' : 'data';
}

function inside({ member: parent, depth }: Place, member: string): Place {
  return { member, parent, depth: depth + 1 };
}

function mapped(value: unknown, place: Place, change: (text: string, role: Role) => string): unknown {
  if (typeof value === 'string') return change(value, roleOf(place));
  if (Array.isArray(value)) return value.map((item) => mapped(item, place, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      typeof inner === 'number' || typeof inner === 'boolean' ? inner : mapped(inner, inside(place, member), change),
    ]),
  );
}

/** The same plain data with each string changed by its role; the shape stays, and with it the type. */
export function mapStrings<Data>(data: Data, change: (text: string, role: Role) => string): Data {
  return mapped(data, OUTSIDE, change) as Data;
}

function visited(value: unknown, place: Place, visit: (text: string, role: Role) => void): void {
  if (typeof value === 'string') visit(value, roleOf(place));
  else if (Array.isArray(value)) for (const item of value) visited(item, place, visit);
  else if (typeof value === 'object' && value !== null) {
    for (const [member, inner] of Object.entries(value)) visited(inner, inside(place, member), visit);
  }
}

/** Goes through the strings of plain data, in order. */
export function eachString(data: unknown, visit: (text: string, role: Role) => void): void {
  visited(data, OUTSIDE, visit);
}
