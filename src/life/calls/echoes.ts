import type { Observation, RequestedItem, ToldByPhrase } from '../../model/observation.ts';
import { TICKS_PER_SECOND } from '../../model/ticks.ts';
import { isHttp } from '../is-http.ts';
import { type HttpEvent, type ThreadKey, threadOf } from './http-event.ts';

/** A client writes what it does and the text of it in one go. */
const ECHO_TICKS = 5 * TICKS_PER_SECOND;

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

function differ<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function peopleDiffer(one: readonly RequestedItem[], other: readonly RequestedItem[]): boolean {
  const [people, others] = [one, other].map((items) =>
    items
      .flatMap(({ recipients }) => recipients)
      .toSorted()
      .join(' '),
  );
  return people !== '' && others !== '' && people !== others;
}

function itemsDiffer(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && one.join(' ') !== other.join(' ');
}

/** Whether a phrase and a text may be of one request, or of one end of it. */
function maySaySame(told: HttpEvent, text: HttpEvent): boolean {
  if (told.kind === 'transport-failure' || text.kind === 'transport-failure')
    return told.kind === 'transport-failure' && text.kind === 'transport-failure' && told.code === text.code;
  if (differ(told.clientRequestId, text.clientRequestId) || differ(told.operation, text.operation)) return false;
  if (told.kind === 'http-request' && text.kind === 'http-request') {
    if (differ(told.disposition, text.disposition) || itemsDiffer(told.itemIds, text.itemIds)) return false;
    return !peopleDiffer(told.items, text.items);
  }
  if (told.kind !== 'http-response' || text.kind !== 'http-response' || differ(told.status, text.status)) return false;
  const [code, other] = [told, text].map(({ fault, answers }) => (fault ?? answers[0])?.responseCode);
  return !differ(code, other);
}

function distance(one: HttpEvent, other: HttpEvent): number {
  return one.at === undefined || other.at === undefined ? Number.POSITIVE_INFINITY : Math.abs(one.at - other.at);
}

/** The text with what the phrase adds to it: the name of the message, ids, people that were cut off. */
function joined<Event extends HttpEvent>(text: Event, phrase: HttpEvent, told: ToldByPhrase): Event {
  const requestIds = [...new Set([...text.requestIds, ...phrase.requestIds])];
  const evidence = [...text.evidence, ...phrase.evidence];
  const whole: Event = { ...text, told, requestIds, evidence };
  if (whole.kind !== 'http-request' || phrase.kind !== 'http-request') return whole;
  const [item] = phrase.items;
  const isNameless = whole.items.every(({ recipients }) => recipients.length === 0) && whole.items.length <= 1;
  if (item === undefined || item.recipients.length === 0 || !isNameless) return whole;
  return { ...whole, items: [{ ...item, ...whole.items[0], recipients: item.recipients }] };
}

class Echoes {
  readonly #threads = new Map<ThreadKey, Place[]>();
  readonly #byRecord = new Map<string, Place[]>();
  readonly #byId = new Map<string, Place[]>();
  readonly #places = new Map<Observation, Place>();

  constructor(events: readonly HttpEvent[]) {
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
    for (const place of this.#places.values()) if (isPhrase(place.event)) this.#find(place);
  }

  /** The event with what phrases add to it; undefined for a phrase that a text tells as well. */
  whole<One extends Observation>(one: One): Observation | undefined {
    const place = this.#places.get(one);
    const { echo } = place ?? {};
    if (place === undefined || echo === undefined) return one;
    if (isPhrase(place.event)) return undefined;
    return echo.told === undefined ? one : joined(place.event, echo, echo.told);
  }

  #find(place: Place): void {
    const { event } = place;
    const same = (list: readonly Place[] | undefined): readonly Place[] =>
      (list ?? []).filter((one) => one.echo === undefined && maySaySame(event, one.event));
    const byRecord = same(this.#byRecord.get(`${event.source}\n${event.offset}`));
    const byId = event.requestIds.flatMap((id) => same(this.#byId.get(id)));
    const beside = same([this.#beside(place, -1), this.#beside(place, 1)].flatMap((one) => one ?? [])).filter(
      (one) => distance(event, one.event) <= ECHO_TICKS,
    );
    const candidates = [byRecord, byId, beside].find((list) => list.length > 0) ?? [];
    const [found] = candidates.toSorted((a, b) => distance(event, a.event) - distance(event, b.event));
    if (found === undefined) return;
    found.echo = event;
    place.echo = found.event;
  }

  /** The next of its thread, in front or behind, that no other phrase is told to be. */
  #beside({ thread, index }: Place, step: 1 | -1): Place | undefined {
    const row = thread === undefined ? undefined : this.#threads.get(thread);
    let at = index + step;
    for (let one = row?.[at]; one !== undefined && isPhrase(one.event) && one.echo !== undefined; one = row?.[at])
      at += step;
    const found = row?.[at];
    return found === undefined || isPhrase(found.event) ? undefined : found;
  }

  #listOf<Key>(lists: Map<Key, Place[]>, key: Key): Place[] {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
  }
}

/**
 * Observations in order of time without what phrases tell of calls whose text is there as well: it is added to the text. One record, an id,
 * or process and thread at the same moment tell that the two are one.
 */
export function withoutEchoes(observations: readonly Observation[]): readonly Observation[] {
  const isTold = (one: Observation): boolean => isHttp(one) && one.told !== undefined;
  if (!observations.some(isTold)) return observations;
  const echoes = new Echoes(observations.filter(isHttp));
  return observations.flatMap((one) => echoes.whole(one) ?? []);
}
