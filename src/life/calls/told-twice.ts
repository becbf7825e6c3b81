import { TICKS_PER_SECOND } from '../../model/ticks.ts';
import { type HttpEvent, idsOf } from './http-event.ts';
import { maySaySame, merged } from './same-call.ts';

/** A client writes what it does, and the text of it, in one go. */
export const ECHO_TICKS: number = 5 * TICKS_PER_SECOND;
/** One and the same phrase says a thing twice only where two components write it at once: what comes later is another try. */
const AT_ONCE_TICKS = TICKS_PER_SECOND / 10;

/** What phrases tell of one request, or of one end of it. */
export interface Telling {
  /** In order of time; the first stands for all. */
  readonly events: readonly HttpEvent[];
  /** All that they tell. */
  readonly whole: HttpEvent;
}

interface OpenTelling {
  readonly events: HttpEvent[];
  whole: HttpEvent;
  /** What came behind it of the same call: after its end a request is another, and after a request an end. */
  closedBy: HttpEvent | undefined;
}

export function distance(one: HttpEvent, other: HttpEvent): number {
  return one.at === undefined || other.at === undefined ? Number.POSITIVE_INFINITY : Math.abs(one.at - other.at);
}

/** Two files of one moment say nothing of what came first. */
function isBehind(event: HttpEvent, before: HttpEvent): boolean {
  return event.source === before.source || event.at !== before.at;
}

function isSoon(event: HttpEvent, { events }: OpenTelling): boolean {
  const isOfOtherWords = events.every(({ told }) => told?.phrase !== event.told?.phrase);
  return events.some((one) => distance(one, event) <= (isOfOtherWords ? ECHO_TICKS : AT_ONCE_TICKS));
}

/**
 * Phrases by what they tell of: two lines of a client, of two of its components perhaps, may tell of one request or of one end of it, by an id of the
 * call or by the name of its message. Events in order of time.
 */
export function tellingsOf(events: readonly HttpEvent[]): ReadonlyMap<HttpEvent, Telling> {
  const found = new Map<HttpEvent, Telling>();
  const last = { request: new Map<string, OpenTelling>(), end: new Map<string, OpenTelling>() };
  for (const event of events) {
    const [own, others] = event.kind === 'http-request' ? [last.request, last.end] : [last.end, last.request];
    const keys = idsOf(event);
    for (const key of keys) {
      const other = others.get(key);
      if (other !== undefined) other.closedBy = event;
    }
    if (event.told === undefined) continue;
    const mayBe = (known: OpenTelling): boolean =>
      (known.closedBy === undefined || !isBehind(event, known.closedBy)) &&
      isSoon(event, known) &&
      maySaySame(known.whole, event);
    const telling = keys.flatMap((key) => own.get(key) ?? []).find(mayBe) ?? {
      events: [],
      whole: event,
      closedBy: undefined,
    };
    if (telling.events.length > 0) telling.whole = merged(telling.whole, event);
    telling.events.push(event);
    found.set(event, telling);
    for (const key of idsOf(telling.whole)) own.set(key, telling);
  }
  return found;
}
