import type { Attempt } from '../../model/life.ts';
import type { ItemAnswer } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import { later } from '../../model/ticks.ts';
import type { Call } from '../calls/call.ts';
import { sortedRefs } from '../timeline.ts';
import type { Writable } from '../writable.ts';
import { GATEWAY_TIMEOUT, isRetryable } from './retryable.ts';

/** Exchange keeps the item as a draft where a copy was asked for (contract section 3). */
export const SEND_AS_DENIED = 'ErrorSendAsDenied';

/** The answer to the item at `index`: a fault answers all of them. */
export function answerAt(call: Call, index: number): ItemAnswer | undefined {
  return call.response?.fault ?? call.response?.answers[index];
}

/** Exchange did what it was asked. The class says so only where the code was cut off: an error code against it outweighs it. */
export function isDone(answer: ItemAnswer | undefined): boolean {
  return answer?.responseCode === undefined ? answer?.responseClass === 'Success' : answer.responseCode === 'NoError';
}

function resultOf(call: Call, answer: ItemAnswer | undefined, isSend: boolean): Attempt['result'] {
  if (call.failure !== undefined) return 'transport-error';
  if (call.response === undefined) return 'no-answer';
  // A phrase may leave out what was called, or whether the item was to be sent or saved alone: then that it was done says neither.
  if (isDone(answer) && call.request.operation !== 'SendItem' && call.request.disposition === undefined)
    return 'unreadable';
  if (isDone(answer)) return isSend ? 'accepted' : 'saved';
  if (answer?.responseCode !== undefined || answer?.responseClass === 'Error') return 'error';
  // Exchange waits for the next leg of the handshake, and none was logged: that is no answer to what was asked.
  if (call.response.isMidHandshake === true) return 'no-answer';
  const status = call.response.status ?? 0;
  if (status === GATEWAY_TIMEOUT) return 'transport-error';
  // A 200 whose body was not logged may hold any answer: it proves nothing.
  return status >= 400 ? 'error' : 'unreadable';
}

/** The answer is an error whose code was cut off: it may be one after which the client tries again. */
function isCodeCut(call: Call, answer: ItemAnswer | undefined): boolean {
  return call.response?.cut === true && answer !== undefined && answer.responseCode === undefined;
}

/** HTTP 504 as an error of the way to Exchange. */
export const GATEWAY_TIMEOUT_ERROR: NonNullable<Attempt['transport']> = {
  code: GATEWAY_TIMEOUT,
  name: 'HTTP 504 Gateway Timeout',
  isTimeout: true,
};

function transportOf(call: Call, result: Attempt['result']): Attempt['transport'] {
  if (call.failure !== undefined) {
    const { code, name, isTimeout } = call.failure;
    return { code, name, isTimeout };
  }
  return result === 'transport-error' ? GATEWAY_TIMEOUT_ERROR : undefined;
}

function operationOf(call: Call): Attempt['operation'] {
  const { operation } = call.request;
  return operation === 'SendItem' || operation === 'UpdateItem' ? operation : 'CreateItem';
}

const NO_EVIDENCE: readonly Ref[] = [];
const NO_CHALLENGES: readonly string[] = [];

/** Joined by `concat`, which makes a list no longer than what is in it. */
function evidenceOf(
  { request, response, failure, handshakes }: Call,
  index: number,
  answer: ItemAnswer | undefined,
): readonly Ref[] {
  const legs = handshakes.flatMap((leg) => leg.request.evidence.concat(leg.response?.evidence ?? NO_EVIDENCE));
  const evidence = legs.concat(
    request.evidence,
    request.items[index]?.evidence ?? NO_EVIDENCE,
    response?.evidence ?? NO_EVIDENCE,
    answer?.evidence ?? NO_EVIDENCE,
    failure?.evidence ?? NO_EVIDENCE,
  );
  return sortedRefs(evidence);
}

function challengesOf({ response, handshakes }: Call): readonly string[] {
  const own = response?.challenges ?? NO_CHALLENGES;
  const legs = handshakes.flatMap((leg) => leg.response?.challenges ?? NO_CHALLENGES);
  if (legs.length + own.length < 2) return legs.length === 0 ? own : legs;
  return [...new Set([...legs, ...own])];
}

/** One call as an attempt of the message whose item stands at `index` of the request. */
export function attemptOf(call: Call, index: number, folder: string | undefined, link: Attempt['link']): Attempt {
  const { request, response, failure, handshakes } = call;
  const answer = answerAt(call, index);
  const isSend = request.operation === 'SendItem' || request.disposition !== 'SaveOnly';
  const result = resultOf(call, answer, isSend);
  const attempt: Writable<Attempt> = {
    operation: operationOf(call),
    result,
    retryable: result === 'error' && (isRetryable(response?.status, answer) || isCodeCut(call, answer)),
    authorizationSent: request.hasAuthorization || handshakes.some((leg) => leg.request.hasAuthorization),
    challenges: challengesOf(call),
    link,
    evidence: evidenceOf(call, index, answer),
  };
  const startedAt = handshakes[0]?.request.at ?? (call.isUnasked ? undefined : request.at);
  const answeredAt = response?.at ?? failure?.at;
  // The answer may have an earlier time than the request: the clock was set back, or two processors differ.
  const endedAt = answeredAt === undefined ? undefined : later(startedAt, answeredAt);
  const transport = transportOf(call, result);
  if (call.isUnasked) attempt.requestUnseen = true;
  if (request.disposition !== undefined) attempt.disposition = request.disposition;
  if (folder !== undefined) attempt.folder = folder;
  if (startedAt !== undefined) attempt.startedAt = startedAt;
  if (endedAt !== undefined) attempt.endedAt = endedAt;
  if (response?.status !== undefined) attempt.httpStatus = response.status;
  if (answer?.responseCode !== undefined) attempt.responseCode = answer.responseCode;
  if (answer?.innerResponseCode !== undefined) attempt.innerResponseCode = answer.innerResponseCode;
  if (answer?.backOffMs !== undefined) attempt.backOffMs = answer.backOffMs;
  if (transport !== undefined) attempt.transport = transport;
  return attempt;
}
