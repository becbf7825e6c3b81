import type { BundleFile } from '../input/bundle-file.ts';
import { readHead } from '../input/text-source.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { wantedFor } from '../observe.ts';
import type { PhraseSet } from '../phrases/index.ts';
import { anchorsOf, type CutFile } from './kept-scans.ts';
import type { ReadingMemory } from './reading-memory.ts';
import { ScanQueue } from './scan-queue.ts';
import type { ScanTask } from './scan-task.ts';
import type { ScanThreads } from './scan-threads.ts';
import type { KnownFile } from './sort-files.ts';
import { stretchesOf } from './stretches.ts';

/** Bytes of a stretch: enough that a task costs nothing beside its reading, few enough that threads end together. */
const STRETCH_BYTES = 16 << 20;
/** Stretches from which on threads pay: one takes 0.2 s of processor time to start, as long as 8 stretches take. */
const THREADS_FROM = 16;
/** Smaller files are read where they are met: 1 MiB of 16. */
const SMALLEST_SHARE = 1 / 16;

type Log = readonly KnownFile[];

/** Who says how large a stretch is wants files to be cut. */
function leastStretches({ stretchBytes }: AnalysisOptions): number {
  return stretchBytes === undefined ? THREADS_FROM : 2;
}

/** The queue for the large files of a bundle: its threads start while the forms of the files are still being told. */
export function openQueue(
  files: readonly BundleFile[],
  options: AnalysisOptions,
  memory: ReadingMemory | undefined,
  phrases: PhraseSet,
  literals?: readonly string[],
  shared?: ScanThreads,
): ScanQueue {
  const { workers = 1, zones = [], stretchBytes = STRETCH_BYTES } = options;
  // Raw traces are read in one piece.
  const cuttable = files.filter(({ disk, path }) => disk !== undefined && !/\.etl$/i.test(path));
  const bytes = cuttable.reduce((sum, file) => sum + file.bytes - (memory?.scannedBytes(file) ?? 0), 0);
  const stretches = Math.floor(bytes / stretchBytes);
  const threads = stretches < leastStretches(options) ? 0 : Math.min(stretches, workers) - 1;
  return new ScanQueue({ wanted: wantedFor(phrases, literals), zones }, threads, shared);
}

/** The files that are worth cutting: large enough, together, for several threads, or for what is scanned of them to be kept. */
function filesToCut(
  logs: readonly Log[],
  options: AnalysisOptions,
  memory: ReadingMemory | undefined,
): readonly KnownFile[] {
  const cuttable = logs
    .flat()
    .filter(({ file, format, isReversed }) => file.disk !== undefined && format.boundary !== undefined && !isReversed);
  if (memory !== undefined) return cuttable.filter(({ file }) => file.bytes > memory.stretchBytes);
  const { stretchBytes = STRETCH_BYTES } = options;
  const large = cuttable.filter(({ file }) => file.bytes >= stretchBytes * SMALLEST_SHARE);
  const bytes = large.reduce((sum, { file }) => sum + file.bytes, 0);
  return bytes < stretchBytes * leastStretches(options) ? [] : large;
}

/** Cuts a file; throws where it cannot be read. */
async function cutFile(
  known: KnownFile,
  options: AnalysisOptions,
  memory: ReadingMemory | undefined,
): Promise<CutFile> {
  const { file, format } = known;
  const { stretchBytes = STRETCH_BYTES, zones = [] } = options;
  const head = await readHead(file);
  if (memory === undefined) {
    return { head, cuts: await stretchesOf(file, head, format, stretchBytes, zones), scans: [], anchors: [] };
  }
  const kept = await memory.scans(known, head);
  const more = await stretchesOf(file, head, format, memory.stretchBytes, zones, kept?.cuts.at(-1)?.end);
  return {
    head,
    cuts: [...(kept?.cuts ?? []), ...more],
    scans: kept?.scans ?? [],
    anchors: [...(kept?.anchors ?? []), ...(await anchorsOf(file, more))],
  };
}

/** Stretches of the files that are cut, in the order in which they are read. */
export async function cutFiles(
  logs: readonly Log[],
  options: AnalysisOptions,
  memory: ReadingMemory | undefined,
): Promise<ReadonlyMap<KnownFile, CutFile>> {
  const files = new Map<KnownFile, CutFile>();
  for (const known of filesToCut(logs, options, memory)) {
    // A file that cannot be read now is told of when its turn comes.
    const cut = await cutFile(known, options, memory).catch(() => undefined);
    if (cut !== undefined) files.set(known, cut);
  }
  return files;
}

export function tasksOf(files: ReadonlyMap<KnownFile, CutFile>): readonly ScanTask[] {
  return [...files].flatMap(([{ file, format }, { cuts, scans }]) =>
    cuts
      .slice(scans.length)
      .map((cut): ScanTask => ({ path: file.path, disk: file.disk ?? '', size: file.bytes, format: format.id, cut })),
  );
}
