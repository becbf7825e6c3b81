import type { BundleDigest } from '../model/bundle-digest.ts';

/** What was done, of what, and how: with the same key the result is the same to the byte. */
interface JournalKey {
  /** SHA-256 of the bundle's content, hexadecimal. */
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
  /** Absent where the bundle changed while it was read or broke a limit: it is tried again. */
  readonly isFinal?: true;
  /** Absent where nothing in it was usable: then it is no bundle, and has no report. */
  readonly report?: { readonly path: string; readonly bytes: number; readonly sha256: string };
  readonly digest: BundleDigest;
}

/** Version of the journal's form. */
export const JOURNAL_VERSION = 1;

/** A line of a journal; undefined for one that is torn or no line of ours. */
export function parseLine(text: string): JournalLine | undefined {
  try {
    const line: Partial<JournalLine> | null = JSON.parse(text);
    const isWhole =
      line !== null &&
      line.journal === JOURNAL_VERSION &&
      typeof line.name === 'string' &&
      typeof line.signature === 'string' &&
      typeof line.key === 'object' &&
      typeof line.digest === 'object';
    return isWhole ? (line as JournalLine) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a line is of a later form than this tool knows. */
export function isOfLaterForm(text: string): boolean {
  const version = /^\{"journal":(\d+)/.exec(text)?.[1];
  return version !== undefined && Number(version) > JOURNAL_VERSION;
}
