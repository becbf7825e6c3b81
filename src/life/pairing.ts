import type { HttpRequest, HttpResponse, TransportFailure } from '../model/observation.ts';

export type Answer = HttpResponse | TransportFailure;
export type HttpEvent = HttpRequest | Answer;

/** A request with the answer that belongs to it. */
export interface Paired {
  readonly request: HttpRequest;
  readonly answer?: Answer;
  /** How the answer was tied to the request: by an id, or by process and thread. */
  readonly link: 'exact' | 'moderate';
}

interface Pending {
  readonly request: HttpRequest;
  answer?: Answer;
  link: 'exact' | 'moderate';
}

/** Process and thread of an event; undefined where its format states neither. */
export function threadOf(event: HttpEvent): string | undefined {
  return event.pid === undefined && event.tid === undefined ? undefined : `${event.pid ?? ''}.${event.tid ?? ''}`;
}

function operationsAgree(request: HttpRequest, answer: Answer): boolean {
  if (answer.kind !== 'http-response' || answer.operation === undefined) return true;
  return request.operation === undefined || request.operation === answer.operation;
}

function idsContradict(request: HttpRequest, answer: Answer): boolean {
  if (answer.kind === 'transport-failure') {
    const { requestIds } = answer;
    return requestIds.length > 0 && request.requestIds.length > 0;
  }
  const { clientRequestId } = answer;
  return (
    clientRequestId !== undefined &&
    request.clientRequestId !== undefined &&
    clientRequestId !== request.clientRequestId
  );
}

/** The answer is no end: a refusal that a handshake answers, or a failure that the client may get over. */
function isPassing(answer: Answer | undefined): boolean {
  return answer?.kind === 'transport-failure' || answer?.status === 401 || answer?.status === 407;
}

/**
 * Ties answers to requests by id: the latest request of that id before it that has none yet, or only a passing one where
 * the request that followed was not logged. Answers what is left over.
 */
function pairById(events: readonly HttpEvent[], pending: ReadonlyMap<HttpRequest, Pending>): readonly Answer[] {
  const byId = new Map<string, Pending[]>();
  const left: Answer[] = [];
  for (const event of events) {
    if (event.kind === 'http-request') {
      const mine = pending.get(event);
      if (mine === undefined) continue;
      for (const id of event.requestIds) {
        const same = (byId.get(id) ?? []).filter((one) => one.answer === undefined || isPassing(one.answer));
        byId.set(id, [...same, mine]);
      }
      continue;
    }
    const candidates = event.requestIds.flatMap((id) => byId.get(id) ?? []);
    const fits = (one: Pending): boolean => operationsAgree(one.request, event);
    const match =
      candidates.findLast((one) => one.answer === undefined && fits(one)) ??
      (event.kind === 'http-response' ? candidates.findLast((one) => isPassing(one.answer) && fits(one)) : undefined);
    if (match === undefined) left.push(event);
    else {
      match.answer = event;
      match.link = 'exact';
    }
  }
  return left;
}

/** As many answers as there are requests: passing ones fall away beside others, then whatever was said last. */
function answersThatCount(requests: readonly Pending[], answers: readonly Answer[]): readonly Answer[] {
  const fitting = answers.filter((answer) =>
    requests.some((one) => operationsAgree(one.request, answer) && !idsContradict(one.request, answer)),
  );
  const lasting = fitting.filter((answer) => !isPassing(answer)).length;
  let spare = lasting === 0 ? 0 : fitting.length - requests.length;
  const kept = fitting.filter((answer) => {
    if (spare <= 0 || !isPassing(answer)) return true;
    spare--;
    return false;
  });
  return kept.slice(0, requests.length);
}

/** Pairs a run of requests with the run of answers behind it, from the end: a thread that asks again has given up before. */
function pairRun(requests: readonly Pending[], answers: readonly Answer[]): void {
  let last = requests.length - 1;
  for (const answer of answersThatCount(requests, answers).toReversed()) {
    let candidate = last;
    const fits = (one: Pending | undefined): boolean =>
      one !== undefined && operationsAgree(one.request, answer) && !idsContradict(one.request, answer);
    while (candidate >= 0 && !fits(requests[candidate])) candidate--;
    const match = requests[candidate];
    if (match === undefined) continue;
    match.answer = answer;
    match.link = 'moderate';
    last = candidate - 1;
  }
}

/** Ties the rest by process and thread: the order of requests and answers there. */
function pairByThread(
  events: readonly HttpEvent[],
  pending: ReadonlyMap<HttpRequest, Pending>,
  left: ReadonlySet<Answer>,
): void {
  const runs = new Map<string, { requests: Pending[]; answers: Answer[] }>();
  for (const event of events) {
    const thread = threadOf(event);
    if (thread === undefined) continue;
    const run = runs.get(thread) ?? { requests: [], answers: [] };
    runs.set(thread, run);
    if (event.kind === 'http-request') {
      const mine = pending.get(event);
      if (mine === undefined || mine.answer !== undefined) continue;
      if (run.answers.length > 0) {
        pairRun(run.requests, run.answers);
        run.requests = [];
        run.answers = [];
      }
      run.requests.push(mine);
    } else if (left.has(event)) run.answers.push(event);
  }
  for (const run of runs.values()) pairRun(run.requests, run.answers);
}

/** Pairs the requests of a trace with their answers; events in order of time, the result in order of the requests. */
export function pairAnswers(events: readonly HttpEvent[]): readonly Paired[] {
  const pending = new Map<HttpRequest, Pending>();
  for (const event of events) {
    if (event.kind === 'http-request') pending.set(event, { request: event, link: 'moderate' });
  }
  const left = pairById(events, pending);
  pairByThread(events, pending, new Set(left));
  return [...pending.values()];
}
