import type { BundleFile } from '../input/bundle-file.ts';
import { listFiles } from '../input/discover.ts';
import { codingOf, decode } from '../input/encoding.ts';
import { readBytes } from '../input/text-source.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';
import { byCodeUnits } from '../model/order.ts';
import type { SourceSummary } from '../model/source.ts';
import {
  defaultPhrasebook,
  MOST_PHRASEBOOK_BYTES,
  type Phrasebook,
  PhraseSet,
  readPhrasebook,
} from '../phrases/index.ts';

/** The name of a phrasebook in a bundle, and in the folders of a user. */
const NAME = 'oimscope.phrases.json';

export function isPhrasebookPath(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase() === NAME;
}

/** The phrasebooks of a bundle, by path. */
export function bundledPhrasebooks(files: readonly BundleFile[]): readonly BundleFile[] {
  return files.filter(({ path }) => isPhrasebookPath(path)).toSorted((a, b) => byCodeUnits(a.path, b.path));
}

/** How a report lists a phrasebook of the bundle. */
export function phrasebookSource({ path, bytes }: BundleFile): SourceSummary {
  const zone = { value: 'UTC', basis: 'assumed' } as const;
  return { path, format: 'phrasebook', encoding: 'utf-8', bytes, records: 0, undecoded: 0, zone };
}

interface NamedBook {
  readonly name: string;
  readonly file: BundleFile;
  /** How errors call it. */
  readonly shown: string;
}

async function readBook({ name, file, shown }: NamedBook): Promise<Phrasebook> {
  const { bytes, isCut } = await readBytes(file, MOST_PHRASEBOOK_BYTES);
  if (isCut) throw new TraceError('USAGE', `${shown}: longer than 64 MiB, which no phrasebook is`);
  const coding = codingOf(bytes);
  return readPhrasebook(name, decode(bytes.subarray(coding.bom), coding).text, shown);
}

async function fileNamed(path: string): Promise<NamedBook> {
  const [file, ...others] = await listFiles([path]);
  if (file === undefined || others.length > 0) throw new TraceError('USAGE', `--phrasebook ${path}: not a file`);
  return { name: path, file, shown: path };
}

/** The working folder may be the bundle: one file on disk is one phrasebook, where it counts the most. */
function withoutSame(books: readonly NamedBook[]): readonly NamedBook[] {
  const keyOf = ({ file }: NamedBook): unknown => file.inode ?? file.disk ?? file;
  const last = new Map(books.map((book) => [keyOf(book), book]));
  return books.filter((book) => last.get(keyOf(book)) === book);
}

/** Does what reads a phrasebook; what the system refuses is told as what is wrong with it. */
async function reading<T>(shown: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof TraceError || !(cause instanceof Error) || !('code' in cause)) throw cause;
    throw new TraceError('USAGE', `${shown}: cannot be read: ${cause.message}`, { cause });
  }
}

/** What comes of it, or nothing where the user has to mend something first: that is noted, so that all can be told at once. */
async function noting<T>(problems: TraceError[], work: Promise<T>): Promise<readonly T[]> {
  try {
    return [await work];
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    problems.push(error);
    return [];
  }
}

/**
 * The phrasebooks in use, each before the next: shipped, of the user's folders, of the bundle (by path), named. Throws a TraceError that tells all that is
 * wrong with them.
 */
async function phrasebooksOf(options: AnalysisOptions, bundled: readonly BundleFile[]): Promise<readonly Phrasebook[]> {
  const problems: TraceError[] = [];
  const files: NamedBook[] = [];
  for (const path of options.standingPhrasebooks ?? [])
    files.push(...(await noting(problems, reading(path, fileNamed(path)))));
  for (const file of bundled) files.push({ name: file.path, file, shown: `${file.path} (in the bundle)` });
  for (const path of options.phrasebooks ?? [])
    files.push(...(await noting(problems, reading(`--phrasebook ${path}`, fileNamed(path)))));
  const books: Phrasebook[] = [defaultPhrasebook()];
  for (const book of withoutSame(files)) books.push(...(await noting(problems, reading(book.shown, readBook(book)))));
  const [first, ...others] = problems;
  if (first === undefined) return books;
  if (others.length === 0) throw first;
  throw new TraceError(first.code, problems.map(({ message }) => message).join('\n'));
}

export async function phrasesOf(options: AnalysisOptions, bundled: readonly BundleFile[]): Promise<PhraseSet> {
  return new PhraseSet(await phrasebooksOf(options, bundled));
}
