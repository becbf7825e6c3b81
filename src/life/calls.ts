import type { HttpRequest, HttpResponse, Observation, TransportFailure } from '../model/observation.ts';
import { TICKS_PER_SECOND } from '../model/ticks.ts';
import { inOrderOfTime } from './timeline.ts';

type Answer = HttpResponse | TransportFailure;
type HttpEvent = HttpRequest | Answer;

/** One HTTP call: a request and what became of it, with the handshakes in front of it folded in. */
export interface Call {
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly failure?: TransportFailure;
  /** How the answer was tied to the request: by an id, or by process and thread. */
  readonly link: 'exact' | 'moderate';
  /** Earlier legs of a 401 or 407 handshake, oldest first. */
  readonly handshakes: readonly Call[];
}

/** A 401 or 407 followed within this time by the same request is a handshake (contract section 4). */
const HANDSHAKE_TICKS = 60 * TICKS_PER_SECOND;

interface Pending {
  readonly request: HttpRequest;
  answer?: Answer;
  link: 'exact' | 'moderate';
}

function threadOf(event: HttpEvent): string | undefined {
  return event.pid === undefined && event.tid === undefined ? undefined : `${event.pid ?? ''}.${event.tid ?? ''}`;
}

function operationsAgree(request: HttpRequest, answer: Answer): boolean {
  if (answer.kind !== 'http-response' || answer.operation === undefined) return true;
  return request.operation === undefined || request.operation === answer.operation;
}

function idsContradict(request: HttpRequest, answer: Answer): boolean {
  if (answer.kind === 'transport-failure') return false;
  const { clientRequestId } = answer;
  return (
    clientRequestId !== undefined &&
    request.clientRequestId !== undefined &&
    clientRequestId !== request.clientRequestId
  );
}

/** Ties answers to requests by id: the latest request of that id before it that has none yet. Answers what is left over. */
function pairById(events: readonly HttpEvent[], pending: ReadonlyMap<HttpRequest, Pending>): readonly Answer[] {
  const open = new Map<string, Pending[]>();
  const left: Answer[] = [];
  for (const event of events) {
    if (event.kind === 'http-request') {
      const mine = pending.get(event);
      if (mine === undefined) continue;
      for (const id of event.requestIds) {
        const same = open.get(id);
        if (same === undefined) open.set(id, [mine]);
        else same.push(mine);
      }
      continue;
    }
    const candidates = event.requestIds.flatMap((id) => open.get(id) ?? []);
    const match = candidates.findLast((one) => one.answer === undefined && operationsAgree(one.request, event));
    if (match === undefined) left.push(event);
    else {
      match.answer = event;
      match.link = 'exact';
      for (const id of match.request.requestIds)
        open.set(
          id,
          (open.get(id) ?? []).filter((one) => one !== match),
        );
    }
  }
  return left;
}

/** Pairs a run of requests with the run of answers behind it, from the end: a thread that asks again has given up before. */
function pairRun(requests: readonly Pending[], answers: readonly Answer[]): void {
  let last = requests.length - 1;
  for (const answer of answers.toReversed()) {
    let candidate = last;
    const fits = (one: Pending | undefined): boolean =>
      one !== undefined && operationsAgree(one.request, answer) && !idsContradict(one.request, answer);
    while (candidate >= 0 && !fits(requests[candidate])) candidate--;
    const match = requests[candidate];
    if (match === undefined) continue;
    match.answer = answer;
    match.link = 'moderate';
    last = candidate - 1;
  }
}

/** Ties the rest by process and thread: the order of requests and answers there. */
function pairByThread(
  events: readonly HttpEvent[],
  pending: ReadonlyMap<HttpRequest, Pending>,
  left: ReadonlySet<Answer>,
): void {
  const runs = new Map<string, { requests: Pending[]; answers: Answer[] }>();
  for (const event of events) {
    const thread = threadOf(event);
    if (thread === undefined) continue;
    const run = runs.get(thread) ?? { requests: [], answers: [] };
    runs.set(thread, run);
    if (event.kind === 'http-request') {
      const mine = pending.get(event);
      if (mine === undefined || mine.answer !== undefined) continue;
      if (run.answers.length > 0) {
        pairRun(run.requests, run.answers);
        run.requests = [];
        run.answers = [];
      }
      run.requests.push(mine);
    } else if (left.has(event)) run.answers.push(event);
  }
  for (const run of runs.values()) pairRun(run.requests, run.answers);
}

function callOf(pending: Pending): Call {
  const { request, answer, link } = pending;
  const base = { request, link, handshakes: [] };
  if (answer === undefined) return base;
  return answer.kind === 'http-response' ? { ...base, response: answer } : { ...base, failure: answer };
}

function isChallenge(call: Call): boolean {
  return call.response?.status === 401 || call.response?.status === 407;
}

function sharesId(a: HttpRequest, b: HttpRequest): boolean {
  return a.requestIds.some((id) => b.requestIds.includes(id));
}

/** Two CreateItem requests that say different things are two requests, whatever came between them. */
function contentsDiffer(a: HttpRequest, b: HttpRequest): boolean {
  return a.items.some((item, i) => {
    const other = b.items[i];
    if (other === undefined) return false;
    const bodiesDiffer =
      item.bodyHash !== undefined && other.bodyHash !== undefined && item.bodyHash !== other.bodyHash;
    return (
      bodiesDiffer ||
      (item.recipients.length > 0 && other.recipients.length > 0 && item.recipients.join() !== other.recipients.join())
    );
  });
}

function goesOnWith(first: Call, second: Call): boolean {
  const asked = first.response?.at;
  const again = second.request.at;
  if (asked === undefined || again === undefined || again < asked || again - asked > HANDSHAKE_TICKS) return false;
  if (contentsDiffer(first.request, second.request)) return false;
  if (sharesId(first.request, second.request)) return true;
  if (threadOf(first.request) !== threadOf(second.request) || !second.request.isEws) return false;
  const { operation } = first.request;
  return operation === undefined || second.request.operation === undefined || operation === second.request.operation;
}

/** The leg of a handshake that carried the body tells what was asked. */
function folded(first: Call, second: Call): Call {
  const hasBody =
    second.request.operation !== undefined && (second.request.items.length > 0 || first.request.items.length === 0);
  const { request } = hasBody ? second : first;
  return { ...second, request, handshakes: [...first.handshakes, { ...first, handshakes: [] }] };
}

/** Number of calls that a challenge looks ahead for its second leg; a bound for traces of nothing but challenges. */
const LOOK_AHEAD = 200;

function foldHandshakes(calls: readonly Call[]): readonly Call[] {
  const result: (Call | undefined)[] = [...calls];
  for (let i = 0; i < result.length; i++) {
    const first = result[i];
    if (first === undefined || !isChallenge(first)) continue;
    for (let j = i + 1; j < Math.min(result.length, i + LOOK_AHEAD); j++) {
      const second = result[j];
      if (second === undefined || !goesOnWith(first, second)) continue;
      result[j] = folded(first, second);
      result[i] = undefined;
      break;
    }
  }
  return result.filter((call) => call !== undefined);
}

/** Builds the HTTP calls of a trace in order of their first request. */
export function buildCalls(observations: readonly Observation[]): readonly Call[] {
  const events = inOrderOfTime(
    observations.filter(
      (one): one is HttpEvent =>
        one.kind === 'http-request' || one.kind === 'http-response' || one.kind === 'transport-failure',
    ),
  );
  const pending = new Map<HttpRequest, Pending>();
  for (const event of events)
    if (event.kind === 'http-request') pending.set(event, { request: event, link: 'moderate' });
  const left = pairById(events, pending);
  pairByThread(events, pending, new Set(left));
  return foldHandshakes([...pending.values()].map(callOf));
}
