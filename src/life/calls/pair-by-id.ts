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
  #few: OpenRequest[];
  #byOperation: Map<string, OpenRequest[]> | undefined;

  constructor(requests: OpenRequest[]) {
    this.#few = requests;
  }

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

/** Requests by id, of which most are the only ones that wait for an answer. */
class RequestsById {
  readonly #byId = new Map<string, OpenRequest | RequestsOfId>();

  add(open: OpenRequest): void {
    for (const id of open.request.requestIds) {
      const known = this.#byId.get(id);
      if (known === undefined) this.#byId.set(id, open);
      else if (known instanceof RequestsOfId) known.add(open);
      else if (known !== open) this.#byId.set(id, new RequestsOfId([known, open]));
    }
  }

  /** What has its answer need not be looked for any more: a table of those alone that wait stays small. */
  drop({ request: { requestIds } }: OpenRequest): void {
    for (const id of requestIds) if (!(this.#byId.get(id) instanceof RequestsOfId)) this.#byId.delete(id);
  }

  /** `counts` must never become true again for a request it was false for. */
  latest(answer: Answer, counts: Counts): OpenRequest | undefined {
    const operation = operationOf(answer);
    let found: OpenRequest | undefined;
    for (const id of answer.requestIds) {
      const known = this.#byId.get(id);
      if (known instanceof RequestsOfId) found = later(found, known.latest(operation, counts));
      else if (known !== undefined && counts(known) && isOf(known, operation)) found = later(found, known);
    }
    return found;
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
  requests: readonly (OpenRequest | undefined)[],
): Map<Answer, number> {
  const unanswered = new RequestsById();
  const passing = new RequestsById();
  const left = new Map<Answer, number>();
  for (const [place, event] of events.entries()) {
    if (event.kind === 'http-request') {
      const open = requests[place];
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
    unanswered.drop(open);
    // Where one leg of a handshake has its answer, what is said later of the others says nothing.
    if (isPassing(event)) passing.add(open);
    else passing.drop(open);
  }
  return left;
}
