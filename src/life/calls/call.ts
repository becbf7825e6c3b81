import type { HttpRequest, HttpResponse, TransportFailure } from '../../model/observation.ts';
import type { Answer, PairLink } from './http-event.ts';

/** One HTTP call: a request and what became of it, with the handshakes in front of it folded in. */
export interface Call {
  readonly request: HttpRequest;
  /** Place of its first request among the events of the trace. */
  readonly place: number;
  readonly response: HttpResponse | undefined;
  readonly failure: TransportFailure | undefined;
  readonly link: PairLink;
  /** Earlier legs of a 401 or 407 handshake, oldest first. */
  readonly handshakes: readonly Call[];
  /** The request was not logged: it holds what the answer tells of it. */
  readonly isUnasked: boolean;
}

/** A call whose answer is being looked for: the call itself, so that no other has to be made of it when the answer is found. */
export interface OpenCall extends Call {
  response: HttpResponse | undefined;
  failure: TransportFailure | undefined;
  link: PairLink;
}

export const NO_LEGS: readonly Call[] = [];

export function openCall(request: HttpRequest, place: number): OpenCall {
  return {
    request,
    place,
    response: undefined,
    failure: undefined,
    link: 'moderate',
    handshakes: NO_LEGS,
    isUnasked: false,
  };
}

export function answerOf({ response, failure }: Call): Answer | undefined {
  return response ?? failure;
}

/** Gives a call its answer, in place of one that it may have. */
export function answerCall(open: OpenCall, answer: Answer, link: PairLink): void {
  open.response = answer.kind === 'http-response' ? answer : undefined;
  open.failure = answer.kind === 'http-response' ? undefined : answer;
  open.link = link;
}
