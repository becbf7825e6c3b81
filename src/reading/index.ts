import { availableParallelism } from 'node:os';
import type { Format } from '../formats/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import type { Discovery } from '../input/discover.ts';
import { giveTurn } from '../input/turn.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { Gap, IssueCode } from '../model/issue.ts';
import type { SourceSummary } from '../model/source.ts';
import type { UnmatchedSink } from '../model/unmatched-line.ts';
import { isSpoolPath } from '../spooler/index.ts';
import { Collector, type Reading } from './collector.ts';
import { openQueue } from './cut-files.ts';
import { decodedBeside } from './decoded-beside.ts';
import { etlFormat } from './etl-format.ts';
import { LogReader } from './log-reader.ts';
import { bundledPhrasebooks, isPhrasebookPath, phrasebookSource, phrasesOf } from './phrasebooks.ts';
import type { ReadingMemory } from './reading-memory.ts';
import type { ScanThreads } from './scan-threads.ts';
import { type KnownFile, knownFile, logsOf } from './sort-files.ts';
import { readSpoolSource } from './spool-source.ts';
import { isTmfPath, tmfSource } from './tmf-files.ts';

export { collectionOf } from './collection.ts';
export type { Reading } from './collector.ts';
export { dropCopies } from './copies.ts';
export type { EtlFormats } from './etl-formats.ts';
export { bundledPhrasebooks, phrasesOf } from './phrasebooks.ts';
export { ReadingMemory } from './reading-memory.ts';
export { formatsFor, isRawTrace, reopenEtl, reopenSpool, type SpoolPassage } from './reopen.ts';
export { rotationGaps } from './rotation.ts';
export { ScanThreads } from './scan-threads.ts';

/** `Lync-16.0.6965.5305-Office-x86ship-U.etl`: the revision is that of UCCAPI (Skype Web SDK, Gathering Logs). */
const TRACE_NAME = /^Lync-(\d+\.\d+\.\d+\.\d+)-Office-/i;

/** Issues behind which something may stand that nobody saw. */
const GAP_OF: ReadonlyMap<IssueCode, Gap['kind']> = new Map([
  ['capped', 'capped'],
  ['ARCHIVE_DAMAGED', 'damaged'],
  ['ETL_BROKEN', 'damaged'],
  ['ETL_TRUNCATED', 'damaged'],
  ['ENCRYPTED', 'damaged'],
  ['UNSUPPORTED_COMPRESSION', 'damaged'],
]);

/** The name of a client trace tells its build, decoded or not. */
function observeName(file: BundleFile, found: Collector): void {
  const name = file.path.split('/').at(-1) ?? file.path;
  const version = TRACE_NAME.exec(name)?.[1];
  if (version === undefined) return;
  const evidence = [{ source: file.path, line: 1, offset: 0, text: name }];
  found.observations.push({
    kind: 'client-version',
    source: file.path,
    offset: 0,
    evidence,
    version,
    origin: 'trace-file-name',
  });
}

/** A raw trace that lies beside its own decoded text hides nothing. */
function isDecodedBeside(gap: Gap, sources: readonly SourceSummary[]): boolean {
  const raw = sources.find((source) => source.path === gap.source);
  return raw !== undefined && decodedBeside(raw, sources) !== undefined;
}

/** Reads a file that needs no other; of any other tells the form. */
async function readOrKnow(
  file: BundleFile,
  found: Collector,
  options: AnalysisOptions,
  etl: Format,
): Promise<KnownFile | undefined> {
  if (file.unusable !== undefined) {
    found.unused(file, 'unknown', file.unusable.code, file.unusable.text);
    return undefined;
  }
  if (isTmfPath(file.path)) {
    found.sources.push(tmfSource(file));
    return undefined;
  }
  if (isPhrasebookPath(file.path)) {
    found.sources.push(phrasebookSource(file));
    return undefined;
  }
  if (!isSpoolPath(file.place)) return knownFile(file, found, options, etl);
  await readSpoolSource(file, found);
  return undefined;
}

/** Reads what needs no other file, and sorts the rest by form. */
async function sortFiles(
  files: readonly BundleFile[],
  found: Collector,
  options: AnalysisOptions,
  etl: Format,
  memory: ReadingMemory | undefined,
): Promise<readonly KnownFile[]> {
  const known: KnownFile[] = [];
  for (const file of files) {
    await giveTurn();
    options.signal?.throwIfAborted();
    const remembered = memory?.file(file);
    if (remembered !== undefined) {
      found.addTold(remembered.told);
      if (remembered.known !== undefined) known.push(remembered.known);
      continue;
    }
    const mark = found.mark();
    observeName(file, found);
    try {
      const one = await readOrKnow(file, found, options, etl);
      if (one === undefined) await found.finish(file);
      else known.push(one);
      memory?.keepFile(file, found.since(mark), one);
    } catch (error) {
      options.signal?.throwIfAborted();
      found.failed(file, error);
    }
  }
  return known;
}

function isRaw(log: readonly KnownFile[]): boolean {
  return log.some(({ format }) => format.id === 'etl');
}

/**
 * Reads every file of a bundle. A file that fails becomes an issue; the reading goes on. `memory`: what was read of the same
 * folder before, with the same options. `unmatched`: takes the lines of traces that no observation is made of. `threads`: those of another
 * reading, to go on with; the caller closes them.
 */
export async function readSources(
  discovery: Discovery,
  options: AnalysisOptions,
  memory?: ReadingMemory,
  unmatched?: UnmatchedSink,
  threads?: ScanThreads,
): Promise<Reading> {
  memory?.next();
  const found = new Collector();
  const threaded = { workers: availableParallelism(), ...options };
  const books = bundledPhrasebooks(discovery.files);
  const openPhrases = () => phrasesOf(options, books);
  const phrases = memory === undefined ? await openPhrases() : await memory.phrases(books, openPhrases);
  const queue = openQueue(discovery.files, threaded, memory, phrases, unmatched?.literals, threads);
  try {
    const tmfFiles = discovery.files.filter(({ path }) => isTmfPath(path));
    const openEtl = () => etlFormat(options, tmfFiles);
    const etl = memory === undefined ? await openEtl() : await memory.etl(tmfFiles, openEtl);
    const all = logsOf(await sortFiles(discovery.files, found, options, etl, memory));
    // Raw traces last: what has been decoded of them is known by then.
    const logs = [...all.filter((log) => !isRaw(log)), ...all.filter(isRaw)];
    const reader = await LogReader.open(logs, queue, found, threaded, memory, phrases, unmatched);
    for (const log of logs) await reader.read(log);
  } finally {
    await queue.close();
  }
  const { sources, observations, issues, logs, machines } = found;
  const lost = [...discovery.issues, ...issues].flatMap(({ code, source, text }): readonly Gap[] => {
    const kind = GAP_OF.get(code);
    return kind === undefined ? [] : [{ kind, source, text }];
  });
  const gaps = found.gaps.filter((gap) => !isDecodedBeside(gap, sources));
  return { sources, observations, issues, gaps: [...gaps, ...lost], logs, machines };
}
