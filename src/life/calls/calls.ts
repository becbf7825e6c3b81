import type { HttpRequest, HttpResponse, Observation } from '../../model/observation.ts';
import type { Call } from './call.ts';
import { foldHandshakes } from './handshakes.ts';
import { joinHeadlessLegs } from './headless-legs.ts';
import type { Answer, HttpEvent } from './http-event.ts';
import { type Paired, type Pairing, pairAnswers } from './pairing.ts';

const NO_LEGS: readonly Call[] = [];

function callOf({ request, place, answer, link }: Paired): Call {
  if (answer === undefined) return { request, place, link, handshakes: NO_LEGS };
  return answer.kind === 'http-response'
    ? { request, place, link, handshakes: NO_LEGS, response: answer }
    : { request, place, link, handshakes: NO_LEGS, failure: answer };
}

/** `HTTP/1.1 100 Continue` and the like answer nothing: the answer is still to come. */
function isInterim(event: HttpEvent): boolean {
  return event.kind === 'http-response' && event.status !== undefined && event.status < 200;
}

/** Observations in order of time. */
function pairingOf(observations: readonly Observation[]): Pairing {
  return pairAnswers(
    observations.filter(
      (one): one is HttpEvent =>
        (one.kind === 'http-request' || one.kind === 'http-response' || one.kind === 'transport-failure') &&
        !isInterim(one),
    ),
  );
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
function callOfAnswer(response: HttpResponse, place: number): Call {
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
  return { request, place, response, link: 'moderate', handshakes: NO_LEGS, isUnasked: true };
}

/** Answers that tell something without their request: of a sending, of a known call, of folders by name; a CreateItem that was refused. */
function isToldAlone(answer: Answer): answer is HttpResponse {
  if (answer.kind !== 'http-response') return false;
  if (answer.operation === 'SendItem' || answer.operation === 'GetFolder') return true;
  if (SENDING.has(answer.operation) && answer.clientRequestId !== undefined) return true;
  return answer.operation === 'CreateItem' && answer.answers.some(({ responseClass }) => responseClass === 'Error');
}

/** The HTTP calls of a trace, and the answers whose request is not in it and that tell something all the same, each as a call; both in order of time. */
export function buildCalls(observations: readonly Observation[]): readonly Call[] {
  const pairing = pairingOf(observations);
  const alone = [...pairing.left.keys()].filter(isToldAlone);
  return [
    ...foldHandshakes(joinHeadlessLegs(pairing.paired.map(callOf))),
    ...alone.map((response) => callOfAnswer(response, pairing.left.get(response) ?? 0)),
  ].sort((a, b) => a.place - b.place);
}
