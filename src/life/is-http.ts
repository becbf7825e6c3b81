import type { HttpRequest, HttpResponse, Observation, TransportFailure } from '../model/observation.ts';

/** What the calls of a trace are made of. */
export function isHttp(one: Observation): one is HttpRequest | HttpResponse | TransportFailure {
  return one.kind === 'http-request' || one.kind === 'http-response' || one.kind === 'transport-failure';
}
