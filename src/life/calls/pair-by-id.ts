import { answerCall, answerOf, type OpenCall } from './call.ts';
import { type Answer, type HttpEvent, idsOf, isChallenge, isPassing, operationOf, threadOf } from './http-event.ts';

const ANY = '*';
const NOT_STATED = '';
/** Most ids have two or three requests; only where there are more are they sorted by operation. */
const FEW = 8;

type Counts = (open: OpenCall) => boolean;

/** The latest of a list that counts. What no longer counts never does again, so it is dropped where it is met. */
function latestOf(list: OpenCall[] | undefined, counts: Counts): OpenCall | undefined {
  if (list === undefined) return undefined;
  for (let last = list.at(-1); last !== undefined; last = list.at(-1)) {
    if (counts(last)) return last;
    list.pop();
  }
  return undefined;
}

/** An answer that states an operation belongs to a request of it, or to one that states none. */
function isOf(open: OpenCall, operation: string | undefined): boolean {
  return operation === undefined || open.request.operation === undefined || open.request.operation === operation;
}

/** The requests of one id, in order of time. */
class RequestsOfId {
  #few: OpenCall[];
  #byOperation: Map<string, OpenCall[]> | undefined;

  constructor(requests: OpenCall[]) {
    this.#few = requests;
  }

  add(open: OpenCall): void {
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

  /** Of several that wait the latest of the answer's own thread, else the latest: one id may stand on two requests that differ. */
  latest(answer: Answer, counts: Counts): OpenCall | undefined {
    const operation = operationOf(answer);
    if (this.#byOperation === undefined) {
      const thread = threadOf(answer);
      const fits = (open: OpenCall): boolean => counts(open) && isOf(open, operation);
      return this.#few.findLast((open) => threadOf(open.request) === thread && fits(open)) ?? this.#few.findLast(fits);
    }
    const of = (name: string): OpenCall | undefined => latestOf(this.#byOperation?.get(name), counts);
    return operation === undefined ? of(ANY) : later(of(operation), of(NOT_STATED));
  }

  /** The requests, where they are few. */
  get few(): readonly OpenCall[] {
    return this.#few;
  }

  #put(key: string, open: OpenCall): void {
    this.#byOperation ??= new Map();
    const list = this.#byOperation.get(key);
    if (list === undefined) this.#byOperation.set(key, [open]);
    else list.push(open);
  }
}

function later(a: OpenCall | undefined, b: OpenCall | undefined): OpenCall | undefined {
  return a === undefined || (b !== undefined && b.place > a.place) ? b : a;
}

/** Requests by id, of which most are the only ones that wait for an answer. */
class RequestsById {
  readonly #byId = new Map<string, OpenCall | RequestsOfId>();

  add(open: OpenCall): void {
    for (const id of idsOf(open.request)) {
      const known = this.#byId.get(id);
      if (known === undefined) this.#byId.set(id, open);
      else if (known instanceof RequestsOfId) known.add(open);
      else if (known !== open) this.#byId.set(id, new RequestsOfId([known, open]));
    }
  }

  /** What has its answer need not be looked for any more: a table of those alone that wait stays small. */
  drop({ request }: OpenCall): void {
    for (const id of idsOf(request)) if (!(this.#byId.get(id) instanceof RequestsOfId)) this.#byId.delete(id);
  }

  /** By the id that the client gave, else by any. `counts` must never become true again for a request it was false for. */
  latest(answer: Answer, counts: Counts): OpenCall | undefined {
    const own = answer.kind === 'http-response' ? answer.clientRequestId : undefined;
    let found = own === undefined ? undefined : this.#latestOf(own, answer, counts);
    if (found !== undefined) return found;
    for (const id of idsOf(answer)) found = later(found, this.#latestOf(id, answer, counts));
    return found;
  }

  /** The latest request of an id of the answer that `fits`, wherever it stands, where they are few. */
  find(answer: Answer, fits: Counts): OpenCall | undefined {
    for (const id of idsOf(answer)) {
      const known = this.#byId.get(id);
      const requests = known === undefined ? [] : known instanceof RequestsOfId ? known.few : [known];
      const found = requests.findLast((open) => fits(open) && isOf(open, operationOf(answer)));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #latestOf(id: string, answer: Answer, counts: Counts): OpenCall | undefined {
    const known = this.#byId.get(id);
    if (known instanceof RequestsOfId) return known.latest(answer, counts);
    return known !== undefined && counts(known) && isOf(known, operationOf(answer)) ? known : undefined;
  }
}

function isUnanswered(open: OpenCall): boolean {
  return answerOf(open) === undefined;
}

function hasPassingAnswer(open: OpenCall): boolean {
  return isPassing(answerOf(open));
}

function isChallenged(open: OpenCall): boolean {
  return isChallenge(answerOf(open));
}

/**
 * Whether an answer that stands in front of a request by time may yet be behind it: the clock was set back between the two lines of the
 * file, or both are of one moment in two files, whose names say nothing.
 */
function mayBeBehind(answer: Answer, { request }: OpenCall): boolean {
  return request.source === answer.source ? request.offset < answer.offset : request.at === answer.at;
}

/**
 * Ties answers to requests by id: the latest request of that id before it that has none yet, or only a passing one where
 * the request that followed was not logged. `calls` are the requests among the events. Answers what is left over, with its place among the events.
 */
export function pairById(events: readonly HttpEvent[], calls: readonly OpenCall[]): Map<Answer, number> {
  const unanswered = new RequestsById();
  const passing = new RequestsById();
  const left = new Map<Answer, number>();
  const tie = (open: OpenCall, answer: Answer): void => {
    answerCall(open, answer, 'exact');
    unanswered.drop(open);
    // Where one leg of a handshake has its answer, what is said later of the others says nothing.
    if (isPassing(answer)) passing.add(open);
    else passing.drop(open);
  };
  let asked = 0;
  let place = -1;
  for (const event of events) {
    place++;
    if (event.kind === 'http-request') {
      const open = calls[asked++];
      if (open !== undefined) unanswered.add(open);
      continue;
    }
    const mayReplace = event.kind === 'http-response' ? hasPassingAnswer : isChallenged;
    const waiting = unanswered.latest(event, isUnanswered);
    const passed = passing.latest(event, mayReplace);
    // Behind an older try that still waits, a refusal shows that the client asked on: the leg that followed was not logged.
    const open = passed !== undefined && isChallenged(passed) ? later(waiting, passed) : (waiting ?? passed);
    if (open === undefined) left.set(event, place);
    else tie(open, event);
  }
  for (const answer of [...left.keys()]) {
    const open = unanswered.find(answer, (one) => isUnanswered(one) && mayBeBehind(answer, one));
    if (open === undefined) continue;
    tie(open, answer);
    left.delete(answer);
  }
  return left;
}
