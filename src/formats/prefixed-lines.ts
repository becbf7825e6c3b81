import type { Fingerprint } from '../input/fingerprint-groups.ts';
import { literal, Needles } from '../input/needles.ts';
import type { OcsRecords } from '../input/scanner.ts';
import type { TextSource } from '../input/text-source.ts';
import type { Window } from '../input/window.ts';
import type { ChosenZone } from '../input/zone.ts';
import type { Ticks } from '../model/ticks.ts';
import type { ReadContext, Survey } from './format.ts';
import { hitPlaces } from './hit-places.ts';
import type { LineGrammar } from './line-grammar.ts';
import { Span } from './span.ts';
import { NO_FORMAT, unknownLines } from './unknown-lines.ts';
import { WallClock } from './wall-clock.ts';
import { wantedNeedles } from './wanted-needles.ts';

const LINE_FEED = 10;
/** How much of a record is looked at for its prefix. */
const PREFIX_REACH = 1024;

/** Whether the record that begins at `last` ends with the window: nothing follows, or it fills the longest one there may be. */
function takesAll(window: Window, last: number): boolean {
  return window.isLast || (window.isFull && last === 0);
}

class LineReader {
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #grammar: LineGrammar;
  readonly #clock: WallClock;
  readonly #needles: Needles<'hit'>;
  readonly span = new Span();
  #lastAt: Ticks | undefined;
  /** The record before was cut: what comes up to the next prefix is the rest of it. */
  #isAfterCut = false;

  constructor(source: TextSource, context: ReadContext, grammar: LineGrammar, zone: ChosenZone) {
    this.#source = source;
    this.#context = context;
    this.#grammar = grammar;
    this.#clock = new WallClock(zone.toUtc);
    this.#needles = new Needles<'hit'>([
      ...wantedNeedles<'hit'>(context.wanted.wanted, 'hit'),
      literal<'hit'>(NO_FORMAT, 'hit'),
    ]);
  }

  get fingerprints(): readonly Fingerprint[] {
    return this.#needles.fingerprints;
  }

  /** Reads all whole records of a window; answers how many units were used. */
  read(window: Window): number {
    const { bytes, end } = window;
    const isAtStart = this.#grammar.timeIndex(bytes, 0) >= 0;
    const survey = this.#survey(window, isAtStart);
    const first = isAtStart ? 0 : this.#startBehind(bytes, 0, end);
    const hits = hitPlaces(window, this.#needles);
    if (first === end && !window.isLast && !window.isFull) return 0;
    if (first > 0 && (hits[0] ?? end) < first && !this.#isAfterCut) this.#emit(window, 0, first, undefined, true);
    if (first === end) return end;
    this.#isAfterCut = false;
    const last =
      survey === undefined ? this.#readEach(window, first, hits) : this.#readHits(window, first, hits, survey);
    if (!takesAll(window, last)) return last;
    if (!window.isLast) this.#cut(window, last);
    return end;
  }

  /** Counts the records of a window, if that can be done without a look at each: none of their times is odd. */
  #survey(window: Window, isAtStart: boolean): OcsRecords | undefined {
    const survey = this.#grammar.survey?.(window, isAtStart);
    if (survey === undefined || survey.count === 0) return undefined;
    const least = this.#clock.at(window.bytes, survey.leastTime);
    const greatest = this.#clock.at(window.bytes, survey.greatestTime);
    const last = this.#clock.at(window.bytes, survey.lastTime);
    if (least === undefined || greatest === undefined || last === undefined) return undefined;
    this.span.addAll(takesAll(window, survey.last) ? survey.count : survey.count - 1, least, greatest);
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
      const at = this.#timeAt(window, start) ?? this.#lastAt;
      this.#lastAt = at;
      this.span.add(at);
      if ((hits[next] ?? end) < end || this.#isFollowed(window, start, end)) this.#emit(window, start, end, at, false);
      if (end === window.end) return start;
      start = end;
    }
  }

  /** Looks only at records that hold a hit and, while a thread is followed, at each; answers where the last one begins. */
  #readHits(window: Window, first: number, hits: readonly number[], survey: OcsRecords): number {
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
        this.#emit(window, cursor, end, this.#timeAt(window, cursor), false);
      }
      cursor = end;
    }
    return survey.last;
  }

  /** Start of the record that `place` stands in; at `floor` a record begins. */
  #startBefore(bytes: Buffer, place: number, floor: number): number {
    for (let feed = bytes.lastIndexOf(LINE_FEED, place); feed >= floor; feed = bytes.lastIndexOf(LINE_FEED, feed - 1)) {
      if (this.#grammar.timeIndex(bytes, feed + 1) >= 0) return feed + 1;
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
      if (this.#grammar.timeIndex(bytes, feed + 1) >= 0) return feed + 1;
    }
    return end;
  }

  #timeAt(window: Window, start: number): Ticks | undefined {
    return this.#clock.at(window.bytes, this.#grammar.timeIndex(window.bytes, start));
  }

  #isFollowed(window: Window, start: number, end: number): boolean {
    if (!this.#context.wanted.followsAny()) return false;
    const lead = window.bytes.toString('latin1', start, Math.min(end, start + PREFIX_REACH));
    const prefix = this.#grammar.prefix(lead);
    return this.#context.wanted.follows(prefix?.pid, prefix?.tid);
  }

  /** `Unknown( 10): …` lines end a record and are records of their own, at the time of the one before. */
  #emit(window: Window, start: number, end: number, at: Ticks | undefined, isHeadless: boolean): void {
    const { text, width } = window.decode(start, end);
    const unknown = unknownLines(text);
    for (const _ of unknown) {
      this.span.add(at);
      this.span.undecoded++;
    }
    // Only the last line end is the file's: one before it may be part of a body that was cut there.
    const raw = text.slice(0, unknown[0]).replace(/\r?\n$/, '');
    if (raw.trim() === '') return;
    const { length = 0, ...identity } = (isHeadless ? undefined : this.#grammar.prefix(raw)) ?? {};
    const message = raw.slice(length);
    this.#context.onRecord({
      source: this.#source.file.path,
      line: window.lineAt(start),
      offset: window.offsetAt(start),
      raw,
      width,
      // A record may be cut between CR and LF: the LF stands at the start of the next.
      message: message.includes('\r') ? message.replace(/\r$/, '').replace(/\r\n?/g, '\n') : message,
      ...(at === undefined ? {} : { at }),
      ...identity,
    });
  }

  #cut(window: Window, start: number): void {
    const text = 'A record longer than 8 MiB was cut.';
    this.#context.onIssue({ code: 'capped', source: this.#source.file.path, line: window.lineAt(start), text });
    this.#isAfterCut = true;
  }
}

/** Reads a form of prefixed lines. Text before the first record becomes a record without time or thread. */
export async function readPrefixedLines(
  source: TextSource,
  context: ReadContext,
  grammar: LineGrammar,
  zone: ChosenZone,
): Promise<Survey> {
  const reader = new LineReader(source, context, grammar, zone);
  const totals = await source.eachWindow(reader.fingerprints, (window) => reader.read(window), context.onBytes);
  return { ...reader.span.result(), ...totals, zone: zone.zone };
}

/** Where a record with a readable time begins behind a line end: `Format.boundary` of a form whose records begin with a prefix. */
export function lineBoundary(grammar: LineGrammar, bytes: Buffer, end: number): number {
  const clock = new WallClock((local) => local);
  for (
    let feed = bytes.indexOf(LINE_FEED);
    feed >= 0 && feed + PREFIX_REACH < end;
    feed = bytes.indexOf(LINE_FEED, feed + 1)
  ) {
    const time = grammar.timeIndex(bytes, feed + 1);
    if (time >= 0 && clock.at(bytes, time) !== undefined) return feed + 1;
  }
  return -1;
}
