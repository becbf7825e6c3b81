import { DEADLINE_SECONDS } from '../model/deadline.ts';
import type { IsoTime, Report, ReportFinding, ReportMessage } from '../model/report.ts';
import { addSeconds, greatest, least, type Ticks, ticksFromIso } from '../model/ticks.ts';

/** A time of a report; undefined where it is absent, or lies outside 1970 to 2099. */
export function momentOf(at: IsoTime | undefined): Ticks | undefined {
  return at === undefined ? undefined : ticksFromIso(at);
}

/** The end of the two minutes that the client gives a message. */
export function deadlineOf({ sentAt }: ReportMessage): Ticks | undefined {
  const sent = momentOf(sentAt);
  return sent === undefined ? undefined : addSeconds(sent, DEADLINE_SECONDS);
}

/** Every moment that is told of a message, in no order. */
export function momentsOf({ sentAt, endedAt, steps, attempts }: ReportMessage): readonly Ticks[] {
  const times = [
    sentAt,
    endedAt,
    ...steps.map(({ at }) => at),
    ...attempts.flatMap((attempt) => [attempt.startedAt, attempt.endedAt]),
  ];
  return times.flatMap((at) => momentOf(at) ?? []);
}

/** When all was over: when the bundle was collected, else the last time there is. */
export function endOf({ collectedAt, horizon, bundle }: Report): Ticks | undefined {
  return momentOf(collectedAt) ?? momentOf(horizon) ?? greatest(bundle.sources.map(({ to }) => momentOf(to)));
}

/** When the first of its messages was sent, as its evidence may be of the whole bundle; of a finding on none the first time of its evidence. */
export function startOfFinding(
  { evidence, messages }: ReportFinding,
  sent: ReadonlyMap<string, Ticks>,
): Ticks | undefined {
  return least(messages.map((id) => sent.get(id))) ?? least(evidence.map(({ at }) => momentOf(at)));
}

/** When each message began, where that is known. */
export function startsOfMessages({ messages }: Report): ReadonlyMap<string, Ticks> {
  return new Map(
    messages.flatMap((message) => {
      const start = momentOf(message.sentAt) ?? least(momentsOf(message));
      return start === undefined ? [] : [[message.id, start] as const];
    }),
  );
}
