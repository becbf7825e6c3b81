import type { Fingerprint } from '../input/fingerprint-groups.ts';
import { type ItemSearch, itemSearch } from '../input/item-words.ts';
import { literal, Needles } from '../input/needles.ts';
import { oncePer } from '../input/once-per.ts';
import type { LineRecords } from '../input/scanner.ts';
import type { TextSource } from '../input/text-source.ts';
import { type Sought, wantedNeedles, wordNeedles } from '../input/wanted-needles.ts';
import type { Window } from '../input/window.ts';
import type { ChosenZone } from '../input/zone.ts';
import type { SourceZone } from '../model/source.ts';
import type { Ticks } from '../model/ticks.ts';
import type { ReadContext, Survey } from './format.ts';
import { Hits } from './hits.ts';
import { lineRecord } from './line-record.ts';
import { MixedLines } from './mixed-lines.ts';
import { lastOwnRecord, OWN_RECORD_MARKS, ownRecords } from './own-records.ts';
import { DATA_MARK } from './self-describing.ts';
import { Span } from './span.ts';

const [LINE_FEED, OPEN_BRACE] = [10, 123];
/** `06/08/2016-09:15:00.101`, `2021/04/13-09:22:48.297449100`, `04/16/2013|03:17:30.168` */
const STAMP = /\d{1,4}\/\d{1,2}\/\d{1,4}[-|]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?/;
/** How much of a record is looked at for its prefix. */
const PREFIX_REACH = 1024;

const UTC: ChosenZone = { zone: { value: 'UTC', basis: 'assumed' }, toUtc: (local) => local };
/** A prefix of the user's own is none here: whether a file has such is told by its head. */
const ANY_ZONE = new MixedLines({ hasCustom: false, utc: UTC, local: UTC });

/** Whether the record that begins at `last` ends with the window: nothing follows, or it fills the longest one there may be. */
function takesAll(window: Window, last: number): boolean {
  return window.isLast || (window.isFull && last === 0);
}

/** By the last characters alone: a pattern would look at all of them. */
function withoutLineEnd(text: string): string {
  if (!text.endsWith('\n')) return text;
  return text.slice(0, text.endsWith('\r\n') ? -2 : -1);
}

const needlesFor = oncePer(
  (search: ItemSearch) =>
    new Needles<Sought>([
      ...wantedNeedles<'hit'>(search.wanted, 'hit'),
      ...OWN_RECORD_MARKS.map(({ text, fingerprint }) => literal<'hit'>(text, 'hit', fingerprint)),
      ...wordNeedles(search),
    ]),
);

interface LineHits {
  readonly hits: readonly number[];
  /** Words of phrases. They count only in events that are written as data, which have several items: of plain text the whole of a phrase is looked for. */
  readonly words: Hits;
}

class LineReader {
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #lines: MixedLines;
  readonly #needles: Needles<Sought>;
  readonly span = new Span();
  #lastAt: Ticks | undefined;
  /** The record before was cut: what comes up to the next prefix is the rest of it. */
  #isAfterCut = false;

  constructor(source: TextSource, context: ReadContext, lines: MixedLines) {
    this.#source = source;
    this.#context = context;
    this.#lines = lines;
    this.#needles = needlesFor(itemSearch(context.wanted.wanted, source));
  }

  get fingerprints(): readonly Fingerprint[] {
    return this.#needles.fingerprints;
  }

  /** Reads all whole records of a window; answers how many units were used. */
  read(window: Window): number {
    const { bytes, end } = window;
    const before = this.#lastAt;
    const isAtStart = this.#lines.isStart(bytes, 0);
    const survey = this.#survey(window, isAtStart);
    const first = isAtStart ? 0 : this.#startBehind(bytes, 0, end);
    const found = this.#hitsIn(window);
    const { hits } = found;
    const hasEnd = first < end || window.isLast;
    const lead = hasEnd ? first : lastOwnRecord(bytes, hits) || (window.isFull ? end : 0);
    if (lead > 0 && (hits[0] ?? end) < lead) this.#lead(window, lead, before);
    if (first === end) return lead;
    this.#isAfterCut = false;
    const all = this.#withWords(window, first, found);
    const last = survey === undefined ? this.#readEach(window, first, all) : this.#readHits(window, first, all, survey);
    if (!takesAll(window, last)) return last > 0 ? last : this.#readToOwnRecord(window, hits);
    if (!window.isLast) this.#cut(window, last);
    return end;
  }

  #hitsIn(window: Window): LineHits {
    const { bytes } = window;
    const hits: number[] = [];
    const words = new Hits(this.#needles, bytes);
    for (const { places, base } of window.slices()) {
      // By index: an iterator over the array would cost more than the look at each place.
      for (let i = 0; i < places.length; i++) {
        const place = (places[i] ?? 0) - base;
        const kind = this.#needles.at(bytes, place)?.kind;
        if (kind === undefined) continue;
        if (kind === 'hit') hits.push(place);
        else words.add(place, true);
      }
    }
    return { hits, words };
  }

  /** The hits, with those of words in records that hold data where others stand beside them. */
  #withWords({ bytes, end }: Window, first: number, { hits, words }: LineHits): readonly number[] {
    const found: number[] = [];
    let floor = first;
    for (let at = words.from(floor); at < end; at = words.from(floor)) {
      const start = this.#startBefore(bytes, at, floor);
      floor = this.#startBehind(bytes, start, end);
      if (words.isIn(start, floor, DATA_MARK)) found.push(at);
    }
    return found.length === 0 ? hits : [...hits, ...found].sort((a, b) => a - b);
  }

  /** What stands in front of the first prefix: the end of a record that began before, or events without a prefix. */
  #lead(window: Window, end: number, at: Ticks | undefined): void {
    if (this.#isAfterCut) this.#countOwn(window.decode(0, end).text, at, true);
    else this.#emit(window, 0, end, at, true);
  }

  /** Events without a prefix may fill windows behind the last one with a prefix: that one has ended where they begin. */
  #readToOwnRecord(window: Window, hits: readonly number[]): number {
    const end = lastOwnRecord(window.bytes, hits);
    if (end <= 0) return 0;
    const at = this.#timeAt(window, 0, end) ?? this.#lastAt;
    this.#lastAt = at;
    this.span.add(at);
    this.#emit(window, 0, end, at, false);
    return end;
  }

  /** Counts the records of a window, if that can be done without a look at each: none of their times is odd or rests on another. */
  #survey(window: Window, isAtStart: boolean): LineRecords | undefined {
    const survey = this.#lines.canSurvey ? window.lineRecords(isAtStart) : undefined;
    if (survey === undefined || survey.count === 0) return undefined;
    const extremes = survey.extremes.map((place) => this.#lines.timeAt(window.bytes, place));
    const times = extremes.filter((at) => at !== undefined);
    const last = this.#lines.timeAt(window.bytes, survey.last);
    if (times.length < extremes.length || last === undefined || this.#lines.mayRepeat(times)) return undefined;
    this.span.addAll(takesAll(window, survey.last) ? survey.count : survey.count - 1, times);
    this.#lastAt = last;
    return survey;
  }

  /** Looks at every record; answers where the last one begins. */
  #readEach(window: Window, first: number, hits: readonly number[]): number {
    let next = 0;
    let start = first;
    while (true) {
      const end = this.#startBehind(window.bytes, start, window.end);
      if (end === window.end && !takesAll(window, start)) return start;
      while ((hits[next] ?? end) < start) next++;
      const at = this.#timeAt(window, start, end) ?? this.#lastAt;
      this.#lastAt = at;
      this.span.add(at);
      if ((hits[next] ?? end) < end || this.#isFollowed(window, start, end)) this.#emit(window, start, end, at, false);
      if (end === window.end) return start;
      start = end;
    }
  }

  /** Looks only at records that hold a hit and, while a thread is followed, at each; answers where the last one begins. */
  #readHits(window: Window, first: number, hits: readonly number[], survey: LineRecords): number {
    const { wanted } = this.#context;
    const used = takesAll(window, survey.last) ? window.end : survey.last;
    let next = 0;
    let cursor = first;
    while (cursor < used) {
      while ((hits[next] ?? used) < cursor) next++;
      const hit = hits[next] ?? used;
      if (!wanted.followsAny()) {
        if (hit >= used) break;
        cursor = this.#startBefore(window.bytes, hit, cursor);
      }
      const end = this.#startBehind(window.bytes, cursor, used);
      if (hit < end || this.#isFollowed(window, cursor, end)) {
        this.#emit(window, cursor, end, this.#lines.timeAt(window.bytes, cursor), false);
      }
      cursor = end;
    }
    return survey.last;
  }

  /** Start of the record that `place` stands in; at `floor` a record begins. */
  #startBefore(bytes: Buffer, place: number, floor: number): number {
    for (let feed = bytes.lastIndexOf(LINE_FEED, place); feed >= floor; feed = bytes.lastIndexOf(LINE_FEED, feed - 1)) {
      if (this.#lines.isStart(bytes, feed + 1)) return feed + 1;
      if (feed === 0) break;
    }
    return floor;
  }

  /** Start of the next record behind `start`, or `end`. */
  #startBehind(bytes: Buffer, start: number, end: number): number {
    for (
      let feed = bytes.indexOf(LINE_FEED, start);
      feed >= 0 && feed + 1 < end;
      feed = bytes.indexOf(LINE_FEED, feed + 1)
    ) {
      if (this.#lines.isStart(bytes, feed + 1)) return feed + 1;
    }
    return end;
  }

  /** The time of a record by its prefix, else by the data that it holds. */
  #timeAt(window: Window, start: number, end: number): Ticks | undefined {
    const at = this.#lines.timeAt(window.bytes, start, this.#lastAt);
    if (at !== undefined || !this.#hasData(window.bytes, start, end)) return at;
    return this.#lines.identity(window.decode(start, end).text).at;
  }

  /** Whether a `{` stands on the first line of a record. */
  #hasData(bytes: Buffer, start: number, end: number): boolean {
    for (let i = start; i < Math.min(end, start + PREFIX_REACH) && bytes[i] !== LINE_FEED; i++) {
      if (bytes[i] === OPEN_BRACE) return true;
    }
    return false;
  }

  #isFollowed(window: Window, start: number, end: number): boolean {
    if (!this.#context.wanted.followsAny()) return false;
    const lead = window.bytes.toString('latin1', start, Math.min(end, start + PREFIX_REACH));
    const prefix = this.#lines.prefix(lead);
    return this.#context.wanted.follows(prefix?.pid, prefix?.tid);
  }

  /** Lines such as `Unknown( 10): …` end a record and are records of their own, at the time of the one before. */
  #emit(window: Window, start: number, end: number, at: Ticks | undefined, isHeadless: boolean): void {
    const { text, width } = window.decode(start, end);
    // Only the last line end is the file's: one before it may be part of a body that was cut there.
    const raw = withoutLineEnd(text.slice(0, this.#countOwn(text, at, isHeadless)));
    if (raw.trim() === '') return;
    const identity = isHeadless ? { message: raw } : this.#lines.identity(raw);
    const stamp = isHeadless ? undefined : STAMP.exec(raw.slice(0, PREFIX_REACH))?.[0];
    const [source, line, offset] = [this.#source.file.path, window.lineAt(start), window.offsetAt(start)];
    this.#context.onRecord(lineRecord({ source, line, offset, raw, width }, identity, at, stamp));
  }

  /** Answers where the first of them begins. One behind a prefix has been counted by that: `decode` says who wrote what it cannot tell. */
  #countOwn(text: string, at: Ticks | undefined, isHeadless: boolean): number | undefined {
    const own = ownRecords(text);
    for (const { index, isUndecoded } of own) {
      if (index > 0 || isHeadless) this.span.add(at);
      if (isUndecoded) this.span.undecoded++;
    }
    return own[0]?.index;
  }

  #cut(window: Window, start: number): void {
    const text = 'A record longer than 8 MiB was cut.';
    this.#context.onIssue({ code: 'capped', source: this.#source.file.path, line: window.lineAt(start), text });
    this.#isAfterCut = true;
  }
}

/** Reads lines with prefixes of all forms. Text before the first record becomes a record without time or thread. */
export async function readPrefixedLines(
  source: TextSource,
  context: ReadContext,
  lines: MixedLines,
  zone: SourceZone,
): Promise<Survey> {
  const reader = new LineReader(source, context, lines);
  const totals = await source.eachWindow(reader.fingerprints, (window) => reader.read(window), context.onBytes);
  return { ...reader.span.result(), ...totals, zone };
}

/** Where a record with a readable time that rests on no other begins behind a line end: `Format.boundary` of all forms whose records begin with a prefix. */
export function lineBoundary(bytes: Buffer, end: number, mayRepeat?: ChosenZone['mayRepeat']): number {
  for (
    let feed = bytes.indexOf(LINE_FEED);
    feed >= 0 && feed + PREFIX_REACH < end;
    feed = bytes.indexOf(LINE_FEED, feed + 1)
  ) {
    const at = ANY_ZONE.timeAt(bytes, feed + 1);
    if (at !== undefined && mayRepeat?.(at, at) !== true) return feed + 1;
  }
  return -1;
}
