import type { Ticks } from '../../model/ticks.ts';
import type { Call } from '../calls/call.ts';
import { threadOf } from '../calls/http-event.ts';
import type { Writable } from '../writable.ts';
import type { Place } from './open-drafts.ts';

/** When the first leg of a call was asked. */
export function startOf(call: Call): Ticks | undefined {
  return call.handshakes[0]?.request.at ?? call.request.at;
}

/** When and where a call was made. */
export function placeOfCall(call: Call): Place {
  const at = startOf(call);
  const { response } = call;
  const isElsewhere = response !== undefined && threadOf(response) !== threadOf(call.request);
  const thread = isElsewhere ? undefined : threadOf(call.request);
  const { pid } = call.request;
  const place: Writable<Place> = {};
  if (at !== undefined) place.at = at;
  if (thread !== undefined) place.thread = thread;
  if (pid !== undefined) place.pid = pid;
  return place;
}
