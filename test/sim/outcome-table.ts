import type { LifeEvent, Outcome } from '../../src/model/life.ts';
import type { AttemptView, MessageView } from './view.ts';

/** The two moments of contract section 3; a bundle without a trace has no horizon. */
export interface JudgedAt {
  readonly horizon?: number;
  readonly collectedAt: number;
}

const DEADLINE = 120;

/** ItemIds of drafts that stand in the mailbox after all of it; `call N` for one whose id was not told. */
function draftsLeft(view: MessageView): ReadonlySet<string> {
  const drafts = new Set<string>();
  for (const attempt of view.attempts) {
    const { operation, result, itemId } = attempt;
    const name = itemId ?? `call ${attempt.call}`;
    if (operation !== 'CreateItem') {
      // What is being sent stands in Drafts, though its saving was perhaps not seen; sent, it does not any more.
      if (result === 'accepted') drafts.delete(name);
      else drafts.add(name);
    } else if (result === 'saved') drafts.add(name);
    else if (attempt.responseCode === 'ErrorSendAsDenied' && attempt.disposition === 'SendAndSaveCopy')
      drafts.add(name);
  }
  for (const { itemId } of view.removals) drafts.delete(itemId);
  return drafts;
}

function sends(attempt: AttemptView): boolean {
  return attempt.operation !== 'CreateItem' || attempt.disposition !== 'SaveOnly';
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The end of the two minutes decided. */
  readonly byDeadline: boolean;
}

/** The table of contract section 3, written from the contract: the first row that applies wins. */
export function judgeView(view: MessageView, { horizon, collectedAt }: JudgedAt): Verdict {
  const { attempts, sentAt } = view;
  const isOver = (horizon ?? collectedAt) >= sentAt + DEADLINE;
  const by = (outcome: Outcome, byDeadline = false): Verdict => ({ outcome, byDeadline });
  const failsBy = (attempt: AttemptView): boolean => attempt.result === 'error' && (!attempt.isRetryable || isOver);
  if (attempts.some(({ result }) => result === 'accepted')) return by('delivered');
  const lastSend = attempts.findLast(sends);
  if (draftsLeft(view).size > 0) {
    if (lastSend !== undefined && failsBy(lastSend)) return by('stuck-in-drafts', lastSend.isRetryable);
    if (isOver) return by('stuck-in-drafts', true);
  } else {
    const last = view.removals.length > 0 ? (lastSend ?? attempts.at(-1)) : attempts.at(-1);
    if (last !== undefined) {
      if (failsBy(last)) return by('rejected', last.isRetryable);
      if (last.result === 'transport-error' && !last.isTimeout) return by('unreachable');
      if (isOver && (last.result === 'no-answer' || (last.result === 'transport-error' && last.isTimeout))) {
        return by('timed-out', true);
      }
    }
  }
  if (view.spoolWrittenAt !== undefined && collectedAt >= sentAt + DEADLINE) return by('left-in-spooler');
  return by(isOver ? 'unknown' : 'pending');
}

/** The event that the end of a try is. */
function endEvent(attempt: AttemptView): LifeEvent | undefined {
  switch (attempt.result) {
    case 'accepted':
      return 'message-sent';
    case 'saved':
      return 'draft-saved';
    case 'transport-error':
      return 'ews-failed';
    case 'error': {
      if (attempt.isRetryable) return 'ews-failed';
      const leavesDraft =
        attempt.operation !== 'CreateItem' ||
        (attempt.responseCode === 'ErrorSendAsDenied' && attempt.disposition === 'SendAndSaveCopy');
      return leavesDraft ? 'send-failed' : 'message-failed';
    }
    case 'no-answer':
    case 'unreadable':
      return undefined;
  }
}

/** What happened to a message, in no order. */
export function eventsOf(view: MessageView, verdict: Verdict): readonly LifeEvent[] {
  const ends = view.attempts.map(endEvent).filter((event) => event !== undefined);
  return [
    ...(view.spoolWrittenAt === undefined ? [] : (['spool-written'] as const)),
    ...view.attempts.map((): LifeEvent => 'ews-request'),
    ...ends,
    ...view.removals.map((): LifeEvent => 'draft-removed'),
    ...(verdict.byDeadline ? (['deadline-passed'] as const) : []),
  ];
}
