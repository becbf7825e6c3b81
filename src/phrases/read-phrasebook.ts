import * as v from 'valibot';
import { TraceError } from '../model/errors.ts';
import { PHRASE_KINDS, type Phrase } from '../model/phrase.ts';
import { type ReadTemplate, readTemplate, type TemplatePart } from './template.ts';

const MOST_PHRASES = 20_000;
/** A book is no longer than this, in a file or as text. */
export const MOST_PHRASEBOOK_BYTES: number = 64 << 20;
/** More than these would hide the first. */
const MOST_PROBLEMS = 50;

const VERSION = /^\d+(?:\.\d+){0,3}$/;

const text = v.pipe(v.string('must be a text'), v.nonEmpty('must not be empty'));
const version = v.pipe(v.string('must be a text'), v.regex(VERSION, 'must be a version such as 16.0.6741.2048'));

const PhraseEntry = v.strictObject(
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

const Book = v.strictObject(
  {
    phrasebook: v.literal(1, 'must be 1'),
    name: text,
    phrases: v.pipe(
      v.array(v.unknown(), 'must be a list'),
      v.maxLength(MOST_PHRASES, `at most ${MOST_PHRASES} phrases are allowed`),
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

function isUnknownMember(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

/** One sentence for each problem of a part of the book; `where` names the part. */
function problemsOf(where: string, issues: readonly v.BaseIssue<unknown>[]): readonly string[] {
  return issues.map((issue) => {
    const member = v.getDotPath(issue);
    if (isUnknownMember(issue)) return `${where}: unknown member ${member}`;
    const isMissing = issue.received === 'undefined' && member !== null;
    if (isMissing) return `${where}: ${member} is missing`;
    return `${where}: ${member === null ? '' : `${member} `}${issue.message}`;
  });
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
  return id === undefined ? `phrase number ${index + 1}` : `phrase ${JSON.stringify(id.slice(0, 100))}`;
}

function parseJson(file: string, content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TraceError('USAGE', `${file}: no valid JSON: ${reason.replace(/\s+/g, ' ')}`);
  }
}

function refuse(file: string, problems: readonly string[]): never {
  const more = problems.length - MOST_PROBLEMS;
  const told = problems.slice(0, MOST_PROBLEMS).map((problem) => `${file}: ${problem}`);
  throw new TraceError('USAGE', [...told, ...(more > 0 ? [`${file}: ${more} more problems`] : [])].join('\n'));
}

/**
 * Reads a phrasebook (contract.md section 5). Throws a TraceError that names every problem, a line each. Phrases that state no status are confirmed: they
 * are a user's own.
 */
export function readPhrasebook(file: string, content: string): Phrasebook {
  if (content.length > MOST_PHRASEBOOK_BYTES)
    throw new TraceError('USAGE', `${file}: longer than 64 MiB, which no phrasebook is`);
  const book = v.safeParse(Book, parseJson(file, content));
  if (!book.success) return refuse(file, problemsOf('the phrasebook', book.issues));
  const problems: string[] = [];
  const ids = new Set<string>();
  const phrases: ReadPhrase[] = [];
  for (const [index, entry] of book.output.phrases.entries()) {
    const where = nameOf(entry, index);
    const { id, text: template } = textsOf(entry);
    const { parts, problems: wrong } = template === undefined ? NO_TEMPLATE : readTemplate(template);
    if (id !== undefined && ids.has(id)) problems.push(`${where}: its id stands twice`);
    if (id !== undefined) ids.add(id);
    const read = v.safeParse(PhraseEntry, entry);
    if (!read.success) problems.push(...problemsOf(where, read.issues));
    problems.push(...wrong.map((problem) => `${where}: text: ${problem}`));
    if (!read.success) continue;
    const { status = 'confirmed', component, function: called, note, since, until, ...rest } = read.output;
    phrases.push({
      parts,
      phrase: {
        ...rest,
        status,
        ...(component === undefined ? {} : { component }),
        ...(called === undefined ? {} : { function: called }),
        ...(note === undefined ? {} : { note }),
        ...(since === undefined ? {} : { since }),
        ...(until === undefined ? {} : { until }),
        book: book.output.name,
        file,
      },
    });
  }
  return problems.length > 0 ? refuse(file, problems) : { name: book.output.name, file, phrases };
}
