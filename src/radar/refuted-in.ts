import { DEADLINE_SECONDS } from '../model/deadline.ts';
import type { PhraseSeen } from '../model/observation.ts';
import type { ReportMessage, ReportStep } from '../model/report.ts';
import { addSeconds, type Ticks, ticksFromIso } from '../model/ticks.ts';

/** What becomes of a message that was not sent. */
const OTHER_ENDS: ReadonlySet<string> = new Set(['draft-saved', 'deadline-passed', 'message-failed']);
/** The client tries for two minutes; a timer may be late. */
const LATEST_SECONDS = DEADLINE_SECONDS + 30;

function placesOf({ evidence }: Pick<ReportStep | PhraseSeen, 'evidence'>): readonly string[] {
  return evidence.map(({ source, line }) => `${line} ${source}`);
}

function momentOf({ at }: ReportStep): Ticks | undefined {
  return at === undefined ? undefined : ticksFromIso(at);
}

function isNearBehind(step: ReportStep, sentAt: Ticks | undefined): boolean {
  const at = momentOf(step);
  if (at === undefined || sentAt === undefined) return true;
  return at >= sentAt && at <= addSeconds(sentAt, LATEST_SECONDS);
}

/** Which phrases that tell of a sending are refuted by what the messages come to, by id. `told`: what phrases that are tried tell. */
export function refutedIn(messages: readonly ReportMessage[], told: readonly PhraseSeen[]): ReadonlySet<string> {
  const sendings = new Map(
    told
      .filter(({ observes }) => observes === 'message-sent')
      .flatMap((seen) => placesOf(seen).map((at) => [at, seen])),
  );
  const refuted = new Set<string>();
  for (const message of messages) {
    for (const [i, step] of message.steps.entries()) {
      if (step.event !== 'message-sent') continue;
      const isTakenBack = message.steps.slice(i + 1).some(({ event }) => OTHER_ENDS.has(event));
      for (const seen of placesOf(step).flatMap((place) => sendings.get(place) ?? []))
        if (isTakenBack || (seen.values.messageId === undefined && hasTwin(messages, message, step)))
          refuted.add(seen.phrase);
    }
  }
  return refuted;
}

/** Lines without an id are tied by people and time: what became of the message may be told of one that seems another. */
function hasTwin(messages: readonly ReportMessage[], sent: ReportMessage, sending: ReportStep): boolean {
  const people = new Set(sent.recipients);
  return messages.some(
    (other) =>
      other !== sent &&
      (people.size === 0 || other.recipients.length === 0 || other.recipients.some((one) => people.has(one))) &&
      other.steps.some((step) => OTHER_ENDS.has(step.event) && isNearBehind(step, momentOf(sending))),
  );
}
