import type { HttpRequest } from '../model/observation.ts';
import type { Answer, HttpEvent, OpenRequest, PairLink } from './http-event.ts';
import { pairByElimination } from './pair-by-elimination.ts';
import { pairById } from './pair-by-id.ts';
import { pairByThread } from './pair-by-thread.ts';

/** A request with the answer that belongs to it. */
export interface Paired {
  readonly request: HttpRequest;
  readonly answer?: Answer;
  readonly link: PairLink;
}

/** Pairs the requests of a trace with their answers; events in order of time, the result in order of the requests. */
export function pairAnswers(events: readonly HttpEvent[]): readonly Paired[] {
  const requests = new Map<HttpRequest, OpenRequest>();
  for (const event of events) {
    if (event.kind === 'http-request') requests.set(event, { request: event, link: 'moderate' });
  }
  const left = pairById(events, requests);
  pairByThread(events, requests, left);
  pairByElimination(events, requests, left);
  return [...requests.values()];
}
