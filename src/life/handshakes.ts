import type { HttpRequest } from '../model/observation.ts';
import { TICKS_PER_SECOND } from '../model/ticks.ts';
import type { Call } from './call.ts';
import { isChallenge, threadOf } from './http-event.ts';
import { JITTER_TICKS } from './timeline.ts';

/** A 401 or 407 followed within this time by the same request is a handshake (contract section 4). */
export const HANDSHAKE_TICKS: number = 60 * TICKS_PER_SECOND;

function areApart(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && a.join(' ') !== b.join(' ');
}

/** Two requests that say different things are two requests, whatever came between them. */
function contentsDiffer(a: HttpRequest, b: HttpRequest): boolean {
  if (areApart(a.itemIds, b.itemIds)) return true;
  return a.items.some((item, i) => {
    const other = b.items[i];
    if (other === undefined) return false;
    const bodiesDiffer =
      item.bodyHash !== undefined && other.bodyHash !== undefined && item.bodyHash !== other.bodyHash;
    return bodiesDiffer || areApart(item.recipients, other.recipients);
  });
}

function operationsAgree(a: HttpRequest, b: HttpRequest): boolean {
  return a.operation === undefined || b.operation === undefined || a.operation === b.operation;
}

function goesOnWith(first: Call, second: Call): boolean {
  const asked = first.response?.at;
  const again = second.request.at;
  if (asked === undefined || again === undefined) return false;
  if (again < asked - JITTER_TICKS || again - asked > HANDSHAKE_TICKS) return false;
  return !contentsDiffer(first.request, second.request);
}

/** The leg of a handshake that carried the body tells what was asked. */
function tellingOf(before: HttpRequest, after: HttpRequest): HttpRequest {
  const beforeSays = before.items.length + before.itemIds.length > 0;
  const afterSays = after.items.length + after.itemIds.length > 0;
  return after.operation !== undefined && (afterSays || !beforeSays) ? after : before;
}

/** Challenges of one id or thread that may wait at the same time. A client asks a thread for one thing after the other. */
const MOST_WAITING = 32;

/** Challenged calls whose second leg has not come, by what that leg would share with them. */
class Waiting {
  readonly #byKey = new Map<string, number[]>();

  add(key: string, place: number): void {
    const places = this.#byKey.get(key) ?? [];
    this.#byKey.set(key, places);
    places.push(place);
    if (places.length > MOST_WAITING) places.shift();
  }

  /** The latest that fits; it waits no longer under this key. */
  take(key: string, fits: (place: number) => boolean): number | undefined {
    const places = this.#byKey.get(key) ?? [];
    const at = places.findLastIndex(fits);
    return at < 0 ? undefined : places.splice(at, 1)[0];
  }
}

function idKeys({ requestIds }: HttpRequest): readonly string[] {
  return requestIds.map((id) => `id ${id}`);
}

/** A call with the legs in front of it; a chain of legs is one list that is handed on. */
interface Folding {
  readonly call: Call;
  readonly legs: Call[];
}

function foldedInto(before: Folding | undefined, call: Call): Folding {
  if (before === undefined) return { call, legs: [] };
  before.legs.push(before.call);
  const { place, request } = before.call;
  return { call: { ...call, place, request: tellingOf(request, call.request) }, legs: before.legs };
}

/** Folds the legs of a handshake into the call that they lead to: by a common id first, else by thread and operation. */
export function foldHandshakes(calls: readonly Call[]): readonly Call[] {
  const result: (Folding | undefined)[] = [];
  const waiting = new Waiting();
  const before = (call: Call): number | undefined => {
    const { request } = call;
    const fits = (place: number): boolean => {
      const first = result[place]?.call;
      return first !== undefined && goesOnWith(first, call);
    };
    for (const key of idKeys(request)) {
      const place = waiting.take(key, fits);
      if (place !== undefined) return place;
    }
    const thread = threadOf(request);
    if (thread === undefined || !request.isEws) return undefined;
    return waiting.take(thread, (place) => {
      const first = result[place]?.call;
      return first !== undefined && operationsAgree(first.request, request) && fits(place);
    });
  };
  for (const [place, call] of calls.entries()) {
    const first = before(call);
    const folding = foldedInto(first === undefined ? undefined : result[first], call);
    if (first !== undefined) result[first] = undefined;
    result.push(folding);
    if (!isChallenge(call.response)) continue;
    const thread = threadOf(call.request);
    for (const key of idKeys(call.request)) waiting.add(key, place);
    if (thread !== undefined) waiting.add(thread, place);
  }
  return result.flatMap((one) => {
    if (one === undefined) return [];
    return one.legs.length === 0 ? one.call : { ...one.call, handshakes: one.legs };
  });
}
