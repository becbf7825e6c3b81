import type { Attempt, Life, TransportError } from '../model/life.ts';
import {
  ITEM_GONE_CODE,
  RESPONSE_CODES,
  type ResponseClass,
  THROTTLE_STATUSES,
  TIMEOUT_STATUS,
  TOO_MANY_REQUESTS,
} from './knowledge/response-codes.ts';
import { remembered } from './remembered.ts';

/** The codes of an answer, the inner one last; throttling may hide inside an ErrorInternalServerError. */
function codesOf({ responseCode, innerResponseCode }: Attempt): readonly string[] {
  if (innerResponseCode === undefined) return isFailure(responseCode) ? [responseCode] : [];
  return [responseCode, innerResponseCode].filter(isFailure);
}

/** Whether one of the codes of an answer is this one. */
export function hasCode(attempt: Attempt, code: string): boolean {
  return codesOf(attempt).includes(code);
}

function isFailure(code: string | undefined): code is string {
  return code !== undefined && code !== 'NoError';
}

export function hasCodeOf(attempt: Attempt, wanted: ResponseClass): boolean {
  return codesOf(attempt).some((code) => RESPONSE_CODES.get(code)?.class === wanted);
}

/** Any call but a CreateItem that only saves: UpdateItem is an attempt only where it sends (contract section 3). */
export function isSend(attempt: Attempt): boolean {
  return attempt.operation !== 'CreateItem' || attempt.disposition !== 'SaveOnly';
}

export function isThrottled(attempt: Attempt): boolean {
  return (
    hasCodeOf(attempt, 'throttle') || (attempt.httpStatus !== undefined && THROTTLE_STATUSES.has(attempt.httpStatus))
  );
}

/** It says so itself: by a code, by a time to wait, or by the status that means nothing else. */
export function isBusy(attempt: Attempt): boolean {
  return hasCodeOf(attempt, 'throttle') || attempt.backOffMs !== undefined || attempt.httpStatus === TOO_MANY_REQUESTS;
}

/** Ended by a time-out that someone stated: the client's transport, a gateway, or Exchange itself. */
export function isTimedOut(attempt: Attempt): boolean {
  return (
    attempt.transport?.isTimeout === true || attempt.httpStatus === TIMEOUT_STATUS || hasCodeOf(attempt, 'timeout')
  );
}

/** The item that was to be sent had changed or gone. */
export function isStale(attempt: Attempt): boolean {
  if (attempt.operation === 'CreateItem') return false;
  return (
    hasCodeOf(attempt, 'stale-item') || (attempt.operation === 'SendItem' && codesOf(attempt).includes(ITEM_GONE_CODE))
  );
}

/** A failure that names no cause: it neither explains a message nor explains another cause away. */
export function isUnspecific(attempt: Attempt): boolean {
  const codes = codesOf(attempt);
  if (codes.length > 0) return codes.every((code) => RESPONSE_CODES.get(code)?.class === 'unspecific');
  return attempt.transport === undefined && attempt.httpStatus === 500;
}

/** A number that the name holds already, as in `HTTP 504 Gateway Timeout`, is not said twice. */
function transportText({ name, code }: TransportError): string {
  return name.includes(String(code)) ? name : `${name} (${code})`;
}

function codeWords(code: string): string {
  const words = RESPONSE_CODES.get(code)?.words;
  return words === undefined ? code : `${code} (${words})`;
}

/** `SendItem answered ErrorStaleObject (the item has changed since it was read)`. */
export const describeAttempt: (attempt: Attempt) => string = remembered((attempt) => {
  const { operation, transport, result, httpStatus } = attempt;
  if (transport !== undefined) return `${operation} failed with ${transportText(transport)}`;
  const codes = codesOf(attempt).map(codeWords);
  if (codes.length > 0) return `${operation} answered ${codes.join(' with ')}`;
  if (result === 'accepted') return `${operation} was accepted`;
  if (result === 'saved') return `${operation} saved the item`;
  if (result === 'no-answer') return `${operation} got no answer`;
  if (result === 'error' && httpStatus !== undefined) return `${operation} answered HTTP ${httpStatus}`;
  return `the answer to ${operation} cannot be read`;
});

export const describeAttempts: (life: Life) => string = remembered(({ attempts }) =>
  attempts.length === 0 ? 'no EWS call' : attempts.map(describeAttempt).join('; '),
);
