import { type Call, type OpenCall, openCall } from './call.ts';
import type { Answer, HttpEvent } from './http-event.ts';
import { pairByElimination } from './pair-by-elimination.ts';
import { pairById } from './pair-by-id.ts';
import { pairByThread } from './pair-by-thread.ts';

/** What pairing makes of the events of a trace. */
export interface Pairing {
  /** Each request with the answer that belongs to it, in order of the requests. */
  readonly calls: readonly Call[];
  /** Answers that no request was found for, each with its place among the events. */
  readonly left: ReadonlyMap<Answer, number>;
}

/** Pairs the requests of a trace with their answers; events in order of time. */
export function pairAnswers(events: readonly HttpEvent[]): Pairing {
  const calls: OpenCall[] = [];
  let place = 0;
  for (const event of events) {
    if (event.kind === 'http-request') calls.push(openCall(event, place));
    place++;
  }
  const left = pairById(events, calls);
  pairByThread(events, calls, left);
  pairByElimination(events, calls, left);
  return { calls, left };
}
