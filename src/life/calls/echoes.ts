import type { Observation } from '../../model/observation.ts';
import { isHttp } from '../is-http.ts';
import { type HttpEvent, type ThreadKey, threadOf } from './http-event.ts';
import { joined, maySaySame } from './same-call.ts';
import { distance, ECHO_TICKS, type Telling, tellingsOf } from './told-twice.ts';

/** Events of one thread and moment that a phrase is looked for behind. */
const MOST_PASSED_OVER = 64;

/** An event in its thread, until it is found to be told twice. */
interface Place {
  readonly event: HttpEvent;
  readonly thread: ThreadKey | undefined;
  /** Among the events of its thread. */
  readonly index: number;
  /** What phrases tell of it, where it is text; that it is told elsewhere, where it is a phrase. */
  echo: HttpEvent | undefined;
}

function isPhrase({ told }: HttpEvent): boolean {
  return told !== undefined;
}

/** Of one moment, in two files: nothing tells which came first. */
function areUnordered(one: HttpEvent, other: HttpEvent): boolean {
  return one.at !== undefined && one.at === other.at && one.source !== other.source;
}

class Echoes {
  readonly #threads = new Map<ThreadKey, Place[]>();
  readonly #byRecord = new Map<string, Place[]>();
  readonly #byId = new Map<string, Place[]>();
  readonly #places = new Map<Observation, Place>();
  readonly #tellings: ReadonlyMap<Observation, Telling>;
  /** Ids of the last call that phrases name a message for. */
  readonly #idsByName = new Map<string, readonly string[]>();

  constructor(events: readonly HttpEvent[]) {
    this.#tellings = tellingsOf(events);
    for (const event of events) {
      const thread = threadOf(event);
      const row = thread === undefined ? undefined : this.#listOf(this.#threads, thread);
      const place: Place = { event, thread, index: row?.length ?? 0, echo: undefined };
      row?.push(place);
      this.#places.set(event, place);
      if (isPhrase(event)) continue;
      this.#listOf(this.#byRecord, `${event.source}\n${event.offset}`).push(place);
      for (const id of event.requestIds) this.#listOf(this.#byId, id).push(place);
    }
    for (const telling of new Set(this.#tellings.values())) this.#find(telling);
  }

  /** The event with what phrases add to it; undefined for a phrase that a text, or another phrase in front of it, tells as well. */
  whole<One extends Observation>(one: One): Observation | undefined {
    const place = this.#places.get(one);
    if (place === undefined) return one;
    const telling = this.#tellings.get(one);
    if (telling !== undefined) {
      return place.echo === undefined && telling.events[0] === place.event ? telling.whole : undefined;
    }
    return place.echo?.told === undefined ? one : joined(place.event, place.echo, place.echo.told);
  }

  #find({ events, whole }: Telling): void {
    const same = (list: readonly Place[] | undefined): readonly Place[] =>
      (list ?? []).filter((one) => one.echo === undefined && maySaySame(whole, one.event));
    const away = ({ event }: Place): number => Math.min(...events.map((one) => distance(one, event)));
    const byRecord = events.flatMap(({ source, offset }) => same(this.#byRecord.get(`${source}\n${offset}`)));
    const byId = whole.requestIds.flatMap((id) => same(this.#byId.get(id)));
    const name = whole.told?.messageId ?? '';
    // The end of a call may be told by the name of its message alone.
    const ofName = whole.kind === 'http-request' ? [] : (this.#idsByName.get(name) ?? []);
    const byName = ofName.flatMap((id) => same(this.#byId.get(id)));
    const places = events.flatMap((event) => this.#places.get(event) ?? []);
    const beside = same(
      places.flatMap((place) => [this.#beside(place, -1), this.#beside(place, 1)].flatMap((one) => one ?? [])),
    );
    const near = [byName, beside].map((list) => list.filter((one) => away(one) <= ECHO_TICKS));
    const candidates = [byRecord, byId, ...near].find((list) => list.length > 0) ?? [];
    const [found] = candidates.toSorted((a, b) => away(a) - away(b));
    if (whole.kind === 'http-request') this.#idsByName.set(name, found?.event.requestIds ?? whole.requestIds);
    if (found === undefined) return;
    found.echo = whole;
    for (const place of places) place.echo = found.event;
  }

  /** The next of its thread, in front or behind, that is text and that no other phrase is told to be; of one moment in two files any. */
  #beside({ event, thread, index }: Place, step: 1 | -1): Place | undefined {
    const row = thread === undefined ? undefined : this.#threads.get(thread);
    let at = index + step;
    const end = index + MOST_PASSED_OVER * step;
    for (let one = row?.[at]; at !== end && one !== undefined && this.#isPassedOver(one, event); one = row?.[at])
      at += step;
    const found = row?.[at];
    return found === undefined || isPhrase(found.event) ? undefined : found;
  }

  #isPassedOver(one: Place, event: HttpEvent): boolean {
    if (isPhrase(one.event)) return one.echo !== undefined || (event.at !== undefined && one.event.at === event.at);
    return areUnordered(one.event, event) && (one.echo !== undefined || !maySaySame(event, one.event));
  }

  #listOf<Key>(lists: Map<Key, Place[]>, key: Key): Place[] {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
  }
}

/**
 * Observations in order of time, each call once: what phrases tell of one whose text is there as well is added to the text, and what several
 * phrases tell of one is one. One record, an id, or process and thread at the same moment tell that two are one.
 */
export function withoutEchoes(observations: readonly Observation[]): readonly Observation[] {
  const isTold = (one: Observation): boolean => isHttp(one) && one.told !== undefined;
  if (!observations.some(isTold)) return observations;
  const echoes = new Echoes(observations.filter(isHttp));
  return observations.flatMap((one) => echoes.whole(one) ?? []);
}
