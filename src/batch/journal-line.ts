import type { BundleDigest } from '../model/bundle-digest.ts';

/** What was done, of what, and how: with the same key the result is the same to the byte. */
interface JournalKey {
  /** SHA-256 of the bundle's content, hexadecimal; empty where nobody came to read all of it. */
  readonly content: string;
  /** Version of this tool. */
  readonly tool: string;
  /** Hash of the options that a report depends on, hexadecimal. */
  readonly options: string;
}

/** One bundle that is finished. */
export interface JournalLine {
  readonly journal: 1;
  readonly key: JournalKey;
  /** Name of the bundle; `<root>/<name>` where there are several roots. */
  readonly name: string;
  /** Names, sizes and times of its files, hashed: where they are the same, the content need not be read. */
  readonly signature: string;
  /** Absent where the bundle changed while it was read, broke a limit or could not be analysed: it is tried again. */
  readonly isFinal?: true;
  /** Absent where nothing in it was usable: then it is no bundle, and has no report. */
  readonly report?: { readonly path: string; readonly bytes: number; readonly sha256: string };
  /** Why part of it, or all, was lost, in words. */
  readonly reason?: string;
  readonly digest: BundleDigest;
}

/** A bundle that is in the roots no more. */
export interface GoneLine {
  readonly journal: 1;
  readonly name: string;
  readonly isGone: true;
}

/** A part of a batch that was begun on this folder: `2/3`. */
export interface ShardLine {
  readonly journal: 1;
  readonly shard: string;
}

/** The results have tokens in place of identities, made with the key of this fingerprint. */
export interface RedactionLine {
  readonly journal: 1;
  readonly redacted: { readonly by: 'ticket'; readonly key: string };
}

export type AnyLine = JournalLine | GoneLine | ShardLine | RedactionLine;

/** Version of the journal's form. */
export const JOURNAL_VERSION = 1;

/** A path that a journal may name: parts come from other machines, and nothing outside of the folder may be touched. */
const REPORT_PATH = /^reports\/(?!(?:.*\/)?\.\.?(?:\/|$))[^\0]+\.json$/;

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areStrings(value: Members, ...names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === 'string');
}

function isDigest(value: unknown): boolean {
  if (!isObject(value) || typeof value.exitCode !== 'number') return false;
  const { counts, outcomes, environment, issues, findings, trouble } = value;
  return (
    [counts, outcomes, environment, issues].every(isObject) &&
    [findings, trouble].every((list) => Array.isArray(list) && list.every(isObject))
  );
}

function isReport(value: unknown): boolean {
  return (
    value === undefined || (isObject(value) && typeof value.bytes === 'number' && REPORT_PATH.test(String(value.path)))
  );
}

function isAnyLine(line: unknown): line is AnyLine {
  if (!isObject(line) || line.journal !== JOURNAL_VERSION) return false;
  if (typeof line.shard === 'string') return true;
  if (isObject(line.redacted)) return areStrings(line.redacted, 'by', 'key');
  if (typeof line.name !== 'string') return false;
  if (line.isGone === true) return true;
  const { key, report, digest } = line;
  return (
    isObject(key) &&
    areStrings(key, 'content', 'tool', 'options') &&
    areStrings(line, 'signature') &&
    isReport(report) &&
    isDigest(digest)
  );
}

/** A line of a journal; undefined for one that is torn or no line of ours. */
export function parseLine(text: string): AnyLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return isAnyLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a line is of a later form than this tool knows. */
export function isOfLaterForm(text: string): boolean {
  const version = /^\{"journal":(\d+)/.exec(text)?.[1];
  return version !== undefined && Number(version) > JOURNAL_VERSION;
}
