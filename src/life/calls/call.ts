import type { HttpRequest, HttpResponse, TransportFailure } from '../../model/observation.ts';
import type { PairLink } from './http-event.ts';

/** One HTTP call: a request and what became of it, with the handshakes in front of it folded in. */
export interface Call {
  readonly request: HttpRequest;
  /** Place of its first request among the events of the trace. */
  readonly place: number;
  readonly response?: HttpResponse;
  readonly failure?: TransportFailure;
  readonly link: PairLink;
  /** Earlier legs of a 401 or 407 handshake, oldest first. */
  readonly handshakes: readonly Call[];
  /** The request was not logged: it holds what the answer tells of it. */
  readonly isUnasked?: true;
}
