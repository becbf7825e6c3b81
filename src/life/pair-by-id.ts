import type { HttpRequest } from '../model/observation.ts';
import { type Answer, type HttpEvent, isPassing, type OpenRequest, operationOf } from './http-event.ts';

const ANY = '*';
const NOT_STATED = '';

/** Requests by id and operation: an answer that states one belongs to a request of it, or to one that states none. */
class RequestsById {
  readonly #lists = new Map<string, OpenRequest[]>();

  add(open: OpenRequest): void {
    const { requestIds, operation = NOT_STATED } = open.request;
    for (const id of requestIds) {
      this.#put(`${operation} ${id}`, open);
      this.#put(`${ANY} ${id}`, open);
    }
  }

  /** The latest that counts; `counts` must never become true again for a request it was false for. */
  latest(answer: Answer, counts: (open: OpenRequest) => boolean): OpenRequest | undefined {
    const operation = operationOf(answer);
    let found: OpenRequest | undefined;
    for (const id of answer.requestIds) {
      for (const name of operation === undefined ? [ANY] : [operation, NOT_STATED]) {
        const last = this.#latestOf(`${name} ${id}`, counts);
        if (last !== undefined && (found === undefined || last.place > found.place)) found = last;
      }
    }
    return found;
  }

  #put(key: string, open: OpenRequest): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [open]);
    else list.push(open);
  }

  /** What no longer counts never does again, so it is dropped where it is met: all questions together cost as much as there are requests. */
  #latestOf(key: string, counts: (open: OpenRequest) => boolean): OpenRequest | undefined {
    const list = this.#lists.get(key);
    if (list === undefined) return undefined;
    for (let last = list.at(-1); last !== undefined; last = list.at(-1)) {
      if (counts(last)) return last;
      list.pop();
    }
    this.#lists.delete(key);
    return undefined;
  }
}

function isUnanswered(open: OpenRequest): boolean {
  return open.answer === undefined;
}

function hasPassingAnswer(open: OpenRequest): boolean {
  return isPassing(open.answer);
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
  return left;
}
