import type { Attempt, Life } from '../model/life.ts';
import { describeAttempt, describeAttempts, hasCodeOf, isSend, isStale, isUnspecific } from './attempts.ts';
import { anyOf, type Condition, noneOf, type Question } from './conditions.ts';
import { isDelivered, refsOfSteps, someCallEnded } from './message-conditions.ts';
import type { MessageCase } from './rule.ts';
import { silenceOf } from './silence.ts';

function isStillRunning(life: Life): boolean {
  return life.outcome === 'delivered' || life.outcome === 'pending';
}

const draftWasNeverSent: Question<MessageCase> = {
  name: 'a draft of it stands in Drafts and was never sent',
  ask: (subject) => {
    const { life } = subject;
    const found = `${life.id} is ${life.outcome}`;
    if (isStillRunning(life)) return { holds: 'no', found };
    if (life.hasDraft || life.outcome === 'stuck-in-drafts') {
      const saves = life.attempts.filter((attempt) => attempt.result === 'saved');
      return {
        holds: 'yes',
        found,
        certainty: life.draftFolderUncertain ? 'possible' : 'proven',
        evidence: [...refsOfSteps(life, 'draft-saved'), ...saves.flatMap((attempt) => attempt.evidence)],
      };
    }
    const because = silenceOf(subject);
    return because === undefined ? { holds: 'no', found } : { holds: 'unknown', found, because };
  },
};

/** Folders that are Drafts, or may be: one that nothing names is Drafts for a Message. */
const MAYBE_DRAFTS: ReadonlySet<string | undefined> = new Set([undefined, 'drafts', 'unknown']);

/** No error leaves a draft but that of sending as somebody else (contract section 3). */
function isRefused(attempt: Attempt): boolean {
  return attempt.result === 'transport-error' || (attempt.result === 'error' && !hasCodeOf(attempt, 'send-as'));
}

/** SendOnly never leaves a copy, and so no draft; a copy for Sent Items is none either. */
function mayLeaveDraft(attempt: Attempt): boolean {
  const { operation, disposition, folder } = attempt;
  return operation === 'CreateItem' && disposition !== 'SendOnly' && MAYBE_DRAFTS.has(folder) && !isRefused(attempt);
}

const NO_DRAFT_KNOWN = 'no answer to a CreateItem shows that it was saved';

/**
 * Whether a call without a legible answer left a draft nobody knows: only with one that was saved is the message known to have been
 * created at all.
 */
const wasCreatedAgain: Question<MessageCase> = {
  name: 'it was created in Exchange more than once',
  wanted: 'two or more CreateItem calls that may leave a draft',
  ask: (subject) => {
    const { life } = subject;
    const calls = life.attempts.filter(mayLeaveDraft);
    const found = `${calls.length} for ${life.id}, which is ${life.outcome}`;
    if (isStillRunning(life)) return { holds: 'no', found };
    if (calls.length >= 2 && calls.some(({ result }) => result === 'saved'))
      return { holds: 'yes', found, evidence: calls.flatMap((attempt) => attempt.evidence) };
    if (calls.length >= 2) return { holds: 'unknown', found, because: NO_DRAFT_KNOWN };
    if (life.attempts.length > 0) return { holds: 'no', found };
    return { holds: 'unknown', found, because: silenceOf(subject) ?? 'no EWS call of it was seen' };
  },
};

/** What the Drafts bug does to a message. */
export const fillsDrafts: Condition<MessageCase> = anyOf(
  'the message was left in Drafts',
  draftWasNeverSent,
  wasCreatedAgain,
);

/**
 * The call on which the message failed: with a draft left, the last that was to send it; else the last of all. An error while
 * saving an earlier draft does not explain why a later one was never sent.
 */
function failedCall(life: Life): Attempt | undefined {
  const calls = life.hasDraft ? life.attempts.filter(isSend) : life.attempts;
  return calls.at(-1);
}

const failedForAnotherReason: Question<MessageCase> = {
  name: 'an explicit error explains why it was not sent',
  ask: (subject) => {
    const { life } = subject;
    const call = failedCall(life);
    if (call === undefined) {
      return { holds: 'no', found: life.attempts.length > 0 ? 'no call to send it' : describeAttempts(life) };
    }
    const found = describeAttempt(call);
    if (call.result === 'unreadable') return { holds: 'unknown', because: found };
    // The bug is that a draft is not sent: a call to send it speaks against the bug, though how it ended names no other cause.
    const isUnexplained = call.result === 'no-answer' || (call.result === 'error' && isUnspecific(call));
    if (isUnexplained) return { holds: 'no', found, certainty: 'possible' };
    const isError = call.result === 'error' || call.result === 'transport-error';
    return { holds: isError ? 'yes' : 'no', found, evidence: call.evidence };
  },
};

const wasSavedToHistory: Question<MessageCase> = {
  name: 'the item is conversation history, which old clients show as a draft',
  wanted: 'folder conversationhistory',
  ask: ({ life }) => {
    const folders = life.attempts.flatMap((attempt) => attempt.folder ?? []);
    const isHistory = folders.length > 0 && folders.every((folder) => folder === 'conversationhistory');
    return { holds: isHistory ? 'yes' : 'no', ...(folders.length > 0 && { found: folders.join(', ') }) };
  },
};

/** Four other faults leave a message in Drafts too (field notes, section 6). */
export const noLookAlike: Condition<MessageCase> = noneOf(
  'none of the faults that look like it explains the draft',
  someCallEnded('sending as the owner was denied', 'ErrorSendAsDenied', (attempt) => hasCodeOf(attempt, 'send-as')),
  someCallEnded('the draft had changed or gone when it was to be sent', 'a stale change key or item', isStale),
  isDelivered,
  wasSavedToHistory,
  failedForAnotherReason,
);
