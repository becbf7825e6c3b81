import type { Operation, Reply, SimCall } from './call.ts';
import { isRetryableError } from './retryable.ts';

/** One try of one message, as somebody sees it who knows the whole truth, or as much as a trace still shows. */
export interface AttemptView {
  readonly call: number;
  readonly operation: 'CreateItem' | 'SendItem' | 'UpdateItem';
  readonly disposition?: string;
  readonly itemId?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly result: 'accepted' | 'saved' | 'error' | 'transport-error' | 'no-answer' | 'unreadable';
  readonly isRetryable: boolean;
  readonly isTimeout: boolean;
  readonly httpStatus?: number;
  readonly responseCode?: string;
}

/** What is known of one message. */
export interface MessageView {
  readonly attempts: readonly AttemptView[];
  /** ItemIds of drafts that were deleted or moved, with the moment. */
  readonly removals: readonly { readonly itemId: string; readonly at: number }[];
  readonly spoolWrittenAt?: number;
  /** Earliest known of: spool file written, first request. */
  readonly sentAt: number;
}

/** The operations that are tries of a message: an UpdateItem that only saves is none. */
export function triedBy(call: SimCall): AttemptView['operation'] | undefined {
  const { operation, disposition } = call;
  if (operation === 'CreateItem' || operation === 'SendItem') return operation;
  return operation === 'UpdateItem' && disposition !== 'SaveOnly' ? operation : undefined;
}

export function isRemoval(operation: Operation): boolean {
  return operation === 'DeleteItem' || operation === 'MoveItem';
}

const TIMEOUTS: ReadonlySet<number> = new Set([12002, 10060]);
const GATEWAY_TIMEOUT = 504;

type End = Pick<AttemptView, 'result' | 'isRetryable' | 'isTimeout' | 'httpStatus' | 'responseCode' | 'itemId'>;

export const NO_ANSWER: End = { result: 'no-answer', isRetryable: false, isTimeout: true };

function transportEnd(code: number): End {
  return { result: 'transport-error', isRetryable: false, isTimeout: TIMEOUTS.has(code) };
}

/** A status alone, without a code of Exchange. */
export function statusEnd(status: number): End {
  if (status === GATEWAY_TIMEOUT) {
    return { result: 'transport-error', isRetryable: false, isTimeout: true, httpStatus: status };
  }
  if (status < 400) return { result: 'unreadable', isRetryable: false, isTimeout: false, httpStatus: status };
  const isRetryable = isRetryableError(status, undefined, undefined);
  return { result: 'error', isRetryable, isTimeout: false, httpStatus: status };
}

/** A code of Exchange, under whatever status. */
export function codeEnd(
  call: SimCall,
  status: number,
  answer: { readonly code: string; readonly inner?: string; readonly itemId?: string },
): End {
  const base = { isTimeout: false, httpStatus: status, responseCode: answer.code };
  if (answer.code !== 'NoError') {
    return { ...base, result: 'error', isRetryable: isRetryableError(status, answer.code, answer.inner) };
  }
  const isSaved = call.operation === 'CreateItem' && call.disposition === 'SaveOnly';
  const item = answer.itemId === undefined ? {} : { itemId: answer.itemId };
  return { ...base, ...item, result: isSaved ? 'saved' : 'accepted', isRetryable: false };
}

/** How a call truly ended for the item at an index. */
export function endOf(call: SimCall, reply: Reply, index: number): End {
  switch (reply.kind) {
    case 'items': {
      const answer = reply.items[index];
      return answer === undefined ? statusEnd(200) : codeEnd(call, 200, answer);
    }
    case 'fault':
      return codeEnd(call, reply.status, reply);
    case 'status':
      return statusEnd(reply.status);
    case 'transport':
      return transportEnd(reply.code);
    case 'silence':
      return NO_ANSWER;
  }
}
