import type { Attempt } from '../../model/life.ts';
import type { ToldError } from '../../model/observation.ts';
import { later, type Ticks } from '../../model/ticks.ts';
import { sortedRefs } from '../timeline.ts';
import { GATEWAY_TIMEOUT_ERROR, SEND_AS_DENIED } from './attempt.ts';
import type { Gathering } from './gathering.ts';
import type { ToldEvent } from './message-facts.ts';
import { GATEWAY_TIMEOUT, isRetryable } from './retryable.ts';

/** The name of a draft that no call tells of. */
export const TOLD_DRAFT = 'told draft';

function isRetryableError({ status, responseCode }: ToldError): boolean {
  return isRetryable(
    status,
    responseCode === undefined ? undefined : { responseCode, itemIds: [], folders: [], evidence: [] },
  );
}

/** The network failed, or a gateway gave up waiting: Exchange did not say no. */
function transportOf({ transport, status, responseCode }: ToldError): Attempt['transport'] {
  if (transport !== undefined) return transport;
  return status === GATEWAY_TIMEOUT && responseCode === undefined ? GATEWAY_TIMEOUT_ERROR : undefined;
}

/** That a message failed so is an explicit error by itself: neither one of the network, nor one after which the client tries again in time. */
export function isExplicitError(error: ToldError, deadlinePassed: boolean): boolean {
  if (transportOf(error) !== undefined) return false;
  return deadlinePassed || !isRetryableError(error);
}

type End = Pick<Attempt, 'result' | 'retryable' | 'endedAt' | 'httpStatus' | 'responseCode' | 'transport'>;

/** How a call ended that failed so. */
function endOf(error: ToldError, at: Ticks | undefined): End {
  const { status, responseCode } = error;
  const transport = transportOf(error);
  return {
    result: transport === undefined ? 'error' : 'transport-error',
    retryable: transport === undefined && isRetryableError(error),
    ...(at === undefined ? {} : { endedAt: at }),
    ...(status === undefined ? {} : { httpStatus: status }),
    ...(responseCode === undefined ? {} : { responseCode }),
    ...(transport === undefined ? {} : { transport }),
  };
}

/** A call of which only the end was told. */
function unseenAttempt(operation: Attempt['operation'], error: ToldError, { seen, link }: ToldEvent): Attempt {
  return {
    operation,
    authorizationSent: false,
    challenges: [],
    requestUnseen: true,
    link,
    evidence: seen.evidence,
    ...endOf(error, seen.at),
  };
}

/** The last call of a message, where nothing else tells its end and this may. */
function openCall(message: Gathering, { seen }: ToldEvent): Attempt | undefined {
  const last = message.attempts.at(-1);
  if (last?.result !== 'no-answer') return undefined;
  const isBefore = seen.at !== undefined && last.startedAt !== undefined && seen.at < last.startedAt;
  return isBefore ? undefined : last;
}

function closed(message: Gathering, call: Attempt, { seen }: ToldEvent, end: Omit<End, 'endedAt'>): void {
  const endedAt = seen.at === undefined ? undefined : later(call.startedAt, seen.at);
  message.replaceAttempt(call, {
    ...call,
    ...end,
    evidence: sortedRefs([...call.evidence, ...seen.evidence]),
    ...(endedAt === undefined ? {} : { endedAt }),
  });
}

/** Exchange keeps what it does not send for somebody else, unless no copy was asked for. */
function keepsDraft({ operation, disposition, responseCode }: Attempt): boolean {
  return responseCode === SEND_AS_DENIED && (operation !== 'CreateItem' || disposition === 'SendAndSaveCopy');
}

/** Why a message failed is how its last call ended, where that is not known; where a draft was saved, or no call is known, how one ended that was not seen. */
export function tellFailure(message: Gathering, told: ToldEvent): void {
  const { error } = told.seen;
  if (error === undefined) return;
  const last = message.attempts.at(-1);
  const open = openCall(message, told);
  if (open !== undefined) closed(message, open, told, endOf(error, told.seen.at));
  else if (last === undefined) message.addAttempt(unseenAttempt('CreateItem', error, told));
  else if (last.result === 'saved' && message.drafts.size > 0)
    message.addAttempt(unseenAttempt('SendItem', error, told));
  const ended = message.attempts.at(-1);
  if (ended !== undefined && keepsDraft(ended) && message.drafts.size === 0) message.saveDraft(TOLD_DRAFT, false);
}

/** That a draft lies there is what became of a call without an answer: one that was to send it was answered, in words that nobody knows. */
export function tellSaved(message: Gathering, told: ToldEvent): void {
  const open = openCall(message, told);
  if (open === undefined) return;
  const isSave = open.operation === 'CreateItem' && open.disposition === 'SaveOnly';
  closed(message, open, told, { result: isSave ? 'saved' : 'unreadable', retryable: false });
}
