import type { Attempt, LifeEvent } from '../../model/life.ts';
import type { Ref } from '../../model/ref.ts';
import { earlier, later, type Ticks } from '../../model/ticks.ts';
import type { Happening } from '../happening.ts';
import { SEND_AS_DENIED } from '../messages/attempt.ts';
import type { Gathering } from '../messages/gathering.ts';
import type { Judgement } from '../outcome.ts';
import type { SipSide } from '../sip/sip-side.ts';
import { addTold, withoutRepeats } from './told-happenings.ts';
import { contradictionsBetween } from './witnesses.ts';

function wordsOf(attempt: Attempt): string {
  if (attempt.transport !== undefined) return attempt.transport.name;
  return attempt.responseCode ?? (attempt.httpStatus === undefined ? 'an error' : `HTTP ${attempt.httpStatus}`);
}

/** The event that the end of an attempt is; undefined while no answer is known. */
function endEvent(attempt: Attempt, leavesDraft: boolean): LifeEvent | undefined {
  switch (attempt.result) {
    case 'accepted':
      return 'message-sent';
    case 'saved':
      return 'draft-saved';
    case 'transport-error':
      return 'ews-failed';
    case 'error':
      if (attempt.retryable) return 'ews-failed';
      return leavesDraft ? 'send-failed' : 'message-failed';
    case 'no-answer':
    case 'unreadable':
      return undefined;
  }
}

/** Where the answer begins in evidence that is in order of time; what has no time stands first and is the request's. */
function answerPlace(evidence: readonly Ref[], endedAt: Ticks | undefined): number {
  if (endedAt === undefined) return evidence.length;
  const place = evidence.findIndex(({ at }) => at !== undefined && at >= endedAt);
  return place < 0 ? evidence.length : place;
}

/** Adds the request of an attempt, and its end where that is known. */
function addAttempt(happenings: Happening[], attempt: Attempt, leavesDraft: boolean): void {
  const { startedAt, endedAt, evidence, link } = attempt;
  const split = answerPlace(evidence, endedAt);
  const asked = split === evidence.length ? evidence : evidence.slice(0, split);
  const answered = split === 0 ? evidence : evidence.slice(split);
  if (attempt.requestUnseen !== true) {
    happenings.push({ at: startedAt, event: 'ews-request', link, evidence: asked.length > 0 ? asked : evidence });
  }
  const event = endEvent(attempt, leavesDraft);
  if (event === undefined) return;
  const isFailure = attempt.result === 'error' || attempt.result === 'transport-error';
  const end = { at: endedAt ?? startedAt, event, link, evidence: answered.length > 0 ? answered : evidence };
  happenings.push(isFailure ? { ...end, reason: wordsOf(attempt) } : end);
}

/** The draft was deleted or moved away while it was being sent, or before. */
function isRemovedBefore({ removals }: Gathering, { startedAt, endedAt = startedAt }: Attempt): boolean {
  return removals.some(({ at }) => at === undefined || endedAt === undefined || at <= endedAt);
}

function addAttempts(happenings: Happening[], message: Gathering): void {
  let hasDraft = false;
  const isDraftTold = message.lastTold('draft-saved') !== undefined;
  for (const attempt of message.attempts) {
    if (attempt.result === 'saved') hasDraft = true;
    const leavesDraft =
      attempt.operation !== 'CreateItem'
        ? message.drafts.size > 0 || (hasDraft && !isRemovedBefore(message, attempt))
        : (attempt.responseCode === SEND_AS_DENIED || isDraftTold) && message.drafts.size > 0;
    addAttempt(happenings, attempt, leavesDraft);
  }
}

const BY_DEADLINE = { link: 'exact', reason: 'two minutes from sending are over', isByDeadline: true } as const;

/** What the end of the two minutes is to a message: only then does a retryable error, or silence, count as its end. */
function endByDeadline(message: Gathering, judgement: Judgement): Happening | undefined {
  if (!judgement.deadlinePassed) return undefined;
  const last = message.attempts.at(-1);
  const { deadline } = message;
  const isSendOfDraft = last !== undefined && last.operation !== 'CreateItem';
  if (judgement.outcome === 'timed-out' || (judgement.outcome === 'stuck-in-drafts' && !isSendOfDraft)) {
    return { at: deadline, event: 'deadline-passed', ...BY_DEADLINE, evidence: [] };
  }
  const isGivenUp = last !== undefined && (last.retryable || judgement.outcome === 'stuck-in-drafts');
  if (!isGivenUp || (judgement.outcome !== 'rejected' && judgement.outcome !== 'stuck-in-drafts')) return undefined;
  const timer = message.lastTold('timer-expired');
  const at = later(earlier(deadline, timer?.seen.at), last.endedAt ?? last.startedAt);
  const event = judgement.outcome === 'rejected' ? 'message-failed' : 'send-failed';
  return { at, event, ...BY_DEADLINE, evidence: last.evidence };
}

function areInOrder(happenings: readonly Happening[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const { at } of happenings) {
    if (at !== undefined && at < last) return false;
    last = at ?? last;
  }
  return true;
}

/** In order of time; what has no time stays behind what stands in front of it. */
function inOrder(happenings: readonly Happening[]): readonly Happening[] {
  if (areInOrder(happenings)) return happenings;
  let last = Number.NEGATIVE_INFINITY;
  const placed = happenings.map((happening) => {
    last = happening.at ?? last;
    return { happening, at: last };
  });
  return placed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ happening }) => happening);
}

/** All that was seen of a message, and the end that its two minutes are, in order of time. */
export function happeningsOf(message: Gathering, judgement: Judgement, sip: SipSide): readonly Happening[] {
  const { spool, spoolLink, spoolWrittenAt } = message;
  const happenings: Happening[] = [];
  if (spool !== undefined) {
    happenings.push({ at: spoolWrittenAt, event: 'spool-written', link: spoolLink, evidence: spool.evidence });
  }
  addAttempts(happenings, message);
  for (const { at, how, link, evidence } of message.removals) {
    happenings.push({ at, event: 'draft-removed', link, evidence, reason: `the draft was ${how}` });
  }
  for (const { at, evidence } of message.returns) {
    happenings.push({
      at,
      event: 'draft-saved',
      link: 'exact',
      evidence,
      reason: 'the draft was moved back into Drafts',
    });
  }
  const end = endByDeadline(message, judgement);
  const isToldOtherwise = judgement.told?.seen.event === 'message-failed';
  if (end !== undefined && !isToldOtherwise && !happenings.some((one) => one.event === 'send-failed'))
    happenings.push(end);
  addTold(happenings, message, judgement);
  const between = contradictionsBetween(message, judgement);
  for (const { at, reason, evidence } of message.contradictions.concat(between)) {
    happenings.push({ at, event: 'evidence-contradicts', link: 'exact', evidence, reason });
  }
  const { recipients, conversationId, bodyHash, sentAt } = message;
  happenings.push(...sip.of({ recipients, conversationId, bodyHash, sentAt, endedAt: judgement.endedAt }));
  return withoutRepeats(inOrder(happenings));
}
