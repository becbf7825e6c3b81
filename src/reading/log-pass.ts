import type { Observation } from '../model/observation.ts';
import { type Checkpoint, versionsBefore } from './checkpoints.ts';
import type { Collector } from './collector.ts';
import { type CutFile, closedStretches } from './kept-scans.ts';
import type { ReadingMemory } from './reading-memory.ts';
import type { KnownFile } from './sort-files.ts';
import { type LogOptions, NOTHING_READ, type ReadSoFar, TraceLog } from './trace-log.ts';

/** One reading of one log: from where an earlier one can be taken up, to where a later one can. */
export class LogPass {
  /** Those that have to be read. */
  readonly parts: readonly KnownFile[];
  readonly reader: TraceLog;
  readonly #log: readonly KnownFile[];
  readonly #options: LogOptions;
  readonly #found: Collector;
  readonly #memory: ReadingMemory | undefined;
  readonly #cut: CutFile | undefined;
  readonly #mark: ReturnType<Collector['mark']>;
  readonly #from: Checkpoint | undefined;
  /** In front of the last part. */
  #outer: Checkpoint | undefined;
  /** In the last part. */
  #inner: Checkpoint | undefined;

  constructor(
    log: readonly KnownFile[],
    options: LogOptions,
    onObservation: (observation: Observation) => void,
    found: Collector,
    memory: ReadingMemory | undefined,
    cuts: ReadonlyMap<KnownFile, CutFile>,
  ) {
    const last = log.at(-1);
    this.#log = log;
    this.#options = options;
    this.#found = found;
    this.#memory = memory;
    this.#cut = last === undefined ? undefined : cuts.get(last);
    this.#mark = found.mark();
    this.#from = memory?.checkpoint(log, this.#cut);
    this.parts = this.#from === undefined ? log : log.slice(-1);
    this.reader = new TraceLog(log.length, options, onObservation, this.#from?.log);
    if (this.#from === undefined) return;
    found.addTold(this.#from.told);
    this.#outer = memory?.checkpoint(log, undefined);
    if (this.#from !== this.#outer) this.#inner = this.#from;
  }

  /** How much of a part was read in an earlier pass. */
  soFar(part: KnownFile): ReadSoFar {
    return part === this.#log.at(-1) ? (this.#from?.soFar ?? NOTHING_READ) : NOTHING_READ;
  }

  /** A part is about to be read. */
  begin(part: KnownFile): void {
    if (this.#log.length > 1 && this.#from === undefined) this.#set(part, NOTHING_READ, 0);
  }

  /** A stretch of a part was read. */
  reached(part: KnownFile, soFar: ReadSoFar): void {
    if (this.#cut === undefined || part !== this.#log.at(-1)) return;
    const closed = closedStretches(part.file, this.#cut.cuts);
    const end = closed.at(-1)?.end;
    if (end !== undefined && soFar.surveys.length === closed.length) this.#set(part, soFar, end);
  }

  /** A part changed while it was read: nobody goes on from within it. */
  forget(part: KnownFile): void {
    if (part === this.#log.at(-1)) this.#inner = undefined;
  }

  /** The log was read: a later pass may go on from here. */
  keep(): void {
    // Whether a raw trace is read at all depends on what else is in the folder.
    if (this.#log.some(({ format }) => format.id === 'etl')) return;
    const kept = [this.#outer, this.#inner].filter((one) => one !== undefined);
    this.#memory?.keepCheckpoints(this.#log, kept);
  }

  #set(part: KnownFile, { surveys, line, noted }: ReadSoFar, end: number): void {
    const before = versionsBefore(this.#log);
    if (this.#memory === undefined || before === undefined || part !== this.#log.at(-1)) return;
    const log = new TraceLog(this.#log.length, this.#options, () => undefined, this.reader);
    const soFar: ReadSoFar = {
      surveys: [...surveys],
      line,
      noted: { told: [...noted.told], counts: [...noted.counts] },
    };
    const checkpoint: Checkpoint = { before, end, soFar, log, told: this.#found.since(this.#mark) };
    if (end === 0) this.#outer = checkpoint;
    else this.#inner = checkpoint;
  }
}
