import type { HttpRequest, HttpResponse } from '../../model/observation.ts';
import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';
import { answerCall, answerOf, type OpenCall } from './call.ts';
import type { Answer, HttpEvent } from './http-event.ts';

/** WinHTTP waits 30 s for an answer (its default receive time-out). */
const LONGEST_WAIT = 30 * TICKS_PER_SECOND;

/** The head of the answer was lost, and with it the id that would tie it. */
function hasLostItsHead(event: HttpEvent): event is HttpResponse {
  return event.kind === 'http-response' && event.status === undefined && event.requestIds.length === 0;
}

function keyOf({ pid, operation }: HttpRequest | HttpResponse): string | undefined {
  return pid === undefined || operation === undefined ? undefined : `${pid} ${operation}`;
}

/** Requests that wait for an answer, oldest first. */
class Waiting {
  readonly #requests = new Set<OpenCall>();

  add(open: OpenCall): void {
    this.#requests.add(open);
  }

  drop(open: OpenCall): void {
    this.#requests.delete(open);
  }

  /** The one request that still waits at a moment. */
  only(at: Ticks): OpenCall | undefined {
    for (const open of this.#requests) {
      if (open.request.at !== undefined && at - open.request.at <= LONGEST_WAIT) break;
      this.#requests.delete(open);
    }
    const [first] = this.#requests;
    return this.#requests.size === 1 ? first : undefined;
  }
}

function answersAll(response: HttpResponse, { items, itemIds }: HttpRequest): boolean {
  const asked = Math.max(items.length, itemIds.length);
  return asked === 0 || response.fault !== undefined || response.answers.length === asked;
}

/**
 * Ties an answer that lost its head to the request of its process and operation that has an id and no answer, where there is just one,
 * and takes it out of `left`. Where requests have no ids, thread and order must do: an answer without an id is nothing special there.
 */
export function pairByElimination(
  events: readonly HttpEvent[],
  calls: readonly OpenCall[],
  left: Map<Answer, number>,
): void {
  if (![...left.keys()].some(hasLostItsHead)) return;
  const waiting = new Map<string, Waiting>();
  let asked = 0;
  for (const event of events) {
    const open = event.kind === 'http-request' ? calls[asked++] : undefined;
    if (event.kind === 'transport-failure') continue;
    const key = keyOf(event);
    if (key === undefined) continue;
    const group = waiting.get(key) ?? new Waiting();
    waiting.set(key, group);
    if (open !== undefined) {
      if (answerOf(open) === undefined) group.add(open);
    } else if (hasLostItsHead(event) && left.has(event) && event.at !== undefined) {
      const only = group.only(event.at);
      if (only?.request.clientRequestId === undefined || !answersAll(event, only.request)) continue;
      answerCall(only, event, 'weak');
      group.drop(only);
      left.delete(event);
    }
  }
}
