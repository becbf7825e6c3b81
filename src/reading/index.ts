import { availableParallelism } from 'node:os';
import type { BundleFile } from '../input/bundle-file.ts';
import type { Discovery } from '../input/discover.ts';
import { giveTurn } from '../input/turn.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { Gap } from '../model/issue.ts';
import type { SourceSummary } from '../model/source.ts';
import { isSpoolPath } from '../spooler/index.ts';
import { Collector, type Reading } from './collector.ts';
import { dropCopies } from './copies.ts';
import { LogReader } from './log-reader.ts';
import { type KnownFile, knownFile, logsOf } from './sort-files.ts';
import { readSpoolSource } from './spool-source.ts';

export type { Reading } from './collector.ts';

/** `Lync-16.0.6965.5305-Office-x86ship-U.etl`: the revision is that of UCCAPI (Skype Web SDK, Gathering Logs). */
const TRACE_NAME = /^Lync-(\d+\.\d+\.\d+\.\d+)-Office-/i;

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

/** `Tracing/Lync-16.0.6741.5305-Office-x86ship-U.etl` and its decoded `.xml` have one stem. */
function stemOf(path: string): string {
  return path.replace(/\.[^./]*$/, '').toLowerCase();
}

/** A raw trace that lies beside its own decoded text hides nothing. */
function isDecodedBeside(gap: Gap, sources: readonly SourceSummary[]): boolean {
  const raw = sources.find((source) => source.path === gap.source && source.format === 'etl');
  return raw !== undefined && sources.some((one) => one.records > 0 && stemOf(one.path) === stemOf(raw.path));
}

/** Reads what needs no other file, and sorts the rest by form. */
async function sortFiles(
  files: readonly BundleFile[],
  found: Collector,
  options: AnalysisOptions,
): Promise<readonly KnownFile[]> {
  const known: KnownFile[] = [];
  for (const file of files) {
    await giveTurn();
    options.signal?.throwIfAborted();
    observeName(file, found);
    try {
      if (isSpoolPath(file.place)) await readSpoolSource(file, found);
      else {
        const one = await knownFile(file, found, options);
        if (one !== undefined) known.push(one);
      }
    } catch (error) {
      options.signal?.throwIfAborted();
      found.failed(file, error);
    }
  }
  return known;
}

/** Reads every file of a bundle. A file that fails becomes an issue; the reading goes on. */
export async function readSources(discovery: Discovery, options: AnalysisOptions): Promise<Reading> {
  const found = new Collector();
  const logs = logsOf(await sortFiles(discovery.files, found, options));
  const reader = await LogReader.open(logs, found, { workers: availableParallelism(), ...options });
  try {
    for (const log of logs) await reader.read(log);
  } finally {
    await reader.close();
  }
  const { sources, issues } = found;
  const { observations, overlaps } = dropCopies(found.observations, sources);
  const capped = issues
    .filter((issue) => issue.code === 'capped')
    .map((issue): Gap => ({ kind: 'capped', source: issue.source, text: issue.text }));
  const gaps = found.gaps.filter((gap) => !isDecodedBeside(gap, sources));
  return { sources, observations, issues: [...issues, ...overlaps], gaps: [...gaps, ...capped] };
}
