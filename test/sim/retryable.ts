import type { ItemReply, Reply } from './call.ts';

/** contract section 3, row `rejected`. */
export const RETRYABLE = [
  'ErrorServerBusy',
  'ErrorTimeoutExpired',
  'ErrorInternalServerTransientError',
  'ErrorInsufficientResources',
  'ErrorMailboxMoveInProgress',
  'ErrorMailboxFailover',
] as const;
const CODES: ReadonlySet<string> = new Set(RETRYABLE);

/** The error may pass: by its code, by the code inside it, or, where no code is known, by the status. */
export function isRetryableError(status: number, code: string | undefined, inner: string | undefined): boolean {
  if (code === undefined) return status === 429 || status === 503;
  return CODES.has(code) || (code === 'ErrorInternalServerError' && inner !== undefined && CODES.has(inner));
}

export function isRetryable(reply: Reply, answer: ItemReply | undefined): boolean {
  switch (reply.kind) {
    case 'items':
      return isRetryableError(200, answer?.code, answer?.inner);
    case 'fault':
      return isRetryableError(reply.status, reply.code, undefined);
    case 'status':
      return isRetryableError(reply.status, undefined, undefined);
    case 'transport':
    case 'silence':
      return false;
  }
}
