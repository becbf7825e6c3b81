import type { HttpRequest, HttpResponse, Observation, TransportFailure } from '../model/observation.ts';
import { addSeconds, type Ticks } from '../model/ticks.ts';
import { remembered } from './remembered.ts';

/** A request of the client with what came of it. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly failure?: TransportFailure;
  /** A refusal that another request of the same call followed: it says nothing of how the call ended. */
  readonly isHandshake: boolean;
}

/** Within this time another request makes a 401 or 407 a handshake (contract section 4). */
export const HANDSHAKE_SECONDS = 60;

interface Open {
  readonly request: HttpRequest;
  response?: HttpResponse;
  failure?: TransportFailure;
}

type Threaded = Pick<Observation, 'source' | 'pid' | 'tid'>;

function threadOf({ source, pid, tid }: Threaded): string {
  return `${source} ${pid ?? ''} ${tid ?? ''}`;
}

function idsOf(one: { readonly requestIds: readonly string[]; readonly clientRequestId?: string }): readonly string[] {
  return one.clientRequestId === undefined ? one.requestIds : [one.clientRequestId];
}

/** By an id that ties them, else to the request of the thread that waits for an answer (contract section 4). */
function pair(observations: readonly Observation[]): readonly Open[] {
  const all: Open[] = [];
  const byId = new Map<string, Open>();
  const byThread = new Map<string, Open>();
  const waiting = (ids: readonly string[], thread: string): Open | undefined => {
    const tied = ids.flatMap((id) => byId.get(id) ?? []);
    const isOpen = (one: Open | undefined) => one?.response === undefined && one?.failure === undefined;
    if (tied.length > 0) return tied.find(isOpen);
    const last = byThread.get(thread);
    return isOpen(last) ? last : undefined;
  };
  for (const one of observations) {
    if (one.kind === 'http-request') {
      const open: Open = { request: one };
      all.push(open);
      for (const id of idsOf(one)) byId.set(id, open);
      byThread.set(threadOf(one), open);
    } else if (one.kind === 'http-response') {
      const open = waiting(one.requestIds, threadOf(one));
      if (open !== undefined) open.response = one;
    } else if (one.kind === 'transport-failure') {
      const open = waiting(one.requestIds, threadOf(one));
      if (open !== undefined) open.failure = one;
    }
  }
  return all;
}

/** Names under which a later request is known as one of the same call. */
function callKeys(request: HttpRequest): readonly string[] {
  const what = request.operation ?? request.url ?? '';
  return [...idsOf(request).map((id) => `id ${id}`), `${threadOf(request)} ${what}`];
}

function isRefusal(open: Open): boolean {
  return open.response?.status === 401 || open.response?.status === 407;
}

/** The requests of a case in order of time, each with its answer or failure, handshakes marked. */
export const readExchanges: (observations: readonly Observation[]) => readonly Exchange[] = remembered(
  (observations) => {
    const next = new Map<string, Ticks>();
    const exchanges: Exchange[] = [];
    for (const open of pair(observations).toReversed()) {
      const keys = callKeys(open.request);
      const refusedAt = open.response?.at ?? open.request.at;
      const isHandshake =
        isRefusal(open) &&
        refusedAt !== undefined &&
        keys.some((key) => (next.get(key) ?? Number.POSITIVE_INFINITY) <= addSeconds(refusedAt, HANDSHAKE_SECONDS));
      exchanges.push({ ...open, isHandshake });
      const { at } = open.request;
      if (at !== undefined) for (const key of keys) next.set(key, at);
    }
    return exchanges.toReversed();
  },
);

/** Whether an autodiscover request: `/autodiscover/autodiscover.xml` or `.svc`, on any host. */
export function isAutodiscover({ request }: Exchange): boolean {
  return /autodiscover/i.test(`${request.host ?? ''}${request.url ?? ''}`) && !request.isEws;
}

/** EWS calls that came to an end, handshakes folded away. */
export function endedEwsCalls(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(
    ({ request, response, failure, isHandshake }) =>
      request.isEws && !isHandshake && (response?.status !== undefined || failure !== undefined),
  );
}
