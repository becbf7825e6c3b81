import type { Life } from '../../model/life.ts';
import type { SpoolFileSeen } from '../../model/observation.ts';
import { later } from '../../model/ticks.ts';
import type { Contradiction, Gathering } from '../messages/gathering.ts';
import { peopleKey } from '../messages/open-tries.ts';
import type { Judgement } from '../outcome.ts';

function namesOthers(file: SpoolFileSeen, message: Gathering): boolean {
  if (file.reading !== 'parsed' || file.participants.length === 0 || message.recipients.length === 0) return false;
  return peopleKey(file.participants) !== peopleKey(message.recipients);
}

/** What the trace and the spool file of a message tell against each other, each with what both say. */
export function contradictionsBetween(message: Gathering, judgement: Judgement): readonly Contradiction[] {
  const { spool, attempts } = message;
  if (spool === undefined || attempts.length === 0) return [];
  const found: Contradiction[] = [];
  const accepted = attempts.find((attempt) => attempt.result === 'accepted');
  if (judgement.outcome === 'delivered' && accepted !== undefined) {
    const at = later(accepted.endedAt, message.spoolWrittenAt);
    const reason = 'Exchange accepted the message, and its file still stands in the History Spooler';
    const evidence = [...accepted.evidence, ...spool.evidence];
    found.push({ reason, evidence, ...(at === undefined ? {} : { at }) });
  }
  if (namesOthers(spool, message)) {
    const [first] = attempts;
    const at = message.spoolWrittenAt ?? first?.startedAt;
    const reason = 'the spool file names other people than the request';
    const evidence = [...(first?.evidence ?? []), ...spool.evidence];
    found.push({ reason, evidence, ...(at === undefined ? {} : { at }) });
  }
  return found;
}

/** How the two witnesses of a message, trace and spool file, stand to each other. */
export function witnessesOf(message: Gathering, judgement: Judgement): Life['witnesses'] {
  if (message.spool === undefined) return 'trace-only';
  if (message.attempts.length === 0) return 'spool-only';
  return contradictionsBetween(message, judgement).length > 0 ? 'contradict' : 'agree';
}
