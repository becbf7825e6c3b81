import type { HttpRequest, HttpResponse, Observation } from '../model/observation.ts';
import type { Call } from './call.ts';
import { foldHandshakes } from './handshakes.ts';
import type { HttpEvent } from './http-event.ts';
import { type Paired, pairAnswers } from './pairing.ts';
import { inOrderOfTime } from './timeline.ts';

function callOf(paired: Paired): Call {
  const { request, answer, link } = paired;
  const base = { request, link, handshakes: [] };
  if (answer === undefined) return base;
  return answer.kind === 'http-response' ? { ...base, response: answer } : { ...base, failure: answer };
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

/** Operations that send a message or make a draft of it. */
const SENDING: ReadonlySet<string | undefined> = new Set(['CreateItem', 'SendItem', 'UpdateItem']);

function unasked(events: readonly HttpEvent[], paired: readonly Paired[]): readonly HttpResponse[] {
  const answered = new Set(paired.map(({ answer }) => answer));
  return events.filter(
    (event): event is HttpResponse =>
      event.kind === 'http-response' && SENDING.has(event.operation) && !answered.has(event),
  );
}

/** Answers to sending operations whose request is in no trace: it came before the trace begins, or its lines were lost. */
export function answersWithoutRequest(observations: readonly Observation[]): readonly HttpResponse[] {
  const events = httpEvents(observations);
  return unasked(events, pairAnswers(events));
}

/** The call of which only the answer was logged. */
function callOfAnswer(response: HttpResponse): Call {
  const { source, offset, at, pid, tid, operation, requestIds } = response;
  const request: HttpRequest = {
    kind: 'http-request',
    source,
    offset,
    evidence: [],
    requestIds,
    cut: true,
    isEws: true,
    hasAuthorization: false,
    items: [],
    itemIds: [],
    folders: [],
    ...(at === undefined ? {} : { at }),
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
    ...(operation === undefined ? {} : { operation }),
  };
  return { request, response, link: 'moderate', handshakes: [], isUnasked: true };
}

/** The HTTP calls of a trace in order of their first request, and the SendItem answers whose request is not in it, each as a call. */
export function buildCalls(observations: readonly Observation[]): readonly Call[] {
  const events = httpEvents(observations);
  const paired = pairAnswers(events);
  const places = new Map(events.map((event, place) => [event, place] as const));
  const alone = unasked(events, paired).filter(({ operation }) => operation === 'SendItem');
  const placed = [
    ...foldHandshakes(paired.map(callOf)).map((call) => ({ call, event: call.handshakes[0]?.request ?? call.request })),
    ...alone.map((response) => ({ call: callOfAnswer(response), event: response })),
  ];
  return placed.sort((a, b) => (places.get(a.event) ?? 0) - (places.get(b.event) ?? 0)).map(({ call }) => call);
}
