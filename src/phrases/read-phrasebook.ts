import * as v from 'valibot';
import { TraceError } from '../model/errors.ts';
import { PHRASE_KINDS, type Phrase } from '../model/phrase.ts';
import { doubleMembers } from './double-members.ts';
import { jsonErrors } from './json-errors.ts';
import { type ReadTemplate, readTemplate, type TemplatePart } from './template.ts';

const MOST_PHRASES = 20_000;
/** A book is no longer than this, in a file or as text. */
export const MOST_PHRASEBOOK_BYTES: number = 64 << 20;
/** Characters of an id or a member that are shown. */
const MOST_SHOWN = 100;

/** How problems call what is of no phrase. */
const BOOK = 'the phrasebook';

/** Of up to four numbers; those of Windows have 16 bits. */
const VERSION = /^\d{1,5}(?:\.\d{1,5}){0,3}$/;

const text = v.pipe(v.string('must be a text'), v.nonEmpty('must not be empty'));
const version = v.pipe(v.string('must be a text'), v.regex(VERSION, 'must be a version such as 16.0.6741.2048'));

/** A list passes for an object without members. */
const notList = v.custom<unknown>((part) => !Array.isArray(part), 'must be an object');

const PhraseEntry = v.object(
  {
    id: text,
    observes: v.picklist(PHRASE_KINDS, `must be one of ${PHRASE_KINDS.join(', ')}`),
    text,
    component: v.optional(text),
    function: v.optional(text),
    status: v.optional(v.picklist(['assumed', 'confirmed'], 'must be assumed or confirmed')),
    note: v.optional(v.string('must be a text')),
    since: v.optional(version),
    until: v.optional(version),
  },
  'must be an object',
);

const Book = v.object(
  {
    phrasebook: v.literal(1, 'must be 1'),
    name: text,
    phrases: v.pipe(
      v.array(v.unknown(), 'must be a list'),
      v.maxLength(MOST_PHRASES, `are too many; at most ${MOST_PHRASES} are allowed`),
    ),
  },
  'must be an object',
);

/** A phrase with its template taken apart. */
export interface ReadPhrase {
  readonly phrase: Phrase;
  readonly parts: readonly TemplatePart[];
}

/** A phrasebook that is in order. */
export interface Phrasebook {
  readonly name: string;
  readonly file: string;
  readonly phrases: readonly ReadPhrase[];
}

/** One sentence for each problem of a part of the book; `where` names the part. */
function problemsOf(where: string, issues: readonly v.BaseIssue<unknown>[] = []): readonly string[] {
  return issues.map((issue) => {
    const member = v.getDotPath(issue);
    const isMissing = issue.received === 'undefined' && member !== null;
    if (isMissing) return `${where}: ${member} is missing`;
    return `${where}: ${member === null ? '' : `${member} `}${issue.message}`;
  });
}

/** A sentence for each member that no part of the kind has: valibot tells of the first alone. */
function unknownMembers(where: string, part: unknown, known: object): readonly string[] {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return [];
  return Object.keys(part)
    .filter((member) => !Object.hasOwn(known, member))
    .map((member) => `${where}: unknown member ${member.slice(0, MOST_SHOWN)}`);
}

/** The entries of a book, whatever else is wrong with it. */
function entriesOf(book: unknown): readonly unknown[] {
  if (typeof book !== 'object' || book === null || !('phrases' in book)) return [];
  return Array.isArray(book.phrases) ? book.phrases.slice(0, MOST_PHRASES) : [];
}

const NO_TEMPLATE: ReadTemplate = { parts: [], problems: [] };

/** What of an entry is looked at whatever else is wrong with it. */
function textsOf(entry: unknown): { readonly id?: string; readonly text?: string } {
  if (typeof entry !== 'object' || entry === null) return {};
  const { id, text: template } = { id: undefined, text: undefined, ...entry };
  return {
    ...(typeof id === 'string' && id !== '' ? { id } : {}),
    ...(typeof template === 'string' && template !== '' ? { text: template } : {}),
  };
}

function nameOf(entry: unknown, index: number): string {
  const { id } = textsOf(entry);
  return id === undefined ? `phrase number ${index + 1}` : `phrase ${JSON.stringify(id.slice(0, MOST_SHOWN))}`;
}

function parseJson(file: string, content: string): unknown {
  const json = content.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const places = jsonErrors(json).map(({ line, column, text }) => `line ${line}, column ${column}: ${text}`);
    const told = places.length === 0 ? [reason.replace(/\s+/g, ' ')] : places;
    throw new TraceError('USAGE', told.map((problem) => `${file}: no valid JSON: ${problem}`).join('\n'));
  }
}

/** More of them nobody reads, and a text of all may be longer than V8 makes one. */
const MOST_PROBLEMS = 10_000;

function refuse(file: string, problems: readonly string[]): never {
  const more = problems.length - MOST_PROBLEMS;
  const told = more > 0 ? [...problems.slice(0, MOST_PROBLEMS), `${more} more problems`] : problems;
  throw new TraceError('USAGE', told.map((problem) => `${file}: ${problem}`).join('\n'));
}

/** A sentence for each member that stands twice in one object. */
function doubleProblems(content: string, entries: readonly unknown[]): readonly string[] {
  return doubleMembers(content).map(({ path, member }) => {
    const [list, index] = path;
    const isOfPhrase = list === 'phrases' && typeof index === 'number';
    const where = isOfPhrase ? nameOf(entries[index], index) : BOOK;
    return `${where}: ${member.slice(0, MOST_SHOWN)} stands twice in one object`;
  });
}

/** A phrase as it is used, of an entry that is in order. */
function phraseOf(entry: v.InferOutput<typeof PhraseEntry>, book: string, file: string): Phrase {
  const { status = 'confirmed', component, function: called, note, since, until, ...rest } = entry;
  return {
    ...rest,
    status,
    ...(component === undefined ? {} : { component }),
    ...(called === undefined ? {} : { function: called }),
    ...(note === undefined ? {} : { note }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    book,
    file,
  };
}

/**
 * Reads a phrasebook (contract.md section 5). Throws a TraceError that names every problem, a line each. Phrases that state no status are confirmed: they
 * are a user's own. `shown`: how errors call the file.
 */
export function readPhrasebook(file: string, content: string, shown: string = file): Phrasebook {
  if (content.length > MOST_PHRASEBOOK_BYTES)
    throw new TraceError('USAGE', `${shown}: longer than 64 MiB, which no phrasebook is`);
  const parsed = parseJson(shown, content);
  const book = v.safeParse(v.pipe(notList, Book), parsed);
  const entries = entriesOf(parsed);
  const problems = [
    ...problemsOf(BOOK, book.issues),
    ...unknownMembers(BOOK, parsed, Book.entries),
    ...doubleProblems(content, entries),
  ];
  const name = book.success ? book.output.name : '';
  const ids = new Set<string>();
  const phrases: ReadPhrase[] = [];
  for (const [index, entry] of entries.entries()) {
    const where = nameOf(entry, index);
    const { id, text: template } = textsOf(entry);
    const { parts, problems: wrong } = template === undefined ? NO_TEMPLATE : readTemplate(template);
    if (id !== undefined && ids.has(id)) problems.push(`${where}: its id stands twice`);
    if (id !== undefined) ids.add(id);
    const read = v.safeParse(v.pipe(notList, PhraseEntry), entry);
    // One by one: a call takes no hundred thousand arguments.
    for (const problem of problemsOf(where, read.issues)) problems.push(problem);
    for (const problem of unknownMembers(where, entry, PhraseEntry.entries)) problems.push(problem);
    for (const problem of wrong) problems.push(`${where}: text: ${problem}`);
    if (read.success) phrases.push({ parts, phrase: phraseOf(read.output, name, file) });
  }
  return problems.length > 0 ? refuse(shown, problems) : { name, file, phrases };
}
