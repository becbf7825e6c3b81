import type { Format, Survey } from '../formats/index.ts';
import type { BundleFile, Stretch } from '../input/bundle-file.ts';
import { type Head, openStretch, type TextSource } from '../input/text-source.ts';
import type { ZoneOption } from '../model/analysis-options.ts';
import type { Issue, IssueCode } from '../model/issue.ts';
import type { Observation } from '../model/observation.ts';
import { bytesOf, type TraceRecord } from '../model/record.ts';
import { greatest, least } from '../model/ticks.ts';
import type { UnmatchedSink } from '../model/unmatched-line.ts';
import { NO_LITERALS, type Wanted } from '../model/wanted.ts';
import { Observer } from '../observe.ts';
import type { PhraseSet } from '../phrases/index.ts';
import { offsetOf, type PackedRecords, recordsOf } from './packed-records.ts';
import type { Scan } from './scan-stretch.ts';
import { SeenRecords } from './seen-records.ts';
import { type Noted, SourceNotes } from './source-notes.ts';

/** Units looked at in one go while the rest of a message is looked for: it mostly stands in the next lines. */
const FOLLOW_ROOM = 1 << 14;
/** Bytes of CR LF in UTF-16. */
const LONGEST_LINE_END = 4;

/** How a log is read. */
export interface LogOptions {
  readonly zones: readonly ZoneOption[];
  readonly phrases: PhraseSet;
  /** Takes the lines that no observation is made of. */
  readonly unmatched?: UnmatchedSink | undefined;
}

/** What one file of a log told. */
export interface PartRead {
  readonly survey: Survey;
  readonly issues: readonly Issue[];
  /** Wanted records that stood in another part of the log already. */
  readonly copies: number;
}

/** Who said a record, and when. */
type Tail = Pick<TraceRecord, 'at' | 'pid' | 'tid' | 'component' | 'function' | 'stamp'>;

/** Only text in front of the first prefix of a file has neither time nor thread. */
function isHeaded({ at, pid, tid, line }: TraceRecord): boolean {
  return line > 1 || at !== undefined || pid !== undefined || tid !== undefined;
}

/** How much of a file was read. */
export interface ReadSoFar {
  /** Of each stretch. */
  readonly surveys: readonly Survey[];
  /** Where the next one begins. */
  readonly line: number;
  readonly noted: Noted;
}

export const NOTHING_READ: ReadSoFar = { surveys: [], line: 1, noted: { told: [], counts: [] } };

/** Whose the last record of a file is, where that was built; undefined where others stand behind it. */
function tailOf(last: TraceRecord | undefined, bytes: number): Tail | undefined {
  if (last === undefined || last.offset + bytesOf(last.raw, last.width) + LONGEST_LINE_END < bytes) return undefined;
  const { at, pid, tid, component, stamp, function: name } = last;
  return {
    ...(at === undefined ? {} : { at }),
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
    ...(component === undefined ? {} : { component }),
    ...(stamp === undefined ? {} : { stamp }),
    ...(name === undefined ? {} : { function: name }),
  };
}

/** A file whose form is known, and its stretches. */
export interface OpenPart {
  readonly file: BundleFile;
  readonly head: Head;
  readonly format: Format;
  readonly cuts: readonly Stretch[];
  /** Called ever and again while a stretch is read a second time; what it throws ends the reading. */
  readonly onWindow?: () => void;
}

/** Issues that the scan of a stretch tells whole; between two of its records an end may be one only because the look ends there. */
const OF_FRAMING: ReadonlySet<IssueCode> = new Set<IssueCode>(['XML_TRUNCATED', 'capped']);

const NOTHING: Wanted = { wanted: NO_LITERALS, followsAny: () => false, follows: () => false };

/** Where a record begins. */
interface Start {
  readonly offset: number;
  readonly line: number;
}

function withLines(issue: Issue, before: number): Issue {
  return issue.line === undefined ? issue : { ...issue, line: issue.line + before };
}

function issueKey({ code, line, text }: Issue): string {
  return `${code} ${line} ${text}`;
}

function joined(surveys: readonly Survey[], bytes: number): Survey {
  const [first] = surveys;
  if (first === undefined) throw new Error('a file has at least one stretch');
  const sum = (of: (survey: Survey) => number): number => surveys.reduce((total, survey) => total + of(survey), 0);
  const from = least(surveys.map((survey) => survey.from));
  const to = greatest(surveys.map((survey) => survey.to));
  return {
    ...first,
    bytes,
    records: sum((survey) => survey.records),
    undecoded: sum((survey) => survey.undecoded),
    lineFeeds: sum((survey) => survey.lineFeeds),
    imprecise: sum((survey) => survey.imprecise ?? 0),
    encoding: surveys.find((survey) => survey.encoding === 'windows-1252')?.encoding ?? first.encoding,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/**
 * Reads one log, be it one file or several rotated ones in order of time: a message that begins at the end of one goes on
 * in the next, and what stands in two of them counts once.
 */
export class TraceLog {
  readonly #observer: Observer;
  readonly #zones: readonly ZoneOption[];
  #seen: SeenRecords | undefined;
  #last: TraceRecord | undefined;
  /** Whose record the part in front ended with: text without a prefix at the start of this one goes on with it. */
  #tail: Tail | undefined;

  /** `before`: what has read the records in front, to go on from; it stays as it is. */
  constructor(
    parts: number,
    { zones, phrases, unmatched }: LogOptions,
    onObservation: (observation: Observation) => void,
    before?: TraceLog,
  ) {
    this.#observer = new Observer(onObservation, {
      phrases,
      unmatched,
      before: before === undefined ? undefined : before.#observer,
    });
    this.#zones = zones;
    this.#seen = parts > 1 ? new SeenRecords() : undefined;
    if (before === undefined) return;
    this.#seen = before.#seen?.fork();
    this.#last = before.#last;
    this.#tail = before.#tail;
  }

  /** Reads a file in one pass. */
  async readWhole(source: TextSource, format: Format, onBytes?: (bytes: number) => void): Promise<PartRead> {
    const notes = new SourceNotes();
    const survey = await format.read(source, {
      wanted: this.#observer,
      zones: this.#zones,
      onRecord: (record) => this.#add(record),
      onIssue: (issue) => notes.add(issue),
      ...(onBytes === undefined ? {} : { onBytes }),
    });
    return this.#partOver(survey, notes);
  }

  /** Counts and times the records of a file that tells nothing new. */
  async survey(source: TextSource, format: Format, onBytes?: (bytes: number) => void): Promise<PartRead> {
    const notes = new SourceNotes();
    const survey = await format.read(source, {
      wanted: NOTHING,
      zones: this.#zones,
      onRecord: () => undefined,
      onIssue: (issue) => notes.add(issue),
      ...(onBytes === undefined ? {} : { onBytes }),
    });
    return { survey, issues: notes.all(), copies: 0 };
  }

  /**
   * Reads a file of which each stretch was scanned: the result is that of `readWhole`. Only where a message is unfinished
   * are the records behind the scanned ones looked at. `soFar`: stretches of it that this log has read already. `onStretch` is
   * told after each but the last how far it is.
   */
  async readScanned(
    part: OpenPart,
    nextScan: () => Promise<Scan>,
    soFar: ReadSoFar = NOTHING_READ,
    onStretch?: (soFar: ReadSoFar) => void,
  ): Promise<PartRead> {
    const notes = new SourceNotes(soFar.noted);
    const surveys = [...soFar.surveys];
    let { line } = soFar;
    for (const cut of part.cuts.slice(surveys.length)) {
      const scan = await nextScan();
      const start: Start = { offset: cut.start, line };
      if (scan.records === undefined) notes.addPart(await this.#readAgain(part, start, cut.end), 0);
      else notes.addPart(await this.#readBetween(part, start, cut.end, scan, scan.records), 0);
      surveys.push(scan.survey);
      line += scan.survey.lineFeeds;
      if (surveys.length < part.cuts.length) onStretch?.({ surveys, line, noted: notes.noted });
    }
    return this.#partOver(joined(surveys, part.file.bytes), notes);
  }

  /** The log is over: what was held back is told. */
  end(): void {
    this.#observer.end();
  }

  #add(record: TraceRecord): void {
    const whole = this.#tail === undefined || isHeaded(record) ? record : { ...this.#tail, ...record };
    this.#tail = undefined;
    this.#last = whole;
    if (this.#seen?.isCopy(whole) !== true) this.#observer.add(whole);
  }

  #partOver(survey: Survey, notes: SourceNotes): PartRead {
    const copies = this.#seen?.copies ?? 0;
    this.#seen?.nextPart();
    this.#tail = tailOf(this.#last, survey.bytes);
    this.#last = undefined;
    return { survey, issues: notes.all(), copies };
  }

  /** A stretch with more wanted records than a scan holds. */
  async #readAgain({ file, head, format, onWindow }: OpenPart, from: Start, end: number): Promise<Noted> {
    const notes = new SourceNotes();
    await format.read(openStretch(file, head, { from, end }), {
      wanted: this.#observer,
      zones: this.#zones,
      onRecord: (record) => this.#add(record),
      onIssue: (issue) => notes.add(issue),
      onBytes: () => onWindow?.(),
    });
    return notes.noted;
  }

  /** Takes the records of a scan and, while a message is unfinished, those between them. */
  async #readBetween(part: OpenPart, start: Start, end: number, scan: Scan, records: PackedRecords): Promise<Noted> {
    const before = start.line - 1;
    const told = scan.noted.told.map((issue) => withLines(issue, before));
    const known = new Set(told.map(issueKey));
    const more: Issue[] = [];
    const onIssue = (issue: Issue): void => {
      if (!OF_FRAMING.has(issue.code) && !known.has(issueKey(issue))) more.push(issue);
    };
    await this.#follow(part, start, offsetOf(records, 0) ?? end, undefined, onIssue);
    let number = 0;
    for (const record of recordsOf(records, before)) {
      this.#add(record);
      const next = offsetOf(records, ++number) ?? end;
      // Asked here as well: to wait for what has nothing to do takes as long as to observe a record.
      if (this.#observer.followsAny() && record.offset + bytesOf(record.raw, record.width) < next)
        await this.#follow(part, record, next, record, onIssue);
    }
    if (more.length === 0) return { told, counts: scan.noted.counts };
    const counts = new Map(scan.noted.counts);
    for (const { code } of more) counts.set(code, (counts.get(code) ?? 0) + 1);
    return { told: [...told, ...more].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), counts: [...counts] };
  }

  /** Looks at the records from `from` up to `end` for as long as a message is unfinished. `before`: one that was taken already. */
  async #follow(
    { file, head, format }: OpenPart,
    from: Start,
    end: number,
    before: TraceRecord | undefined,
    onIssue: (issue: Issue) => void,
  ): Promise<void> {
    const observer = this.#observer;
    if (!observer.followsAny() || from.offset >= end) return;
    const isDone = (): boolean => !observer.followsAny();
    await format.read(openStretch(file, head, { from, end, room: FOLLOW_ROOM, isDone }), {
      wanted: observer,
      zones: this.#zones,
      onRecord: (record) => {
        if (record.offset !== before?.offset) this.#add(record);
      },
      onIssue,
    });
  }
}
