import type { Life } from '../model/life.ts';
import type { HttpRequest } from '../model/observation.ts';
import { placeOfRef } from './client-calls.ts';
import { anyOf, type Condition, type Question } from './conditions.ts';
import type { MessageCase } from './rule.ts';

/** The request that Exchange accepted, as it was observed: the attempt of a message keeps nothing of its text. */
function acceptedRequest(life: Life, { calls }: MessageCase): HttpRequest | undefined {
  const accepted = life.attempts.findLast(({ result }) => result === 'accepted' || result === 'saved');
  return accepted?.evidence.flatMap((ref) => calls.requestAt.get(placeOfRef(ref)) ?? []).at(-1);
}

/** A phrase tells that a mail was sent, and nothing of what is in it. */
function isWordless({ told, items }: HttpRequest): boolean {
  return told !== undefined && items.every(({ itemClass, subjectHash }) => (itemClass ?? subjectHash) === undefined);
}

const hasNoText: Question<MessageCase> = {
  name: 'the mail was sent without any text',
  ask: (subject) => {
    const request = acceptedRequest(subject.life, subject);
    if (request === undefined || request.cut || request.items.length === 0 || isWordless(request))
      return { holds: 'unknown', because: 'the mail that Exchange accepted is not in the trace as a whole' };
    const isEmpty = request.items.every(({ bodyHash }) => bodyHash === undefined);
    return { holds: isEmpty ? 'yes' : 'no', ...(isEmpty && { evidence: request.evidence }) };
  },
};

const isNotMarkedUnread: Question<MessageCase> = {
  name: 'the mail is not marked as unread',
  ask: () => ({ holds: 'unknown', because: 'only the mailbox of the recipient shows it' }),
};

/** What makes a delivered message look lost to its recipient. */
export const looksLost: Condition<MessageCase> = anyOf(
  'the mail looks lost to the recipient',
  hasNoText,
  isNotMarkedUnread,
);
