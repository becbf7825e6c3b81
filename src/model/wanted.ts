/** Texts to look for in a trace, all ASCII and at least three characters long. */
export interface WantedLiterals {
  readonly literals: readonly string[];
  /** Numbers that count only where they stand alone: `error 12002`, not `00012002`. */
  readonly numbers: readonly string[];
}

/**
 * Which records of a trace are worth building. Almost nothing in a trace matters, so a reader frames all records,
 * but makes a TraceRecord only of those that hold one of the literals or that may continue an unfinished message.
 */
export interface Wanted {
  readonly wanted: WantedLiterals;
  /** True while some thread has an unfinished message: only then are process and thread of every record looked at. */
  followsAny(): boolean;
  follows(pid: number | undefined, tid: number | undefined): boolean;
}
