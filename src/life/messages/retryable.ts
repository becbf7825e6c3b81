import type { ItemAnswer } from '../../model/observation.ts';

/** Errors after which the client tries again: no failure before the deadline (contract section 3). */
const RETRYABLE_CODES: ReadonlySet<string> = new Set([
  'ErrorServerBusy',
  'ErrorTimeoutExpired',
  'ErrorInternalServerTransientError',
  'ErrorInsufficientResources',
  'ErrorMailboxMoveInProgress',
  'ErrorMailboxFailover',
]);

const RETRYABLE_STATUS: ReadonlySet<number> = new Set([429, 503]);

/** HTTP 504: the gateway gave up waiting, a transport time-out and no explicit error. */
export const GATEWAY_TIMEOUT = 504;

/** Whether an error is retryable: by its code, the code inside an ErrorInternalServerError, or else by the HTTP status. */
export function isRetryable(status: number | undefined, answer: ItemAnswer | undefined): boolean {
  if (answer?.responseCode !== undefined) {
    if (RETRYABLE_CODES.has(answer.responseCode)) return true;
    const inner = answer.responseCode === 'ErrorInternalServerError' ? answer.innerResponseCode : undefined;
    if (inner !== undefined) return RETRYABLE_CODES.has(inner);
  }
  return status !== undefined && RETRYABLE_STATUS.has(status);
}
