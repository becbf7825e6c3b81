import type { HttpRequest, HttpResponse, Observed, TransportFailure } from '../../model/observation.ts';

export type Answer = HttpResponse | TransportFailure;
export type HttpEvent = HttpRequest | Answer;

/** How an answer was tied to its request: by an id; by process and thread; because no other request could be meant. */
export type PairLink = 'exact' | 'moderate' | 'weak';

/** Process and thread as one key. */
export type ThreadKey = number | string;

const MOST_PIDS = 2 ** 20;
const MOST_TIDS = 2 ** 32;

/** Process and thread of an event; undefined where its format states neither. A number where both are, which costs no memory. */
export function threadOf({ pid, tid }: Pick<Observed, 'pid' | 'tid'>): ThreadKey | undefined {
  if (pid === undefined && tid === undefined) return undefined;
  if (pid === undefined || tid === undefined || pid >= MOST_PIDS || tid >= MOST_TIDS)
    return `${pid ?? ''}.${tid ?? ''}`;
  return pid * MOST_TIDS + tid;
}

/** The name of a client for its message, as an id of a call. No id of a call has a blank. */
function messageKey(messageId: string): string {
  return `message ${messageId}`;
}

/** The ids that tie an event to others of its call: those of its headers, and what a phrase says the message is called. */
export function idsOf({ requestIds, told }: HttpEvent): readonly string[] {
  return told?.messageId === undefined ? requestIds : [...requestIds, messageKey(told.messageId)];
}

/** Phrases tell that the two are of different messages. */
export function areOfTwoMessages({ told: one }: HttpEvent, { told: other }: HttpEvent): boolean {
  return one?.messageId !== undefined && other?.messageId !== undefined && one.messageId !== other.messageId;
}

export function operationOf(answer: Answer): string | undefined {
  return answer.kind === 'http-response' ? answer.operation : undefined;
}

/** A refusal that asks for authentication: by Exchange, or by a proxy. */
export function isChallenge(answer: Answer | undefined): boolean {
  return answer?.kind === 'http-response' && (answer.status === 401 || answer.status === 407);
}

/** The answer is no end: a refusal that a handshake answers, or a failure that the client may get over. */
export function isPassing(answer: Answer | undefined): boolean {
  return answer?.kind === 'transport-failure' || isChallenge(answer);
}

/** Its head was lost, and with it the id that would tie it: a SOAP envelope is all that was logged of it. */
export function hasLostItsHead(event: HttpRequest | HttpResponse): boolean {
  const start = event.kind === 'http-request' ? event.method : event.status;
  return start === undefined && event.requestIds.length === 0 && event.told === undefined;
}
