import type { HttpRequest } from '../model/observation.ts';
import { type Answer, type HttpEvent, isPassing, type OpenRequest, operationOf } from './http-event.ts';
import { LatestFirst } from './latest-first.ts';

interface Numbered {
  readonly open: OpenRequest;
  /** Place among the requests of the trace. */
  readonly order: number;
}

const ANY = '*';
const NOT_STATED = '';

/** The requests of one id, by operation: an answer that states one belongs to a request of it, or to one that states none. */
class RequestsByOperation {
  readonly #byOperation = new Map<string, LatestFirst<Numbered>>();

  add(request: Numbered): void {
    for (const key of [request.open.request.operation ?? NOT_STATED, ANY]) {
      const list = this.#byOperation.get(key) ?? new LatestFirst<Numbered>();
      this.#byOperation.set(key, list);
      list.add(request);
    }
  }

  latest(operation: string | undefined, counts: (request: Numbered) => boolean): Numbered | undefined {
    const keys = operation === undefined ? [ANY] : [operation, NOT_STATED];
    return latestOf(keys.map((key) => this.#byOperation.get(key)?.latest(counts)));
  }
}

function latestOf(requests: readonly (Numbered | undefined)[]): Numbered | undefined {
  return requests.reduce((a, b) => (a === undefined || (b !== undefined && b.order > a.order) ? b : a), undefined);
}

class RequestsById {
  readonly #byId = new Map<string, RequestsByOperation>();

  add(request: Numbered): void {
    for (const id of request.open.request.requestIds) {
      const requests = this.#byId.get(id) ?? new RequestsByOperation();
      this.#byId.set(id, requests);
      requests.add(request);
    }
  }

  latest(answer: Answer, counts: (request: Numbered) => boolean): Numbered | undefined {
    const operation = operationOf(answer);
    return latestOf(answer.requestIds.map((id) => this.#byId.get(id)?.latest(operation, counts)));
  }
}

/**
 * Ties answers to requests by id: the latest request of that id before it that has none yet, or only a passing one where
 * the request that followed was not logged. Answers what is left over.
 */
export function pairById(
  events: readonly HttpEvent[],
  requests: ReadonlyMap<HttpRequest, OpenRequest>,
): ReadonlySet<Answer> {
  const unanswered = new RequestsById();
  const passing = new RequestsById();
  const left = new Set<Answer>();
  let order = 0;
  for (const event of events) {
    if (event.kind === 'http-request') {
      const open = requests.get(event);
      if (open !== undefined) unanswered.add({ open, order: order++ });
      continue;
    }
    const match =
      unanswered.latest(event, ({ open }) => open.answer === undefined) ??
      (event.kind === 'http-response' ? passing.latest(event, ({ open }) => isPassing(open.answer)) : undefined);
    if (match === undefined) {
      left.add(event);
      continue;
    }
    match.open.answer = event;
    match.open.link = 'exact';
    if (isPassing(event)) passing.add(match);
  }
  return left;
}
