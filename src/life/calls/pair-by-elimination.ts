import type { HttpRequest, HttpResponse } from '../../model/observation.ts';
import { TICKS_PER_SECOND, type Ticks } from '../../model/ticks.ts';
import { answerCall, answerOf, type OpenCall } from './call.ts';
import { type Answer, type HttpEvent, hasLostItsHead, isChallenge, threadOf } from './http-event.ts';

/** WinHTTP waits 30 s for an answer (its default receive time-out). */
const LONGEST_WAIT = 30 * TICKS_PER_SECOND;
/** Requests among which the one that an answer can be of is looked for. */
const MOST_RIVALS = 8;

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

  /** The one request that still waits at a moment and that `fits`; none where many wait. */
  only(at: Ticks, fits: (open: OpenCall) => boolean): OpenCall | undefined {
    for (const open of this.#requests) {
      if (open.request.at !== undefined && at - open.request.at <= LONGEST_WAIT) break;
      this.#requests.delete(open);
    }
    if (this.#requests.size > MOST_RIVALS) return undefined;
    const fitting = [...this.#requests].filter(fits);
    return fitting.length === 1 ? fitting[0] : undefined;
  }
}

/** What waits in one process for an answer of one operation: all of it, and what may have any id. */
interface Group {
  readonly all: Waiting;
  readonly withoutId: Waiting;
}

function answersAll(response: HttpResponse, { items, itemIds }: HttpRequest): boolean {
  const asked = Math.max(items.length, itemIds.length);
  return asked === 0 || response.fault !== undefined || response.answers.length === asked;
}

/** Exchange names the item that it saved, and none of what it sent. */
function isLikely({ operation, disposition }: HttpRequest, { answers }: HttpResponse): boolean {
  if (operation !== 'CreateItem' || disposition === undefined) return true;
  return answers.every(
    ({ responseCode, itemIds }) => responseCode !== 'NoError' || itemIds.length > 0 === (disposition === 'SaveOnly'),
  );
}

/** Processes in which ids tie answers to requests of other threads: only there may an answer be of any thread's request. */
function processesOfManyThreads(calls: readonly OpenCall[]): ReadonlySet<number | undefined> {
  const found = new Set<number | undefined>();
  for (const call of calls) {
    const answer = answerOf(call);
    if (answer === undefined || call.link !== 'exact') continue;
    if (threadOf(answer) !== threadOf(call.request)) found.add(call.request.pid);
  }
  return found;
}

/**
 * Ties an answer that lost its head, or that has the id of no request, to the request of its process and operation that has no answer,
 * where there is just one, and takes it out of `left`. One of the two must have had an id, and the other have lost it with its head. Where
 * requests have no ids, thread and order must do: an answer without an id is nothing special there.
 */
export function pairByElimination(
  events: readonly HttpEvent[],
  calls: readonly OpenCall[],
  left: Map<Answer, number>,
): void {
  if (left.size === 0) return;
  const manyThreads = processesOfManyThreads(calls);
  const groups = new Map<string, Group>();
  const onlyFor = (answer: HttpResponse, { all, withoutId }: Group): OpenCall | undefined => {
    if (answer.at === undefined) return undefined;
    const fits = ({ request }: OpenCall): boolean => answersAll(answer, request) && isLikely(request, answer);
    if (!hasLostItsHead(answer)) {
      const hasForeignId = answer.requestIds.length > 0 && !isChallenge(answer);
      const open = hasForeignId && manyThreads.has(answer.pid) ? withoutId.only(answer.at, fits) : undefined;
      return open !== undefined && hasLostItsHead(open.request) ? open : undefined;
    }
    const open = all.only(answer.at, fits);
    if (open?.request.clientRequestId !== undefined) return open;
    return open !== undefined && hasLostItsHead(open.request) && manyThreads.has(answer.pid) ? open : undefined;
  };
  let asked = 0;
  for (const event of events) {
    const asking = event.kind === 'http-request' ? calls[asked++] : undefined;
    if (event.kind === 'transport-failure') continue;
    const key = keyOf(event);
    if (key === undefined) continue;
    const group = groups.get(key) ?? { all: new Waiting(), withoutId: new Waiting() };
    groups.set(key, group);
    if (event.kind === 'http-request') {
      if (asking === undefined || answerOf(asking) !== undefined) continue;
      group.all.add(asking);
      if (event.requestIds.length === 0) group.withoutId.add(asking);
    } else if (left.has(event)) {
      const open = onlyFor(event, group);
      if (open === undefined) continue;
      answerCall(open, event, 'weak');
      group.all.drop(open);
      group.withoutId.drop(open);
      left.delete(event);
    }
  }
}
