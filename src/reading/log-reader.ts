import type { Stretch } from '../input/bundle-file.ts';
import { openText, readHead } from '../input/text-source.ts';
import { giveTurn } from '../input/turn.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { Observer } from '../observe.ts';
import type { Collector } from './collector.ts';
import { copiesText } from './copies.ts';
import { rotationGaps } from './rotation.ts';
import { ScanQueue } from './scan-queue.ts';
import type { ScanTask } from './scan-task.ts';
import type { KnownFile } from './sort-files.ts';
import { stretchesOf } from './stretches.ts';
import { type PartRead, TraceLog } from './trace-log.ts';

/** Bytes of a stretch: enough that a task costs nothing beside its reading, few enough that threads end together. */
const STRETCH_BYTES = 16 << 20;
/** A thread takes 40 ms to start: it pays from two stretches on, be they of one file or of several. */
const THREADS_FROM = 2;
/** Smaller files are read where they are met: 1 MiB of 16. */
const SMALLEST_SHARE = 1 / 16;

type Log = readonly KnownFile[];

/** Stretches of the files that are large enough, together, for several threads, in the order in which they are read. */
async function cutFiles(
  logs: readonly Log[],
  stretchBytes: number,
): Promise<ReadonlyMap<KnownFile, readonly Stretch[]>> {
  const cuts = new Map<KnownFile, readonly Stretch[]>();
  const smallest = stretchBytes * SMALLEST_SHARE;
  const large = logs.flat().filter(({ file }) => file.disk !== undefined && file.bytes >= smallest);
  if (large.reduce((sum, { file }) => sum + file.bytes, 0) < stretchBytes * THREADS_FROM) return cuts;
  for (const known of large) {
    const { file, format } = known;
    // A file that cannot be read now is told of when its turn comes.
    const head = await readHead(file).catch(() => undefined);
    if (head !== undefined) cuts.set(known, await stretchesOf(file, head, format, stretchBytes).catch(() => []));
  }
  return cuts;
}

function tasksOf(
  cuts: ReadonlyMap<KnownFile, readonly Stretch[]>,
  { zones = [] }: AnalysisOptions,
): readonly ScanTask[] {
  const options = { wanted: new Observer(() => undefined).wanted, zones };
  return [...cuts].flatMap(([{ file, format }, stretches]) =>
    stretches.map(
      (cut): ScanTask => ({
        path: file.path,
        disk: file.disk ?? '',
        size: file.bytes,
        format: format.id,
        cut,
        options,
      }),
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
    bytesTotal: number,
  ) {
    this.#found = found;
    this.#options = options;
    this.#cuts = cuts;
    this.#bytesTotal = bytesTotal;
    const tasks = tasksOf(cuts, options);
    const threads = tasks.length < THREADS_FROM ? 0 : Math.min(tasks.length, options.workers ?? 1) - 1;
    this.#queue = new ScanQueue(tasks, threads);
  }

  static async open(logs: readonly Log[], found: Collector, options: AnalysisOptions): Promise<LogReader> {
    const bytesTotal = logs.flat().reduce((sum, { file }) => sum + file.bytes, 0);
    const cuts = await cutFiles(logs, options.stretchBytes ?? STRETCH_BYTES);
    return new LogReader(found, options, cuts, bytesTotal);
  }

  /** Reads the parts of one log, in order of time. A part that fails becomes an issue. */
  async read(log: Log): Promise<void> {
    const { observations, sources, gaps } = this.#found;
    const reader = new TraceLog(log.length, this.#options.zones ?? [], (observation) => observations.push(observation));
    for (const part of log) {
      await giveTurn();
      this.#options.signal?.throwIfAborted();
      try {
        this.#take(part, await this.#part(part, reader));
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        this.#found.failed(part.file, error);
      }
      this.#bytesDone += part.file.bytes;
    }
    reader.end();
    const paths = new Map(log.map(({ file }, i) => [file.path, i]));
    const read = sources.filter(({ path }) => paths.has(path));
    if (log.length > 1) gaps.push(...rotationGaps(read));
  }

  close(): Promise<void> {
    return this.#queue.close();
  }

  async #part(part: KnownFile, reader: TraceLog): Promise<PartRead> {
    const { file, format } = part;
    const cuts = this.#cuts.get(part);
    if (cuts === undefined) {
      const source = part.source ?? (await openText(file));
      return reader.readWhole(source, format, (bytes) => this.#progress(part, bytes));
    }
    const head = await readHead(file);
    let done = 0;
    return reader.readScanned({ file, head, format, cuts }, async () => {
      const scan = await this.#queue.next((bytes) => this.#progress(part, Math.min(file.bytes, done + bytes)));
      done += scan.survey.bytes;
      this.#progress(part, done);
      return scan;
    });
  }

  #take(part: KnownFile, { survey, issues, copies }: PartRead): void {
    const { file, format } = part;
    const { observations, sources, gaps } = this.#found;
    const { lineFeeds: _, ...summary } = survey;
    for (const issue of issues) this.#found.issues.push(issue);
    sources.push({ path: file.path, format: format.id, ...summary });
    if (copies > 0) this.#found.issue(file, 'COPIES', copiesText(copies));
    const { records, undecoded, zone } = survey;
    if (undecoded > 0) {
      gaps.push({ kind: 'undecoded', source: file.path, text: `${undecoded} of ${records} events have no text.` });
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
