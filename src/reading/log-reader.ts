import type { BundleFile, Stretch } from '../input/bundle-file.ts';
import { openText, readHead } from '../input/text-source.ts';
import { giveTurn } from '../input/turn.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { Observer } from '../observe.ts';
import type { Collector } from './collector.ts';
import { copiesText } from './copies.ts';
import { decodedBeside, mayBeDecodedBeside } from './decoded-beside.ts';
import { ScanQueue } from './scan-queue.ts';
import type { Scan } from './scan-stretch.ts';
import type { ScanTask } from './scan-task.ts';
import type { KnownFile } from './sort-files.ts';
import { stretchesOf } from './stretches.ts';
import { type PartRead, TraceLog } from './trace-log.ts';

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
export function openQueue(files: readonly BundleFile[], options: AnalysisOptions): ScanQueue {
  const { workers = 1, zones = [], stretchBytes = STRETCH_BYTES } = options;
  // Raw traces are read in one piece.
  const cuttable = files.filter(({ disk, path }) => disk !== undefined && !/\.etl$/i.test(path));
  const bytes = cuttable.reduce((sum, file) => sum + file.bytes, 0);
  const stretches = Math.floor(bytes / stretchBytes);
  const threads = stretches < leastStretches(options) ? 0 : Math.min(stretches, workers) - 1;
  return new ScanQueue({ wanted: new Observer(() => undefined).wanted, zones }, threads);
}

/** Stretches of the files that are large enough, together, for several threads, in the order in which they are read. */
async function cutFiles(
  logs: readonly Log[],
  options: AnalysisOptions,
): Promise<ReadonlyMap<KnownFile, readonly Stretch[]>> {
  const { stretchBytes = STRETCH_BYTES, zones = [] } = options;
  const cuts = new Map<KnownFile, readonly Stretch[]>();
  const smallest = stretchBytes * SMALLEST_SHARE;
  const large = logs
    .flat()
    .filter(({ file, format, isReversed }) => file.disk !== undefined && format.boundary !== undefined && !isReversed)
    .filter(({ file }) => file.bytes >= smallest);
  if (large.reduce((sum, { file }) => sum + file.bytes, 0) < stretchBytes * leastStretches(options)) return cuts;
  for (const known of large) {
    const { file, format } = known;
    // A file that cannot be read now is told of when its turn comes.
    const head = await readHead(file).catch(() => undefined);
    if (head === undefined) continue;
    const stretches = await stretchesOf(file, head, format, stretchBytes, zones).catch(() => undefined);
    if (stretches !== undefined) cuts.set(known, stretches);
  }
  return cuts;
}

function tasksOf(cuts: ReadonlyMap<KnownFile, readonly Stretch[]>): readonly ScanTask[] {
  return [...cuts].flatMap(([{ file, format }, stretches]) =>
    stretches.map(
      (cut): ScanTask => ({ path: file.path, disk: file.disk ?? '', size: file.bytes, format: format.id, cut }),
    ),
  );
}

/** Reads the logs of a bundle one after the other; the stretches of large files are scanned ahead by several threads. */
export class LogReader {
  readonly #found: Collector;
  readonly #options: AnalysisOptions;
  readonly #cuts: ReadonlyMap<KnownFile, readonly Stretch[]>;
  readonly #queue: ScanQueue;
  readonly #bytesTotal: number;
  #bytesDone = 0;

  private constructor(
    found: Collector,
    options: AnalysisOptions,
    cuts: ReadonlyMap<KnownFile, readonly Stretch[]>,
    queue: ScanQueue,
    bytesTotal: number,
  ) {
    this.#found = found;
    this.#options = options;
    this.#cuts = cuts;
    this.#queue = queue;
    this.#bytesTotal = bytesTotal;
  }

  static async open(
    logs: readonly Log[],
    queue: ScanQueue,
    found: Collector,
    options: AnalysisOptions,
  ): Promise<LogReader> {
    const bytesTotal = logs.flat().reduce((sum, { file }) => sum + file.bytes, 0);
    const cuts = await cutFiles(logs, options);
    queue.start(tasksOf(cuts));
    return new LogReader(found, options, cuts, queue, bytesTotal);
  }

  /** Reads the parts of one log, in order of time. A part that fails becomes an issue. */
  async read(log: Log): Promise<void> {
    const { observations } = this.#found;
    const reversed = new Map(log.filter(({ isReversed }) => isReversed).map(({ file }) => [file.path, file.bytes]));
    const reader = new TraceLog(log.length, this.#options.zones ?? [], (observation) => {
      // The place in the file breaks ties of time: where the newest stands first, counted from the end.
      const bytes = reversed.get(observation.source);
      observations.push(bytes === undefined ? observation : { ...observation, offset: bytes - observation.offset });
    });
    for (const part of log) {
      await giveTurn();
      this.#options.signal?.throwIfAborted();
      try {
        this.#take(part, await this.#part(part, reader));
        await this.#found.finish(part.file);
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        this.#found.failed(part.file, error);
      }
      this.#bytesDone += part.file.bytes;
    }
    reader.end();
    if (log.length > 1) this.#found.logs.push(log.map(({ file }) => file.path));
  }

  async #part(part: KnownFile, reader: TraceLog): Promise<PartRead> {
    const { file, format } = part;
    const cuts = this.#cuts.get(part);
    if (cuts === undefined) {
      if (format.id === 'etl' && mayBeDecodedBeside(this.#found.sources)) {
        const surveyed = await reader.survey(part.source ?? (await openText(file)), format);
        const decoded = decodedBeside({ path: file.path, format: format.id, ...surveyed.survey }, this.#found.sources);
        if (decoded !== undefined) {
          this.#found.issue(
            file,
            'DECODED_BESIDE',
            `${decoded.path} is the same trace, decoded: that was read in its place.`,
          );
          return surveyed;
        }
      }
      const source = part.source ?? (await openText(file));
      return reader.readWhole(source, format, (bytes) => this.#progress(part, bytes));
    }
    let [taken, done] = [0, 0];
    const nextScan = async (): Promise<Scan> => {
      taken++;
      const scan = await this.#queue.next((bytes) => this.#progress(part, Math.min(file.bytes, done + bytes)));
      done += scan.survey.bytes;
      this.#progress(part, done);
      return scan;
    };
    try {
      return await reader.readScanned({ file, head: await readHead(file), format, cuts }, nextScan);
    } catch (error) {
      // The other stretches of a file that fails are in the queue, too: the next file's stand behind them.
      for (; taken < cuts.length; taken++) await this.#queue.next().catch(() => undefined);
      throw error;
    }
  }

  #take(part: KnownFile, { survey, issues, copies }: PartRead): void {
    const { file, format } = part;
    const { observations, sources, gaps } = this.#found;
    const { lineFeeds: _, imprecise = 0, gaps: told = [], ...summary } = survey;
    for (const issue of issues) this.#found.issues.push(issue);
    sources.push({ path: file.path, format: format.id, ...summary });
    if (copies > 0) this.#found.issue(file, 'COPIES', copiesText(copies));
    const { records, undecoded, zone } = survey;
    for (const gap of told) gaps.push({ ...gap, source: file.path });
    if (undecoded > 0 && !told.some(({ kind }) => kind === 'undecoded')) {
      gaps.push({ kind: 'undecoded', source: file.path, text: `${undecoded} of ${records} events have no text.` });
    }
    if (imprecise > 0) {
      const text = `${imprecise} of ${records} times were rounded by a spreadsheet that saved this copy: they may be wrong by minutes, and no order rests on them.`;
      gaps.push({ kind: 'time-imprecise', source: file.path, text });
    }
    const isTimed = observations.some(
      (observation) => observation.source === file.path && observation.at !== undefined,
    );
    if (zone.basis === 'assumed' && isTimed) {
      const advice = 'give --zone if the times are local';
      const text = `The source does not state its time zone; UTC was assumed (${advice}).`;
      gaps.push({ kind: 'zone-assumed', source: file.path, text });
    }
  }

  #progress({ file }: KnownFile, bytes: number): void {
    this.#options.signal?.throwIfAborted();
    const [bytesDone, bytesTotal] = [this.#bytesDone + bytes, this.#bytesTotal];
    this.#options.onProgress?.({ source: file.path, bytesDone, bytesTotal });
  }
}
