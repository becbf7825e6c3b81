import { literal, Needles } from '../input/needles.ts';
import type { TextSource } from '../input/text-source.ts';
import type { Window } from '../input/window.ts';
import { chooseZone } from '../input/zone.ts';
import type { Ticks } from '../model/ticks.ts';
import { hasMatchingTags, parseElement } from './event-xml.ts';
import { eventZone } from './event-zone.ts';
import type { ReadContext, Survey } from './format.ts';
import { payloadTexts } from './payload-text.ts';
import { Span } from './span.ts';
import { SystemClock } from './system-time.ts';
import { identityOf, idOf, messageOf } from './tracerpt-event.ts';
import { wantedNeedles } from './wanted-needles.ts';

type Mark = 'start' | 'end' | 'time' | 'hit' | 'payload' | 'no-format';

const END_TAG = '</Event>';
const ERROR_DATA = '<ProcessingErrorData';
const NO_FORMAT = 'No Format Information found';
const EXECUTION = /<Execution\b[^>]*?\bProcessID\s*=\s*["'](\d+)["'][^>]*?\bThreadID\s*=\s*["'](\d+)["']/;
const HEX_DATA = /<(?:BinaryEventData|EventPayload)>([0-9A-Fa-f\s]*)</;
/** `<Event xmlns=`, `<Event>`, but not `<EventID>`: what may stand behind the name. */
const NAME_ENDS: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d, 0x3e]);
/** How much of an event is looked at for its System element. */
const SYSTEM_REACH = 4096;
/** The longest start of a needle that the end of a window may cut. */
const LONGEST_CUT = 64;

interface OpenEvent {
  readonly start: number;
  /** Index of its SystemTime attribute, -1 until seen. */
  time: number;
  hasHit: boolean;
  /** It holds bytes that tracerpt could not decode, or says that it could not. */
  /** Index of the element with those bytes, -1 for none. */
  payload: number;
  hasNoFormat: boolean;
}

class EventReader {
  readonly #source: TextSource;
  readonly #context: ReadContext;
  readonly #clock: SystemClock;
  readonly needles: Needles<Mark>;
  readonly span = new Span();

  constructor(source: TextSource, context: ReadContext, clock: SystemClock) {
    this.#source = source;
    this.#context = context;
    this.#clock = clock;
    this.needles = new Needles<Mark>([
      // The fingerprints stand where few other tags have the same three bytes.
      literal<Mark>('<Event', 'start', '<Ev'),
      literal<Mark>(END_TAG, 'end', '/Ev'),
      literal<Mark>('SystemTime', 'time', 'mTi'),
      literal<Mark>('RawTime', 'time', 'wTi'),
      literal<Mark>(ERROR_DATA, 'payload', 'gEr'),
      literal<Mark>('<BinaryEventData', 'payload', 'yEv'),
      literal<Mark>(NO_FORMAT, 'no-format'),
      ...wantedNeedles<Mark>(context.wanted.wanted, 'hit'),
    ]);
  }

  /** Reads all whole events of a window; answers how many units were used. */
  read(window: Window): number {
    const { bytes, end } = window;
    let open: OpenEvent | undefined;
    let used = 0;
    for (const { places, base } of window.slices()) {
      for (let i = 0; i < places.length; i++) {
        const place = (places[i] ?? 0) - base;
        const needle = this.needles.at(bytes, place);
        if (needle === undefined) continue;
        const start = place - needle.at;
        switch (needle.kind) {
          case 'start':
            if (!NAME_ENDS.has(bytes[start + END_TAG.length - 2])) break;
            if (open !== undefined)
              this.#issue('XML_BROKEN', window, open, 'An <Event> without its end tag was left out.');
            open = { start, time: -1, hasHit: false, payload: -1, hasNoFormat: false };
            break;
          case 'end':
            if (open === undefined || start + END_TAG.length > end) break;
            used = start + END_TAG.length;
            this.#event(window, open, used);
            open = undefined;
            break;
          case 'time':
            if (open !== undefined && open.time < 0) open.time = start;
            break;
          case 'hit':
            if (open !== undefined) open.hasHit = true;
            break;
          case 'payload':
            if (open !== undefined) open.payload = start;
            break;
          case 'no-format':
            if (open !== undefined) open.hasNoFormat = true;
        }
      }
    }
    if (open !== undefined) return this.#endInside(window, open);
    return window.isLast ? end : Math.max(used, end - LONGEST_CUT);
  }

  #endInside(window: Window, open: OpenEvent): number {
    if (!window.isLast && !(window.isFull && open.start === 0)) return open.start;
    if (window.isLast) {
      this.#issue('XML_TRUNCATED', window, open, 'The file ends in the middle of an <Event>; that event was left out.');
    } else this.#issue('capped', window, open, 'An <Event> longer than 8 MiB was left out.');
    return window.end;
  }

  #event(window: Window, event: OpenEvent, end: number): void {
    const at = event.time < 0 ? undefined : this.#clock.at(window.bytes, event.time);
    this.span.add(at);
    if (event.hasNoFormat && event.payload < 0) {
      this.span.undecoded++;
      return;
    }
    const isFollowed = this.#isFollowed(window, event.start, end);
    const hasPayload = event.payload >= 0;
    if (hasPayload ? !this.#isWantedPayload(window, event.payload, end, isFollowed) : !event.hasHit && !isFollowed)
      return;
    const { text: raw, width } = window.decode(event.start, end);
    this.#emit(window, event, raw, width, at);
  }

  #emit(window: Window, event: OpenEvent, raw: string, width: 1 | 2 | 'utf-8', at: Ticks | undefined): void {
    try {
      const element = parseElement(raw);
      if (element === undefined) return;
      if (!hasMatchingTags(raw))
        this.#issue(
          'XML_BROKEN',
          window,
          event,
          'An <Event> has wrong or missing tags; it was read as far as that goes.',
        );
      this.#context.onRecord({
        source: this.#source.file.path,
        line: window.lineAt(event.start),
        offset: window.offsetAt(event.start),
        raw,
        width,
        message: messageOf(element).replace(/\r\n?/g, '\n'),
        ...(at === undefined ? {} : { at }),
        ...identityOf(element),
      });
    } catch (error) {
      // The parser refuses some hostile names and markup; the event is lost, the reading goes on.
      const reason = error instanceof Error ? error.message : String(error);
      this.#issue('XML_BROKEN', window, event, `An <Event> could not be parsed (${reason.slice(0, 100)}).`);
    }
  }

  /** Counts what is undecoded, and tells whether an event of bytes is worth parsing. */
  #isWantedPayload(window: Window, payload: number, end: number, isFollowed: boolean): boolean {
    const element = window.bytes.toString('latin1', payload, end);
    const texts = payloadTexts(HEX_DATA.exec(element)?.[1] ?? '');
    if (element.startsWith(ERROR_DATA) || texts.length === 0) this.span.undecoded++;
    return texts.length > 0 && (isFollowed || this.#holdsLiteral(texts.join(' ')));
  }

  #holdsLiteral(text: string): boolean {
    const { literals, numbers } = this.#context.wanted.wanted;
    return literals.some((one) => text.includes(one)) || numbers.some((one) => text.includes(one));
  }

  #isFollowed(window: Window, start: number, end: number): boolean {
    if (!this.#context.wanted.followsAny()) return false;
    const ids = EXECUTION.exec(window.bytes.toString('latin1', start, Math.min(end, start + SYSTEM_REACH)));
    return this.#context.wanted.follows(idOf(ids?.[1]), idOf(ids?.[2]));
  }

  #issue(code: 'XML_BROKEN' | 'XML_TRUNCATED' | 'capped', window: Window, event: OpenEvent, text: string): void {
    this.#context.onIssue({ code, source: this.#source.file.path, line: window.lineAt(event.start), text });
  }
}

/** Reads `<Event>` elements, whoever wrote them. `stated`: the zone of times without an offset, where the form itself says it. */
export async function readEvents(source: TextSource, context: ReadContext, stated?: string): Promise<Survey> {
  const found = eventZone(source.head.text);
  const chosen = chooseZone(source.file.path, found.stated ?? stated, context.zones);
  const clock =
    chosen.zone.basis === 'stated' ? new SystemClock(undefined, found.lateMinutes) : new SystemClock(chosen.toUtc);
  const reader = new EventReader(source, context, clock);
  const totals = await source.eachWindow(reader.needles.fingerprints, (window) => reader.read(window), context.onBytes);
  return { ...reader.span.result(), ...totals, zone: chosen.zone };
}

const BETWEEN_EVENTS = /<\/Event>\s*(?=<Event[\s>])/;

/** Behind an end tag that another event follows: inside of an event neither stands as it is. */
export function eventBoundary(bytes: Buffer, end: number): number {
  const match = BETWEEN_EVENTS.exec(bytes.toString('latin1', 0, end));
  return match === null ? -1 : match.index + match[0].length;
}
