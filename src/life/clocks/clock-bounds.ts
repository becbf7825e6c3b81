import { DEADLINE_SECONDS } from '../../model/deadline.ts';
import type { HttpRequest, Observation, RequestedItem, SpoolFileSeen } from '../../model/observation.ts';
import { TICKS_PER_SECOND } from '../../model/ticks.ts';
import type { HttpEvent } from '../calls/http-event.ts';
import { pairAnswers } from '../calls/pairing.ts';
import { isHttp } from '../is-http.ts';

/** Between which two values, in ticks, the difference of two clocks lies: reference minus source. */
export interface Bounds {
  readonly least: number;
  readonly greatest: number;
}

/** What the causal pairs of a source say together. */
export interface Measured extends Bounds {
  readonly pairs: number;
  readonly against: 'date-header' | 'spool-file';
}

/** `Date` has whole seconds. */
const DATE_PRECISION = TICKS_PER_SECOND;
const DEADLINE = DEADLINE_SECONDS * TICKS_PER_SECOND;

/** Where most of the bounds overlap, and how many do; undefined where that is less than half of them. */
function agreement(all: readonly Bounds[]): (Bounds & { readonly pairs: number }) | undefined {
  const edges = all
    .flatMap(({ least, greatest }) => [
      { at: least, step: 1 },
      { at: greatest, step: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.step - a.step);
  let depth = 0;
  let pairs = 0;
  let found: Bounds | undefined;
  for (const [i, { at, step }] of edges.entries()) {
    depth += step;
    if (depth <= pairs) continue;
    pairs = depth;
    found = { least: at, greatest: edges[i + 1]?.at ?? at };
  }
  return found === undefined || pairs * 2 < all.length ? undefined : { ...found, pairs };
}

/** Exchange writes `Date` after the client has logged the request and before it logs the answer. */
function dateBounds(events: readonly HttpEvent[]): readonly Bounds[] {
  return pairAnswers(events).calls.flatMap(({ request, response }): readonly Bounds[] => {
    if (response?.date === undefined) return [];
    if (request.at === undefined || response.at === undefined || response.at < request.at) return [];
    return [{ least: response.date - response.at, greatest: response.date + DATE_PRECISION - request.at }];
  });
}

/** Under what a message stands in a request, and a file looks for it: its conversation, and its text. */
function keysOf(conversationIds: readonly string[], bodyHash: string | undefined): readonly string[] {
  const keys = conversationIds.map((id) => `conversation ${id}`);
  return bodyHash === undefined ? keys : [...keys, `body ${bodyHash}`];
}

function keysOfItem({ conversationId, bodyHash }: RequestedItem): readonly string[] {
  return keysOf(conversationId === undefined ? [] : [conversationId], bodyHash);
}

/** Requests by what their items stand under: the place of the first of each. */
function firstPlaces(requests: readonly HttpRequest[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, { items }] of requests.entries()) {
    for (const key of items.flatMap(keysOfItem)) if (!places.has(key)) places.set(key, place);
  }
  return places;
}

/** The first request of the message of a file. */
function placeOfFile(
  { conversationIds, bodyHash, participants }: SpoolFileSeen,
  places: ReadonlyMap<string, number>,
): number | undefined {
  let first: number | undefined;
  for (const key of keysOf(conversationIds, participants.length > 0 ? bodyHash : undefined)) {
    const place = places.get(key);
    if (place !== undefined && (first === undefined || place < first)) first = place;
  }
  return first;
}

/**
 * The client writes a spool file while it sends: within the deadline of its request. A file that was copied has the time of the
 * copy, so one pair proves nothing: there must be two, sent too far apart for one time to fit both. Times of an unknown zone
 * measure nothing.
 */
function spoolBounds(requests: readonly HttpRequest[], files: readonly SpoolFileSeen[]): readonly Bounds[] {
  const places = firstPlaces(requests);
  const pairs = files.flatMap((file) => {
    if (file.hasLocalTime === true) return [];
    const { writtenAt } = file;
    const sentAt = requests[placeOfFile(file, places) ?? -1]?.at;
    return sentAt === undefined || writtenAt === undefined ? [] : [{ sentAt, writtenAt }];
  });
  const sent = pairs.map(({ sentAt }) => sentAt).sort((a, b) => a - b);
  if (pairs.length < 2 || (sent.at(-1) ?? 0) - (sent[0] ?? 0) <= 2 * DEADLINE) return [];
  return pairs.map(({ sentAt, writtenAt }) => ({
    least: writtenAt - sentAt - DEADLINE,
    greatest: writtenAt - sentAt + DEADLINE,
  }));
}

/** Compares the clock of a trace with that of Exchange, else with that of the file system; undefined where nothing tells. */
export function measureClock(
  observations: readonly Observation[],
  files: readonly SpoolFileSeen[],
): Measured | undefined {
  // Times of another source do not matter here: the order of the file is that of the events.
  const events = observations.filter(isHttp).toSorted((a, b) => a.offset - b.offset);
  const byDate = agreement(dateBounds(events));
  if (byDate !== undefined) return { against: 'date-header', ...byDate };
  const bySpool = agreement(
    spoolBounds(
      events.filter((event) => event.kind === 'http-request'),
      files,
    ),
  );
  return bySpool === undefined ? undefined : { against: 'spool-file', ...bySpool };
}
