/**
 * Which records of a trace are worth building. Almost nothing in a trace matters, so a reader frames all records,
 * but makes a TraceRecord only of those that hold one of the literals or that may continue an unfinished message.
 */
export interface Wanted {
  /** Sources of regular expressions without groups that capture; ASCII only. A record that any of them hits is wanted. */
  readonly literals: readonly string[];
  /** True while some thread has an unfinished message: only then are process and thread of every record looked at. */
  followsAny(): boolean;
  follows(pid: number | undefined, tid: number | undefined): boolean;
}
