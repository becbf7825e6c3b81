import type { HttpRequest } from '../../model/observation.ts';
import type { Answer, HttpEvent, OpenRequest, PairLink } from './http-event.ts';
import { pairByElimination } from './pair-by-elimination.ts';
import { pairById } from './pair-by-id.ts';
import { pairByThread } from './pair-by-thread.ts';

/** A request with the answer that belongs to it. */
export interface Paired {
  readonly request: HttpRequest;
  /** Place among the events of the trace. */
  readonly place: number;
  readonly answer?: Answer;
  readonly link: PairLink;
}

/** What pairing makes of the events of a trace. */
export interface Pairing {
  /** In order of the requests. */
  readonly paired: readonly Paired[];
  /** Answers that no request was found for, each with its place among the events. */
  readonly left: ReadonlyMap<Answer, number>;
}

/** Pairs the requests of a trace with their answers; events in order of time. */
export function pairAnswers(events: readonly HttpEvent[]): Pairing {
  const requests = events.map((event, place): OpenRequest | undefined =>
    event.kind === 'http-request' ? { request: event, place, link: 'moderate' } : undefined,
  );
  const left = pairById(events, requests);
  pairByThread(events, requests, left);
  pairByElimination(events, requests, left);
  return { paired: requests.filter((open) => open !== undefined), left };
}
