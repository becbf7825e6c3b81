import type { HttpRequest } from '../../model/observation.ts';
import { TICKS_PER_SECOND } from '../../model/ticks.ts';
import { JITTER_TICKS } from '../timeline.ts';
import { type Call, NO_LEGS } from './call.ts';
import { LEG_TICKS } from './headless-legs.ts';
import { idsOf, isChallenge, type ThreadKey, threadOf } from './http-event.ts';

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

/** The refusal was not logged where the same call is made again at once, this time with credentials. */
function isLegWithoutAnswer(first: Call, second: Call): boolean {
  const [before, after] = [first.request.at, second.request.at];
  if (first.response !== undefined || first.failure !== undefined || before === undefined || after === undefined)
    return false;
  return (
    second.request.hasAuthorization && after - before <= LEG_TICKS && !contentsDiffer(first.request, second.request)
  );
}

function goesOnWith(first: Call, second: Call): boolean {
  if (isLegWithoutAnswer(first, second)) return true;
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

/** Calls whose second leg has not come, by what that leg would share with them: their places. */
class Waiting<Key> {
  readonly #byKey = new Map<Key, number[]>();

  add(key: Key, place: number): void {
    const waiting = this.#byKey.get(key);
    if (waiting === undefined) {
      this.#byKey.set(key, [place]);
      return;
    }
    waiting.push(place);
    if (waiting.length > MOST_WAITING) waiting.shift();
  }

  /** The latest that fits; it waits no longer under this key. */
  take(key: Key, fits: (place: number) => boolean): number | undefined {
    const waiting = this.#byKey.get(key);
    if (waiting === undefined) return undefined;
    const at = waiting.findLastIndex(fits);
    const found = at < 0 ? undefined : waiting.splice(at, 1)[0];
    if (waiting.length === 0) this.#byKey.delete(key);
    return found;
  }
}

/** Folds the legs of a handshake into the call that they lead to: by a common id first, else by thread and operation. */
export function foldHandshakes(calls: readonly Call[]): Call[] {
  const byId = new Waiting<string>();
  const byThread = new Waiting<ThreadKey>();
  /** The calls with the legs in front of them; none where a call has become a leg itself. */
  const whole: (Call | undefined)[] = calls.slice();
  /** The legs by the place of their call. A chain of legs is one list that is handed on, not copied from leg to leg. */
  const legs = calls.map((): Call[] | undefined => undefined);
  const before = (call: Call): number | undefined => {
    const { request } = call;
    const fits = (place: number): boolean => {
      const first = whole[place];
      return first !== undefined && goesOnWith(first, call);
    };
    for (const id of idsOf(request)) {
      const found = byId.take(id, fits);
      if (found !== undefined) return found;
    }
    const thread = threadOf(request);
    if (thread === undefined || !request.isEws) return undefined;
    const isAlike = (place: number): boolean => {
      const first = whole[place];
      return first !== undefined && operationsAgree(first.request, request);
    };
    return byThread.take(thread, (place) => isAlike(place) && fits(place));
  };
  const fold = (from: number, to: number, call: Call): void => {
    const first = whole[from];
    if (first === undefined) return;
    const handshakes = legs[from] ?? [];
    // Without its own legs, which are in the list in front of it.
    handshakes.push(first.handshakes.length === 0 ? first : { ...first, handshakes: NO_LEGS });
    legs[to] = handshakes;
    whole[to] = { ...call, place: first.place, request: tellingOf(first.request, call.request), handshakes };
    whole[from] = undefined;
  };
  let place = -1;
  for (const call of calls) {
    place++;
    const from = before(call);
    if (from !== undefined) fold(from, place, call);
    const isUnanswered = call.response === undefined && call.failure === undefined;
    if (!isChallenge(call.response) && !isUnanswered) continue;
    for (const id of idsOf(call.request)) byId.add(id, place);
    const thread = isUnanswered ? undefined : threadOf(call.request);
    if (thread !== undefined) byThread.add(thread, place);
  }
  return whole.filter((call) => call !== undefined);
}
