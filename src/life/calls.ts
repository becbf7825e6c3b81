import type { HttpRequest, HttpResponse, Observation, TransportFailure } from '../model/observation.ts';
import { TICKS_PER_SECOND } from '../model/ticks.ts';
import { type HttpEvent, type Paired, pairAnswers, threadOf } from './pairing.ts';
import { inOrderOfTime, JITTER_TICKS } from './timeline.ts';

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

function callOf(paired: Paired): Call {
  const { request, answer, link } = paired;
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
  if (asked === undefined || again === undefined) return false;
  if (again < asked - JITTER_TICKS || again - asked > HANDSHAKE_TICKS) return false;
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

/** `HTTP/1.1 100 Continue` and the like answer nothing: the answer is still to come. */
function isInterim(event: HttpEvent): boolean {
  return event.kind === 'http-response' && event.status !== undefined && event.status < 200;
}

function httpEvents(observations: readonly Observation[]): readonly HttpEvent[] {
  const events = observations.filter(
    (one): one is HttpEvent =>
      one.kind === 'http-request' || one.kind === 'http-response' || one.kind === 'transport-failure',
  );
  return inOrderOfTime(events).filter((event) => !isInterim(event));
}

/** Builds the HTTP calls of a trace in order of their first request. */
export function buildCalls(observations: readonly Observation[]): readonly Call[] {
  return foldHandshakes(pairAnswers(httpEvents(observations)).map(callOf));
}

/** Operations that send a message or make a draft of it. */
const SENDING: ReadonlySet<string | undefined> = new Set(['CreateItem', 'SendItem', 'UpdateItem']);

/** Answers to sending operations whose request is in no trace: it came before the trace begins, or its lines were lost. */
export function answersWithoutRequest(observations: readonly Observation[]): readonly HttpResponse[] {
  const events = httpEvents(observations);
  const answered = new Set(pairAnswers(events).map((paired) => paired.answer));
  return events.filter(
    (event): event is HttpResponse =>
      event.kind === 'http-response' && SENDING.has(event.operation) && !answered.has(event),
  );
}
