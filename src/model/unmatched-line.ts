import type { Ref } from './ref.ts';
import type { Ticks } from './ticks.ts';

/** A line of a trace that no observation was made of. It may hold identities: only masked text of it may be shown. */
export interface UnmatchedLine {
  readonly text: string;
  readonly source: string;
  /** Place of its record (placeOf). */
  readonly offset: number;
  readonly at?: Ticks | undefined;
  readonly pid?: number | undefined;
  readonly tid?: number | undefined;
  readonly component?: string | undefined;
  readonly function?: string | undefined;
  /** A transport error is told of it, and nothing else: it says something only where that belongs to a call. */
  readonly isFailure?: boolean | undefined;
  /** Its record has other lines: they may take back what it says. */
  readonly isOneOfSeveral?: boolean | undefined;
  /** Where it stands; asked for seldom, as it is dear. */
  readonly cite: () => Pick<Ref, 'line' | 'offset' | 'at'>;
}

/** Who wants the lines of traces that say nothing to the tool. */
export interface UnmatchedSink {
  /** Texts to look for beside those of observations: ASCII, at least three characters. The same list for the same reading. */
  readonly literals: readonly string[];
  readonly onLine: (line: UnmatchedLine) => void;
}
