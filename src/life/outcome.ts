import { DEADLINE_SECONDS } from '../model/deadline.ts';
import type { Attempt, Outcome } from '../model/life.ts';
import { earlier, later, TICKS_PER_SECOND, type Ticks } from '../model/ticks.ts';
import type { Gathering } from './messages/gathering.ts';
import type { ToldEvent } from './messages/message-facts.ts';
import { isExplicitError } from './messages/told-ends.ts';

/** The two moments that evidence is judged by (contract section 3). */
export interface Moments {
  /** Time of the last record of the traces; absent without a trace. */
  readonly horizon?: Ticks;
  readonly collectedAt?: Ticks;
}

export interface Judgement {
  readonly outcome: Outcome;
  /** The deadline was over when the evidence ends. */
  readonly deadlinePassed: boolean;
  readonly endedAt?: Ticks;
  /** The event that the outcome rests on, where no call tells it. */
  readonly told?: ToldEvent;
}

function isSend(attempt: Attempt): boolean {
  return attempt.operation !== 'CreateItem' || attempt.disposition !== 'SaveOnly';
}

function isExplicit(attempt: Attempt, deadlinePassed: boolean): boolean {
  return attempt.result === 'error' && (!attempt.retryable || deadlinePassed);
}

function isTimeout(attempt: Attempt): boolean {
  return (
    attempt.result === 'no-answer' || (attempt.result === 'transport-error' && attempt.transport?.isTimeout === true)
  );
}

function passedBy(moment: Ticks | undefined, deadline: Ticks | undefined): boolean {
  return moment !== undefined && deadline !== undefined && moment >= deadline;
}

function ended(
  outcome: Outcome,
  deadlinePassed: boolean,
  endedAt: Ticks | undefined,
  told: ToldEvent | undefined = undefined,
): Judgement {
  const judgement = endedAt === undefined ? { outcome, deadlinePassed } : { outcome, deadlinePassed, endedAt };
  return told === undefined ? judgement : { ...judgement, told };
}

/** The failure that a phrase tells of last; one that another call followed was not the end. */
function toldFailure(message: Gathering): ToldEvent | undefined {
  const told = message.lastTold('message-failed');
  const last = message.attempts.at(-1);
  if (told?.seen.at === undefined || last?.startedAt === undefined) return told;
  return told.seen.at < last.startedAt ? undefined : told;
}

/** Without a code of its own it says no more than how the call ended: that no answer came, or that there was no way to Exchange. */
function isExplicitlyTold({ seen }: ToldEvent, last: Attempt | undefined, deadlinePassed: boolean): boolean {
  if (seen.error !== undefined) return isExplicitError(seen.error, deadlinePassed);
  if (last === undefined) return true;
  if (last.result === 'transport-error') return false;
  return !(deadlinePassed && isTimeout(last));
}

function isLeftInSpooler(message: Gathering, moments: Moments): boolean {
  const { sentAt } = message;
  if (message.spool === undefined || sentAt === undefined || moments.collectedAt === undefined) return false;
  return moments.collectedAt - sentAt >= DEADLINE_SECONDS * TICKS_PER_SECOND;
}

/** An explicit error: it ends a message at once, or, where the client tries again after it, once the client gives up, else at the deadline. */
function endedBy(
  attempt: Attempt,
  outcome: Outcome,
  deadlinePassed: boolean,
  over: Ticks | undefined,
  failed: ToldEvent | undefined,
): Judgement {
  if (!attempt.retryable) return ended(outcome, deadlinePassed, attempt.endedAt);
  if (failed !== undefined) return ended(outcome, deadlinePassed, failed.seen.at, failed);
  return ended(outcome, deadlinePassed, later(attempt.endedAt, over));
}

/** That an answer of no known request was its sending is only supposed; where the spool file still stands, that speaks against it. */
function isBelieved(attempt: Attempt, message: Gathering): boolean {
  return attempt.link !== 'weak' || message.spool === undefined;
}

/** The outcome table of contract section 3, row by row: the first that applies wins. */
export function judge(message: Gathering, moments: Moments): Judgement {
  const { attempts, deadline } = message;
  const hasTrace = message.isInTrace;
  const timer = message.lastTold('timer-expired');
  const deadlinePassed =
    timer !== undefined || passedBy(hasTrace ? moments.horizon : (moments.horizon ?? moments.collectedAt), deadline);
  const accepted = attempts.find((attempt) => attempt.result === 'accepted' && isBelieved(attempt, message));
  if (accepted !== undefined) return ended('delivered', deadlinePassed, accepted.endedAt);
  const sent = message.lastTold('message-sent');
  if (sent !== undefined) return ended('delivered', deadlinePassed, sent.seen.at, sent);

  // Of a draft that was deleted, the last send attempt decides.
  const lastSend = attempts.findLast(isSend);
  const last = (message.removals.length > 0 ? lastSend : undefined) ?? attempts.at(-1);
  const failed = toldFailure(message);
  const over = earlier(deadline, timer?.seen.at);
  if (message.drafts.size > 0) {
    const hasFailed = lastSend !== undefined && isExplicit(lastSend, deadlinePassed);
    if (hasFailed) return endedBy(lastSend, 'stuck-in-drafts', deadlinePassed, over, failed);
    const isGivenUp = failed?.seen.error === undefined || isExplicitError(failed.seen.error, deadlinePassed);
    if (failed !== undefined && isGivenUp) return ended('stuck-in-drafts', deadlinePassed, failed.seen.at, failed);
    if (deadlinePassed) return ended('stuck-in-drafts', deadlinePassed, over, timer);
  } else {
    if (last !== undefined && isExplicit(last, deadlinePassed))
      return endedBy(last, 'rejected', deadlinePassed, over, failed);
    if (failed !== undefined && isExplicitlyTold(failed, last, deadlinePassed))
      return ended('rejected', deadlinePassed, failed.seen.at, failed);
    if (last?.result === 'transport-error' && !isTimeout(last))
      return ended('unreachable', deadlinePassed, last.endedAt);
    if (deadlinePassed && last !== undefined && isTimeout(last) && timer === undefined)
      return ended('timed-out', deadlinePassed, deadline);
    if (timer !== undefined) return ended('timed-out', deadlinePassed, over, timer);
  }
  if (isLeftInSpooler(message, moments)) return ended('left-in-spooler', deadlinePassed, undefined);
  const isOver = hasTrace ? deadlinePassed : passedBy(moments.horizon ?? moments.collectedAt, deadline);
  const isJudged = deadline !== undefined && (moments.horizon ?? moments.collectedAt) !== undefined;
  if (isJudged && !isOver) return ended('pending', deadlinePassed, undefined);
  return ended('unknown', deadlinePassed, undefined);
}
