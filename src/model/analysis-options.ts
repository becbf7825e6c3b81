import type { Stated } from './diagnosis-input.ts';
import type { Ticks } from './ticks.ts';

/** A `--zone` option: for all sources that state no zone, or for those whose path matches a glob, stated or not. */
export interface ZoneOption {
  readonly glob?: string;
  /** IANA name, `±hh:mm` or `UTC`. */
  readonly zone: string;
}

/** How far the reading is; for progress lines only, never for results. */
export interface Progress {
  readonly source: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

export interface AnalysisOptions {
  readonly stated?: Stated;
  readonly zones?: readonly ZoneOption[];
  /** Leaves the times of sources as they are, though their clocks disagree. */
  readonly noSkew?: boolean;
  /** When the bundle was collected; else the newest file time, else the horizon. */
  readonly now?: Ticks;
  /** Only messages sent at or after this moment are reported. */
  readonly since?: Ticks;
  /** Only messages sent at or before this moment are reported. */
  readonly until?: Ticks;
  /** Threads that read large traces, this one included; as many as there are processors unless told. The result is the same. */
  readonly workers?: number;
  /** Bytes of a large trace that one thread takes at a time; the result is the same. */
  readonly stretchBytes?: number;
  /** Folders and files with the formats of trace messages (TMF), for raw traces; those in the bundle are used, too. */
  readonly tmf?: readonly string[];
  /** Files of instrumentation manifests, for the events of raw traces. */
  readonly manifests?: readonly string[];
  /** Files of learned formats, for trace messages that no TMF tells of. */
  readonly formats?: readonly string[];
  /** Phrasebooks, each before the next: a phrase of a later one takes the place of one of the same id. They go before that of the bundle. */
  readonly phrasebooks?: readonly string[];
  /** Those that stand in the user's folders: that of the bundle goes before them. */
  readonly standingPhrasebooks?: readonly string[];
  /** What `-` reads from. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Takes, before the report is there, the names that people see of all who are named in what was read, cited or not, and those of machines that
   * only a column gives away: what a Redaction must know beside the report. In the order of code units, each once.
   */
  readonly onPersons?: (names: readonly string[], machines: readonly string[]) => void;
  readonly signal?: AbortSignal;
}

/** The files and folders that options name. */
export function filesOfOptions(options: AnalysisOptions): readonly string[] {
  const { tmf = [], manifests = [], formats = [], phrasebooks = [], standingPhrasebooks = [] } = options;
  return [...tmf, ...manifests, ...formats, ...phrasebooks, ...standingPhrasebooks];
}
