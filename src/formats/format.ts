import type { Head, TextSource } from '../input/text-source.ts';
import type { ChosenZone } from '../input/zone.ts';
import type { ZoneOption } from '../model/analysis-options.ts';
import type { Gap, Issue } from '../model/issue.ts';
import type { TraceRecord } from '../model/record.ts';
import type { Encoding, FormatId, SourceZone } from '../model/source.ts';
import type { Ticks } from '../model/ticks.ts';
import type { Wanted } from '../model/wanted.ts';

/** What a reader is given and where it puts what it finds. */
export interface ReadContext {
  readonly wanted: Wanted;
  readonly zones: readonly ZoneOption[];
  /** Takes each wanted record in the order of the file, before the next one is framed. */
  readonly onRecord: (record: TraceRecord) => void;
  readonly onIssue: (issue: Issue) => void;
  readonly onBytes?: (bytes: number) => void;
}

/** What all records of a source together tell. */
export interface Survey {
  readonly records: number;
  readonly undecoded: number;
  /** Records whose time a spreadsheet has rounded; absent for none. */
  readonly imprecise?: number;
  readonly from?: Ticks;
  readonly to?: Ticks;
  readonly zone: SourceZone;
  readonly bytes: number;
  readonly encoding: Encoding;
  /** Line feeds in what was read. */
  readonly lineFeeds: number;
  /** Why the source may be silent, beyond what the counts say; with one of kind `undecoded` that says it better. */
  readonly gaps?: readonly Omit<Gap, 'source'>[];
  /** Names of machines that only a column gives away: no report tells them, and redaction must know them. Absent for none. */
  readonly machines?: readonly string[];
}

/** One decoded form: one file of this folder. */
export interface Format {
  readonly id: FormatId;
  /** What writes it, in words for the user. */
  readonly title: string;
  /** Judges by the first 64 KiB alone; pure, and false when in doubt. */
  sniff(head: Head): boolean;
  /** Reads a whole file, or a part of one that begins and ends at a boundary: the parts together give what the whole gives. */
  read(source: TextSource, context: ReadContext): Promise<Survey>;
  /**
   * The first place behind 0 and in front of `end` where a record begins that can be read without anything in front of it: it has a
   * time of its own, and nothing is open. `mayRepeat` is that of the zone of local times. -1 where there is none. A form without it is read in one piece.
   */
  boundary?(bytes: Buffer, end: number, mayRepeat?: ChosenZone['mayRepeat']): number;
  /** The newest record stands first: such a file is turned round, and so read in one piece. */
  isReversed?(head: Head): boolean;
}
