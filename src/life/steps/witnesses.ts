import type { Life } from '../../model/life.ts';
import type { MessageEventSeen, SpoolFileSeen } from '../../model/observation.ts';
import type { Ref } from '../../model/ref.ts';
import { later, type Ticks } from '../../model/ticks.ts';
import type { Gathering } from '../messages/gathering.ts';
import type { Contradiction } from '../messages/message-facts.ts';
import { peopleKey } from '../messages/open-tries.ts';
import type { Judgement } from '../outcome.ts';

function namesOthers(file: SpoolFileSeen, message: Gathering): boolean {
  if (file.reading !== 'parsed' || file.participants.length === 0 || message.recipients.length === 0) return false;
  return peopleKey(file.participants) !== peopleKey(message.recipients);
}

/** That its file was removed, where it was not written again. */
function removedLast({ events }: Gathering): MessageEventSeen | undefined {
  const last = events.findLast(({ seen }) => seen.event === 'spool-removed' || seen.event === 'spool-written');
  return last?.seen.event === 'spool-removed' ? last.seen : undefined;
}

/** What the trace and the spool file of a message tell against each other, each with what both say. */
export function contradictionsBetween(message: Gathering, judgement: Judgement): readonly Contradiction[] {
  const { spool, attempts } = message;
  if (spool === undefined || !message.isInTrace) return [];
  const found: Contradiction[] = [];
  const add = (reason: string, toldAt: Ticks | undefined, told: readonly Ref[]): void => {
    const at = later(toldAt, message.spoolWrittenAt);
    found.push({ reason, evidence: [...told, ...spool.evidence], ...(at === undefined ? {} : { at }) });
  };
  const accepted = attempts.find((attempt) => attempt.result === 'accepted');
  if (judgement.outcome === 'delivered' && accepted !== undefined)
    add(
      'Exchange accepted the message, and its file still stands in the History Spooler',
      accepted.endedAt,
      accepted.evidence,
    );
  const sent = judgement.outcome === 'delivered' && accepted === undefined ? judgement.told?.seen : undefined;
  if (sent !== undefined)
    add(
      'a phrase says that the message was sent, and its file still stands in the History Spooler',
      sent.at,
      sent.evidence,
    );
  const removed = removedLast(message);
  if (removed !== undefined)
    add(
      'a phrase says that its file was removed, and it still stands in the History Spooler',
      removed.at,
      removed.evidence,
    );
  if (namesOthers(spool, message)) {
    const [first] = attempts;
    const [told] = message.events;
    const at = message.spoolWrittenAt ?? first?.startedAt ?? told?.seen.at;
    const reason = `the spool file names other people than the ${first === undefined ? 'trace' : 'request'}`;
    const evidence = [...(first?.evidence ?? told?.seen.evidence ?? []), ...spool.evidence];
    found.push({ reason, evidence, ...(at === undefined ? {} : { at }) });
  }
  return found;
}

/** How the two witnesses of a message, trace and spool file, stand to each other. */
export function witnessesOf(message: Gathering, judgement: Judgement): Life['witnesses'] {
  if (message.spool === undefined) return 'trace-only';
  if (!message.isInTrace) return 'spool-only';
  return contradictionsBetween(message, judgement).length > 0 ? 'contradict' : 'agree';
}
