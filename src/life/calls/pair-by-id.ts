import type { HttpRequest } from '../../model/observation.ts';
import { type Answer, type HttpEvent, isPassing, type OpenRequest, operationOf } from './http-event.ts';

const ANY = '*';
const NOT_STATED = '';
/** Most ids have two or three requests; only where there are more are they sorted by operation. */
const FEW = 8;

type Counts = (open: OpenRequest) => boolean;

/** The latest of a list that counts. What no longer counts never does again, so it is dropped where it is met. */
function latestOf(list: OpenRequest[] | undefined, counts: Counts): OpenRequest | undefined {
  if (list === undefined) return undefined;
  for (let last = list.at(-1); last !== undefined; last = list.at(-1)) {
    if (counts(last)) return last;
    list.pop();
  }
  return undefined;
}

/** An answer that states an operation belongs to a request of it, or to one that states none. */
function isOf(open: OpenRequest, operation: string | undefined): boolean {
  return operation === undefined || open.request.operation === undefined || open.request.operation === operation;
}

/** The requests of one id, in order of time. */
class RequestsOfId {
  #few: OpenRequest[] = [];
  #byOperation: Map<string, OpenRequest[]> | undefined;

  add(open: OpenRequest): void {
    if (this.#byOperation === undefined && this.#few.length < FEW) {
      this.#few.push(open);
      return;
    }
    const before = this.#few;
    this.#few = [];
    for (const one of [...before, open]) {
      this.#put(one.request.operation ?? NOT_STATED, one);
      this.#put(ANY, one);
    }
  }

  latest(operation: string | undefined, counts: Counts): OpenRequest | undefined {
    if (this.#byOperation === undefined) return this.#few.findLast((open) => counts(open) && isOf(open, operation));
    const of = (name: string): OpenRequest | undefined => latestOf(this.#byOperation?.get(name), counts);
    return operation === undefined ? of(ANY) : later(of(operation), of(NOT_STATED));
  }

  #put(key: string, open: OpenRequest): void {
    this.#byOperation ??= new Map();
    const list = this.#byOperation.get(key);
    if (list === undefined) this.#byOperation.set(key, [open]);
    else list.push(open);
  }
}

function later(a: OpenRequest | undefined, b: OpenRequest | undefined): OpenRequest | undefined {
  return a === undefined || (b !== undefined && b.place > a.place) ? b : a;
}

class RequestsById {
  readonly #byId = new Map<string, RequestsOfId>();

  add(open: OpenRequest): void {
    for (const id of open.request.requestIds) {
      const known = this.#byId.get(id);
      const requests = known ?? new RequestsOfId();
      if (known === undefined) this.#byId.set(id, requests);
      requests.add(open);
    }
  }

  /** By the id that the client gave, else by any. `counts` must never become true again for a request it was false for. */
  latest(answer: Answer, counts: Counts): OpenRequest | undefined {
    const operation = operationOf(answer);
    const own = answer.kind === 'http-response' ? answer.clientRequestId : undefined;
    let found = own === undefined ? undefined : this.#byId.get(own)?.latest(operation, counts);
    if (found !== undefined) return found;
    for (const id of answer.requestIds) found = later(found, this.#byId.get(id)?.latest(operation, counts));
    return found;
  }
}

function isUnanswered(open: OpenRequest): boolean {
  return open.answer === undefined;
}

function hasPassingAnswer(open: OpenRequest): boolean {
  return isPassing(open.answer);
}

/** Of equal times the order is that of the names of the files, which says nothing: an answer may stand in front of its request. */
function pairInOneMoment(requests: Iterable<OpenRequest>, left: Map<Answer, number>): void {
  if (left.size === 0) return;
  const waiting = new Map<string, OpenRequest[]>();
  for (const open of requests) {
    if (open.request.at === undefined || !isUnanswered(open)) continue;
    for (const id of open.request.requestIds) {
      const key = `${open.request.at} ${id}`;
      const known = waiting.get(key);
      if (known === undefined) waiting.set(key, [open]);
      else known.push(open);
    }
  }
  for (const answer of [...left.keys()]) {
    if (answer.at === undefined) continue;
    for (const id of answer.requestIds) {
      const open = latestOf(waiting.get(`${answer.at} ${id}`), isUnanswered);
      if (open === undefined || open.request.source === answer.source || !isOf(open, operationOf(answer))) continue;
      open.answer = answer;
      open.link = 'exact';
      left.delete(answer);
      break;
    }
  }
}

/**
 * Ties answers to requests by id: the latest request of that id before it that has none yet, or only a passing one where
 * the request that followed was not logged. Answers what is left over, with its place among the events.
 */
export function pairById(
  events: readonly HttpEvent[],
  requests: ReadonlyMap<HttpRequest, OpenRequest>,
): Map<Answer, number> {
  const unanswered = new RequestsById();
  const passing = new RequestsById();
  const left = new Map<Answer, number>();
  for (const [place, event] of events.entries()) {
    if (event.kind === 'http-request') {
      const open = requests.get(event);
      if (open !== undefined) unanswered.add(open);
      continue;
    }
    const open =
      unanswered.latest(event, isUnanswered) ??
      (event.kind === 'http-response' ? passing.latest(event, hasPassingAnswer) : undefined);
    if (open === undefined) {
      left.set(event, place);
      continue;
    }
    open.answer = event;
    open.link = 'exact';
    if (isPassing(event)) passing.add(open);
  }
  pairInOneMoment(requests.values(), left);
  return left;
}
