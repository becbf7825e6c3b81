import { openText } from '../input/text-source.ts';
import { giveTurn } from '../input/turn.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { Observation } from '../model/observation.ts';
import type { UnmatchedSink } from '../model/unmatched-line.ts';
import type { PhraseSet } from '../phrases/index.ts';
import type { Collector } from './collector.ts';
import { copiesText } from './copies.ts';
import { cutFiles, tasksOf } from './cut-files.ts';
import { decodedBeside, mayBeDecodedBeside } from './decoded-beside.ts';
import type { CutFile } from './kept-scans.ts';
import { LogPass } from './log-pass.ts';
import type { ReadingMemory } from './reading-memory.ts';
import type { ScanQueue } from './scan-queue.ts';
import type { Scan } from './scan-stretch.ts';
import type { KnownFile } from './sort-files.ts';
import type { PartRead, ReadSoFar } from './trace-log.ts';

type Log = readonly KnownFile[];

/** What a promise gives; rejects as soon as somebody breaks off, whatever it waits for. */
async function unlessAborted<Result>(signal: AbortSignal | undefined, result: Promise<Result>): Promise<Result> {
  if (signal === undefined) return result;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    // A signal may be that of many readings.
    signal.removeEventListener('abort', stop);
  }
}

/** Reads the logs of a bundle one after the other; the stretches of large files are scanned ahead by several threads. */
export class LogReader {
  readonly #found: Collector;
  readonly #options: AnalysisOptions;
  readonly #cuts: ReadonlyMap<KnownFile, CutFile>;
  readonly #queue: ScanQueue;
  readonly #bytesTotal: number;
  readonly #memory: ReadingMemory | undefined;
  readonly #phrases: PhraseSet;
  readonly #unmatched: UnmatchedSink | undefined;
  #bytesDone = 0;

  private constructor(
    found: Collector,
    options: AnalysisOptions,
    cuts: ReadonlyMap<KnownFile, CutFile>,
    queue: ScanQueue,
    bytesTotal: number,
    memory: ReadingMemory | undefined,
    phrases: PhraseSet,
    unmatched: UnmatchedSink | undefined,
  ) {
    this.#found = found;
    this.#options = options;
    this.#cuts = cuts;
    this.#queue = queue;
    this.#bytesTotal = bytesTotal;
    this.#memory = memory;
    this.#phrases = phrases;
    this.#unmatched = unmatched;
  }

  static async open(
    logs: readonly Log[],
    queue: ScanQueue,
    found: Collector,
    options: AnalysisOptions,
    memory: ReadingMemory | undefined,
    phrases: PhraseSet,
    unmatched?: UnmatchedSink,
  ): Promise<LogReader> {
    const bytesTotal = logs.flat().reduce((sum, { file }) => sum + file.bytes, 0);
    const changed = logs.filter((log) => memory?.log(log, found.sources) === undefined);
    const toRead = changed.map((log) => memory?.partsToRead(log) ?? log);
    const cuts = await cutFiles(toRead, options, memory);
    queue.start(tasksOf(cuts));
    return new LogReader(found, options, cuts, queue, bytesTotal, memory, phrases, unmatched);
  }

  /** Reads the parts of one log, in order of time. A part that fails becomes an issue. */
  async read(log: Log): Promise<void> {
    const told = this.#memory?.log(log, this.#found.sources);
    // A log that was cut is in the queue, and its turn has come.
    if (told !== undefined && !log.some((part) => this.#cuts.has(part))) {
      this.#found.addTold(told);
      for (const { file } of log) this.#bytesDone += file.bytes;
      return;
    }
    const [mark, sourcesBefore] = [this.#found.mark(), this.#found.sources.length];
    if (await this.#readParts(log)) {
      this.#memory?.keepLog(log, this.#found.since(mark), this.#found.sources.slice(0, sourcesBefore));
    }
  }

  /** Answers whether all parts could be read. */
  async #readParts(log: Log): Promise<boolean> {
    const { observations } = this.#found;
    const reversed = new Map(log.filter(({ isReversed }) => isReversed).map(({ file }) => [file.path, file.bytes]));
    const onObservation = (observation: Observation): void => {
      // The place in the file breaks ties of time: where the newest stands first, counted from the end.
      const bytes = reversed.get(observation.source);
      observations.push(bytes === undefined ? observation : { ...observation, offset: bytes - observation.offset });
    };
    const logOptions = { zones: this.#options.zones ?? [], phrases: this.#phrases, unmatched: this.#unmatched };
    const pass = new LogPass(log, logOptions, onObservation, this.#found, this.#memory, this.#cuts);
    let isWhole = true;
    for (const part of pass.parts) {
      await giveTurn();
      this.#options.signal?.throwIfAborted();
      try {
        pass.begin(part);
        this.#take(part, await this.#part(part, pass));
        await this.#found.finish(part.file);
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        this.#found.failed(part.file, error);
        isWhole = false;
      }
      this.#bytesDone += part.file.bytes;
    }
    pass.reader.end();
    if (isWhole) pass.keep();
    if (log.length > 1) this.#found.logs.push(log.map(({ file }) => file.path));
    return isWhole;
  }

  async #part(part: KnownFile, pass: LogPass): Promise<PartRead> {
    const { file, format } = part;
    const { reader } = pass;
    const cut = this.#cuts.get(part);
    if (cut === undefined) {
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
    const { head, cuts } = cut;
    const scans = [...cut.scans];
    const soFar = pass.soFar(part);
    let [given, taken, done] = [soFar.surveys.length, scans.length, 0];
    const nextScan = async (): Promise<Scan> => {
      const kept = cut.scans[given++];
      if (kept !== undefined) {
        done += kept.survey.bytes;
        return kept;
      }
      taken++;
      const next = this.#queue.next((bytes) => this.#progress(part, Math.min(file.bytes, done + bytes)));
      const scan = await unlessAborted(this.#options.signal, next);
      done += scan.survey.bytes;
      this.#progress(part, done);
      scans.push(scan);
      return scan;
    };
    try {
      const onStretch = (now: ReadSoFar): void => pass.reached(part, now);
      const onWindow = (): void => this.#options.signal?.throwIfAborted();
      const read = await reader.readScanned({ file, head, format, cuts, onWindow }, nextScan, soFar, onStretch);
      if ((await this.#memory?.keepScans(part, cut, scans)) !== true) pass.forget(part);
      return read;
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      // The other stretches of a file that fails are in the queue, too: the next file's stand behind them.
      for (; taken < cuts.length; taken++) await this.#queue.next().catch(() => undefined);
      throw error;
    }
  }

  #take(part: KnownFile, { survey, issues, copies }: PartRead): void {
    const { file, format } = part;
    const { observations, sources, gaps } = this.#found;
    const { lineFeeds: _, imprecise = 0, gaps: told = [], machines = [], ...summary } = survey;
    for (const issue of issues) this.#found.issues.push(issue);
    for (const machine of machines) this.#found.machines.push(machine);
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
