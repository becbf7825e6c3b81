import type { HttpRequest, HttpResponse, Observation } from '../../model/observation.ts';
import { isHttp } from '../is-http.ts';
import { type Call, openCall } from './call.ts';
import { foldHandshakes } from './handshakes.ts';
import { joinHeadlessLegs } from './headless-legs.ts';
import { type Answer, type HttpEvent, operationOf } from './http-event.ts';
import { type Pairing, pairAnswers } from './pairing.ts';

/** `HTTP/1.1 100 Continue` and the like answer nothing: the answer is still to come. */
function isInterim(event: HttpEvent): boolean {
  return event.kind === 'http-response' && event.status !== undefined && event.status < 200;
}

/** Observations in order of time. */
function pairingOf(observations: readonly Observation[]): Pairing {
  return pairAnswers(observations.filter((one): one is HttpEvent => isHttp(one) && !isInterim(one)));
}

/** Operations that send a message or make a draft of it. */
const SENDING: ReadonlySet<string | undefined> = new Set(['CreateItem', 'SendItem', 'UpdateItem']);

function unasked({ left }: Pairing): readonly HttpResponse[] {
  return [...left.keys()].filter(
    (answer): answer is HttpResponse => answer.kind === 'http-response' && SENDING.has(answer.operation),
  );
}

/**
 * Answers to sending operations whose request is in no trace: it came before the trace begins, or its lines were lost. Observations in
 * order of time.
 */
export function answersWithoutRequest(observations: readonly Observation[]): readonly HttpResponse[] {
  return unasked(pairingOf(observations));
}

/** The call of which only the answer was logged. */
function callOfAnswer(answer: Answer, place: number): Call {
  const { source, offset, at, pid, tid, requestIds, told } = answer;
  const operation = operationOf(answer);
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
    ...(told === undefined ? {} : { told }),
  };
  const open = openCall(request, place);
  return answer.kind === 'http-response'
    ? { ...open, response: answer, isUnasked: true }
    : { ...open, failure: answer, isUnasked: true };
}

/** Answers that tell something without their request: of a message by its name, of a sending, of a known call, of folders by name; a CreateItem that was refused. */
function isToldAlone(answer: Answer): boolean {
  if (answer.told?.messageId !== undefined) return true;
  if (answer.kind !== 'http-response') return false;
  if (answer.operation === 'SendItem' || answer.operation === 'GetFolder') return true;
  if (SENDING.has(answer.operation) && answer.clientRequestId !== undefined) return true;
  return answer.operation === 'CreateItem' && answer.answers.some(({ responseClass }) => responseClass === 'Error');
}

/** The HTTP calls of a trace, and the answers whose request is not in it and that tell something all the same, each as a call; both in order of time. */
export function buildCalls(observations: readonly Observation[]): readonly Call[] {
  const pairing = pairingOf(observations);
  const calls = foldHandshakes(joinHeadlessLegs(pairing.calls));
  for (const [answer, place] of pairing.left) if (isToldAlone(answer)) calls.push(callOfAnswer(answer, place));
  return calls.sort((a, b) => a.place - b.place);
}
