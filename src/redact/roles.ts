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
  return roleAt(member, parent, depth);
}

/** The role of a string that is a member of what stands at a place. */
function roleIn({ member: parent, depth }: Place, member: string): Role {
  return roleAt(member, parent, depth + 1);
}

function roleAt(member: string, parent: string, depth: number): Role {
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

/** What is changed of an object by its role alone: a citation stands in several places of a report, and is the same object in all of them. */
function isShared({ member, depth }: Place): boolean {
  return member === 'evidence' && depth > 1;
}

class Mapping {
  readonly #change: (text: string, role: Role) => string;
  readonly #citations = new Map<object, unknown>();

  constructor(change: (text: string, role: Role) => string) {
    this.#change = change;
  }

  of(value: unknown, place: Place): unknown {
    if (typeof value === 'string') return this.#change(value, roleOf(place));
    if (Array.isArray(value)) return value.map((item) => this.of(item, place));
    if (typeof value !== 'object' || value === null) return value;
    if (!isShared(place)) return this.#object(value, place);
    const known = this.#citations.get(value);
    if (known !== undefined) return known;
    const changed = this.#object(value, place);
    this.#citations.set(value, changed);
    return changed;
  }

  #object(value: object, place: Place): unknown {
    const copy: Record<string, unknown> = { ...value };
    for (const [member, inner] of Object.entries(value)) {
      if (typeof inner === 'string') copy[member] = this.#change(inner, roleIn(place, member));
      else if (typeof inner === 'object') copy[member] = this.of(inner, inside(place, member));
    }
    return copy;
  }
}

/** The same plain data with each string changed by its role; the shape stays, and with it the type. */
export function mapStrings<Data>(data: Data, change: (text: string, role: Role) => string): Data {
  return new Mapping(change).of(data, OUTSIDE) as Data;
}

class Visit {
  readonly #see: (text: string, role: Role) => void;
  readonly #citations = new Set<object>();

  constructor(see: (text: string, role: Role) => void) {
    this.#see = see;
  }

  of(value: unknown, place: Place): void {
    if (typeof value === 'string') this.#see(value, roleOf(place));
    else if (Array.isArray(value)) for (const item of value) this.of(item, place);
    else if (typeof value === 'object' && value !== null) this.#object(value, place);
  }

  #object(value: object, place: Place): void {
    if (isShared(place)) {
      if (this.#citations.has(value)) return;
      this.#citations.add(value);
    }
    for (const [member, inner] of Object.entries(value)) {
      if (typeof inner === 'string') this.#see(inner, roleIn(place, member));
      else if (typeof inner === 'object') this.of(inner, inside(place, member));
    }
  }
}

/** Goes through the strings of plain data, in order; those of a citation, which may stand in several places, once. */
export function eachString(data: unknown, see: (text: string, role: Role) => void): void {
  new Visit(see).of(data, OUTSIDE);
}
