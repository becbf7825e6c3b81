import type { Attempt, LifeEvent, LifeState, LinkStrength, Step } from '../model/life.ts';
import type { Ref } from '../model/ref.ts';
import type { Ticks } from '../model/ticks.ts';
import type { Gathering } from './gathering.ts';
import { type Move, step } from './machine.ts';
import type { Judgement } from './outcome.ts';
import { sortedRefs } from './timeline.ts';

interface Happening {
  readonly at: Ticks | undefined;
  readonly event: LifeEvent;
  readonly link: LinkStrength;
  readonly evidence: readonly Ref[];
  readonly reason?: string;
}

/** Why steps may be missing from what the bundle shows. */
export interface Blindness {
  /** Time of the first record of the traces. */
  readonly tracesFrom?: Ticks;
  /** Some events of the traces have no text. */
  readonly hasUndecoded: boolean;
  readonly hasTrace: boolean;
  /** Some answers of Exchange have no request: the trace begins later, or lines were lost. */
  readonly hasUnpaired?: boolean;
}

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

/** What the end of the two minutes is to a message: only then does a retryable error, or silence, count as its end. */
function endByDeadline(message: Gathering, judgement: Judgement): Happening | undefined {
  if (!judgement.deadlinePassed) return undefined;
  const last = message.attempts.at(-1);
  const reason = 'two minutes from sending are over';
  const atDeadline = { at: message.deadline, link: 'exact', reason } as const;
  const isSendOfDraft = last !== undefined && last.operation !== 'CreateItem';
  if (judgement.outcome === 'timed-out' || (judgement.outcome === 'stuck-in-drafts' && !isSendOfDraft)) {
    return { ...atDeadline, event: 'deadline-passed', evidence: [] };
  }
  const isGivenUp = last !== undefined && (last.retryable || judgement.outcome === 'stuck-in-drafts');
  if (!isGivenUp || (judgement.outcome !== 'rejected' && judgement.outcome !== 'stuck-in-drafts')) return undefined;
  const at = latest(message.deadline, last.endedAt ?? last.startedAt);
  const event = judgement.outcome === 'rejected' ? 'message-failed' : 'send-failed';
  return { ...atDeadline, at, event, evidence: last.evidence };
}

function latest(a: Ticks | undefined, b: Ticks | undefined): Ticks | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

function happeningsOf(message: Gathering, judgement: Judgement): readonly Happening[] {
  const happenings: Happening[] = [];
  const { spool, spoolLink: link } = message;
  if (spool !== undefined) {
    happenings.push({ at: message.spoolWrittenAt, event: 'spool-written', link, evidence: spool.evidence });
  }
  let hasDraft = false;
  for (const attempt of message.attempts) {
    const { startedAt, endedAt, evidence } = attempt;
    const asked = evidence.filter((ref) => endedAt === undefined || ref.at === undefined || ref.at < endedAt);
    const answered = evidence.filter((ref) => endedAt !== undefined && ref.at !== undefined && ref.at >= endedAt);
    const requests = asked.length > 0 ? asked : evidence;
    happenings.push({ at: startedAt, event: 'ews-request', link: attempt.link, evidence: requests });
    if (attempt.result === 'saved') hasDraft = true;
    const leavesDraft =
      attempt.operation !== 'CreateItem'
        ? hasDraft || message.drafts.size > 0
        : attempt.responseCode === 'ErrorSendAsDenied' && message.drafts.size > 0;
    const event = endEvent(attempt, leavesDraft);
    if (event === undefined) continue;
    const reason =
      attempt.result === 'error' || attempt.result === 'transport-error' ? { reason: wordsOf(attempt) } : {};
    const proof = answered.length > 0 ? answered : evidence;
    happenings.push({ at: endedAt ?? startedAt, event, link: attempt.link, evidence: proof, ...reason });
  }
  for (const removal of message.removals) {
    happenings.push({
      at: removal.at,
      event: 'draft-removed',
      link: 'exact',
      evidence: removal.evidence,
      reason: `the draft was ${removal.how}`,
    });
  }
  const end = endByDeadline(message, judgement);
  if (end !== undefined && !happenings.some((one) => one.event === 'send-failed')) happenings.push(end);
  // Stable: what has no time, or the same time, stays in the order of the calls.
  const last = Number.POSITIVE_INFINITY;
  return happenings.sort((a, b) => ((a.at ?? last) < (b.at ?? last) ? -1 : (a.at ?? last) > (b.at ?? last) ? 1 : 0));
}

function whyUnseen(move: Move, happening: Happening, blindness: Blindness): string {
  if (!blindness.hasTrace) return 'the bundle holds no trace that could show it';
  if (blindness.hasUndecoded) return 'events of the trace have no text; one of them may be it';
  if (blindness.tracesFrom !== undefined && happening.at !== undefined && happening.at <= blindness.tracesFrom) {
    return 'the trace begins later';
  }
  if (move.event === 'ews-failed') return 'no end of the call before is in the trace';
  if (move.event === 'ews-request') return 'no such request is in the trace';
  return 'no line of the trace was recognised as it';
}

/** The steps of a message aligned with the machine: those seen, and those required that were not. */
export function stepsOf(message: Gathering, judgement: Judgement, blindness: Blindness): readonly Step[] {
  let state: LifeState = 'composed';
  const steps: Step[] = [];
  for (const happening of happeningsOf(message, judgement)) {
    for (const move of step(state, happening.event)) {
      state = move.state;
      if (move.fit === 'required-not-seen') {
        steps.push({ ...move, link: happening.link, reason: whyUnseen(move, happening, blindness), evidence: [] });
        continue;
      }
      steps.push({
        ...(happening.at === undefined ? {} : { at: happening.at }),
        ...move,
        link: happening.link,
        ...(happening.reason === undefined ? {} : { reason: happening.reason }),
        evidence: sortedRefs(happening.evidence),
      });
    }
  }
  return steps;
}
