import type { Fingerprint } from '../input/fingerprint-groups.ts';
import { EVENT_KIND, EVENT_NUMBERS, type FramedEvents, ODD_TIME } from '../input/framed-events.ts';
import { harvestHex, harvestMessage } from '../input/harvest.ts';
import { type ItemSearch, itemSearch } from '../input/item-words.ts';
import { Needles } from '../input/needles.ts';
import { oncePer } from '../input/once-per.ts';
import type { TextSource } from '../input/text-source.ts';
import { itemNeedles, type Sought } from '../input/wanted-needles.ts';
import type { Window } from '../input/window.ts';
import { chooseZone } from '../input/zone.ts';
import { holdsWanted } from '../model/wanted.ts';
import { parseElement } from './event-xml.ts';
import { eventZone } from './event-zone.ts';
import type { ReadContext, Survey } from './format.ts';
import { Hits } from './hits.ts';
import { NewestFirst } from './newest-first.ts';
import type { Deliver } from './row-reader.ts';
import { Span } from './span.ts';
import { SystemClock, systemTime } from './system-time.ts';
import { identityOf, idOf, messageOf } from './tracerpt-event.ts';

const ERROR_DATA = '<ProcessingErrorData';
const EXECUTION = /<Execution\b[^>]*?\bProcessID\s*=\s*["'](\d+)["'][^>]*?\bThreadID\s*=\s*["'](\d+)["']/;
const HEX_DATA = /<(?:BinaryEventData|EventPayload)>([0-9A-Fa-f\s]*)</;
/** `<Data Name="win:ExtraPayload" Type="win:ErrorMoreData">`: bytes that are more than the schema has (tracerpt -lr). */
const EXTRA_DATA = /^win:ExtraPayload[^<>]*>([0-9A-Fa-f\s]*)</;
const KIND_BITS = ODD_TIME - 1;
/** `SystemTime="2017-10-23T00:14:51.799606500+0159"` */
const STAMP = /\bSystemTime\s*=\s*["']([^"']{1,40})["']/;
/** How much of an event is looked at for its System element. */
const SYSTEM_REACH = 4096;
/** The longest start of a needle that the end of a window may cut. */
const LONGEST_CUT = 64;

/** Why an event is built: it holds something wanted, or may go on with a message. */
type Wish = 'hit' | 'followed' | 'none';

interface EventSpan {
  readonly start: number;
  readonly end: number;
  /** Its SystemTime or RawTime attribute, -1 for none. */
  readonly time: number;
  /** The element with the bytes that could not be decoded, -1 for none. */
  readonly payload: number;
}

/**
 * The index behind the events from index `i` on that need no look: of a regular time and kind, and in front of `hit`. Nearly all
 * are; a loop as small as this one is soon compiled.
 */
function behindPlain(numbers: Int32Array, i: number, hit: number): number {
  let at = i;
  while (at < numbers.length && (numbers[at + 1] ?? 0) <= hit && (numbers[at + 2] ?? 0) >= 0) {
    const kind = numbers[at + 4] ?? 0;
    if (kind > KIND_BITS || kind === EVENT_KIND.broken || kind === EVENT_KIND.unjudged) break;
    at += EVENT_NUMBERS;
  }
  return at;
}

const needlesFor = oncePer((search: ItemSearch) => new Needles<Sought>(itemNeedles(search)));

class EventReader {
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #clock: SystemClock;
  readonly #needles: Needles<Sought>;
  readonly #offersAll: boolean;
  readonly #deliver: Deliver;
  readonly span = new Span();

  constructor(source: TextSource, context: ReadContext, clock: SystemClock, offerAll: Deliver | undefined) {
    this.#source = source;
    this.#context = context;
    this.#clock = clock;
    this.#offersAll = offerAll !== undefined;
    this.#deliver = offerAll ?? ((record) => context.onRecord(record));
    this.#needles = needlesFor(itemSearch(context.wanted.wanted, source));
  }

  get fingerprints(): readonly Fingerprint[] {
    return this.#needles.fingerprints;
  }

  /** Reads all whole events of a window; answers how many units were used. */
  read(window: Window): number {
    const hits = this.#hitsIn(window);
    let framed: FramedEvents;
    let from = 0;
    do {
      framed = window.events(from);
      this.#readFramed(window, framed, hits);
      from = framed.resume;
    } while (from >= 0);
    if (framed.open >= 0) return this.#endInside(window, framed.open);
    return window.isLast ? window.end : Math.max(framed.used, window.end - LONGEST_CUT);
  }

  #hitsIn(window: Window): Hits {
    const hits = new Hits(this.#needles, window.bytes);
    for (const { places, base } of window.slices()) {
      // By index: an iterator over the array would cost more than the look at each place.
      for (let i = 0; i < places.length; i++) {
        const place = (places[i] ?? 0) - base;
        const found = this.#needles.at(window.bytes, place);
        if (found !== undefined) hits.add(place, found.kind !== 'hit');
      }
    }
    return hits;
  }

  #readFramed(window: Window, framed: FramedEvents, hits: Hits): void {
    const { bytes } = window;
    const { numbers } = framed;
    const { wanted } = this.#context;
    const isByZone = this.#clock.isByZone;
    let regular = 0;
    for (let i = 0; i < numbers.length; i += EVENT_NUMBERS) {
      if (!isByZone && !this.#offersAll && !wanted.followsAny()) {
        const behind = behindPlain(numbers, i, hits.from(numbers[i] ?? 0));
        regular += (behind - i) / EVENT_NUMBERS;
        i = behind;
        if (i >= numbers.length) break;
      }
      const start = numbers[i] ?? 0;
      const end = numbers[i + 1] ?? 0;
      const time = numbers[i + 2] ?? 0;
      const written = numbers[i + 4] ?? 0;
      const kind = written & KIND_BITS;
      if (kind === EVENT_KIND.broken) {
        this.#issue('XML_BROKEN', window, start, 'An <Event> without its end tag was left out.');
        continue;
      }
      if (time < 0) this.span.add(undefined);
      else if (isByZone || written !== kind) this.span.add(this.#clock.at(bytes, time));
      else regular++;
      const hasHit = hits.isIn(start, end);
      if (!hasHit && kind !== EVENT_KIND.unjudged && !this.#offersAll && !wanted.followsAny()) continue;
      const event: EventSpan = { start, end, time, payload: numbers[i + 3] ?? 0 };
      const wish = this.#wish(window, event, kind, hasHit);
      if (wish !== 'none') this.#emit(window, event, wish === 'hit');
    }
    if (regular > 0) {
      const times = [framed.leastTime, framed.greatestTime].map((place) => this.#clock.at(bytes, place));
      this.span.addAll(
        regular,
        times.filter((at) => at !== undefined),
      );
    }
    this.span.undecoded += framed.undecoded;
  }

  #endInside(window: Window, start: number): number {
    if (!window.isLast && !(window.isFull && start === 0)) return start;
    if (window.isLast) {
      this.#issue(
        'XML_TRUNCATED',
        window,
        start,
        'The file ends in the middle of an <Event>; that event was left out.',
      );
    } else this.#issue('capped', window, start, 'An <Event> longer than 8 MiB was left out.');
    return window.end;
  }

  #wish(window: Window, event: EventSpan, kind: number, hasHit: boolean): Wish {
    switch (kind) {
      case EVENT_KIND.plain:
        return hasHit ? 'hit' : this.#wishWithout(window, event);
      case EVENT_KIND.text:
        return this.#wishWithout(window, event);
      case EVENT_KIND.unjudged:
        return this.#wishForPayload(window, event, hasHit);
      default:
        return 'none';
    }
  }

  #wishWithout(window: Window, event: EventSpan): Wish {
    return this.#isFollowed(window, event) ? 'followed' : 'none';
  }

  #emit(window: Window, event: EventSpan, isHit: boolean): void {
    const { start, end, time } = event;
    const { text: raw, width } = window.decode(start, end);
    const at = time < 0 ? undefined : this.#clock.at(window.bytes, time);
    const stamp = at === undefined ? undefined : STAMP.exec(raw)?.[1];
    try {
      const parsed = parseElement(raw);
      if (parsed === undefined) return;
      const { element, isWhole } = parsed;
      if (!isWhole) {
        const text = 'An <Event> has wrong or missing tags; it was read as far as that goes.';
        this.#issue('XML_BROKEN', window, start, text);
      }
      const record = {
        source: this.#source.file.path,
        line: window.lineAt(start),
        offset: window.offsetAt(start),
        raw,
        width,
        message: messageOf(element).replace(/\r\n?/g, '\n'),
        ...(at === undefined ? {} : { at }),
        ...(stamp === undefined ? {} : { stamp }),
        ...identityOf(element),
      };
      this.#deliver(record, isHit);
    } catch (error) {
      // The parser refuses some hostile names and markup; the event is lost, the reading goes on.
      const reason = error instanceof Error ? error.message : String(error);
      this.#issue('XML_BROKEN', window, start, `An <Event> could not be parsed (${reason.slice(0, 100)}).`);
    }
  }

  /** Counts what is undecoded, and tells whether an event of bytes is worth parsing. */
  #wishForPayload(window: Window, event: EventSpan, hasHit: boolean): Wish {
    const element = window.bytes.toString('latin1', event.payload, event.end);
    const isWhole = element.startsWith('<');
    const found = harvestHex((isWhole ? HEX_DATA : EXTRA_DATA).exec(element)?.[1] ?? '');
    const message = harvestMessage(found);
    const isHit = holdsWanted(this.#context.wanted.wanted, message);
    if (!isWhole) return hasHit || isHit ? 'hit' : this.#wishWithout(window, event);
    if (element.startsWith(ERROR_DATA) || found.texts.length === 0) this.span.undecoded++;
    if (message === '') return 'none';
    return isHit ? 'hit' : this.#wishWithout(window, event);
  }

  #isFollowed(window: Window, { start, end }: EventSpan): boolean {
    if (this.#offersAll) return true;
    if (!this.#context.wanted.followsAny()) return false;
    const ids = EXECUTION.exec(window.bytes.toString('latin1', start, Math.min(end, start + SYSTEM_REACH)));
    return this.#context.wanted.follows(idOf(ids?.[1]), idOf(ids?.[2]));
  }

  #issue(code: 'XML_BROKEN' | 'XML_TRUNCATED' | 'capped', window: Window, start: number, text: string): void {
    this.#context.onIssue({ code, source: this.#source.file.path, line: window.lineAt(start), text });
  }
}

/** Reads `<Event>` elements, whoever wrote them. `stated`: the zone of times without an offset, where the form itself says it. */
export async function readEvents(source: TextSource, context: ReadContext, stated?: string): Promise<Survey> {
  const found = eventZone(source.head.text);
  const chosen = chooseZone(source.file.path, found.stated ?? stated, context.zones);
  const clock =
    chosen.zone.basis === 'stated' ? new SystemClock(undefined, found.lateMinutes) : new SystemClock(chosen.toUtc);
  const newestFirst = isNewestFirst(source.head.text) ? new NewestFirst(context) : undefined;
  const reader = new EventReader(source, context, clock, newestFirst?.add);
  const totals = await source.eachWindow(reader.fingerprints, (window) => reader.read(window), context.onBytes);
  newestFirst?.flush();
  return { ...reader.span.result(), ...totals, zone: chosen.zone };
}

const TIMES = /\bSystemTime\s*=\s*["']([^"']{1,40})["']/g;

/** `wevtutil qe /rd:true` and Event Viewer write the newest event first: nearly all times of the head fall. */
export function isNewestFirst(head: string): boolean {
  const times = [...head.matchAll(TIMES)].flatMap(([, text = '']) => systemTime(text) ?? []);
  const steps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  const [rising, falling] = [steps.filter((step) => step > 0).length, steps.filter((step) => step < 0).length];
  return falling > 2 && falling > 4 * rising;
}

const BETWEEN_EVENTS = /<\/Event>\s*(?=<Event[\s>])/;

/** Behind an end tag that another event follows: inside of an event neither stands as it is. */
export function eventBoundary(bytes: Buffer, end: number): number {
  const match = BETWEEN_EVENTS.exec(bytes.toString('latin1', 0, end));
  return match === null ? -1 : match.index + match[0].length;
}
