import type { FindingTold, MessageTold } from '../model/difference.ts';
import { byCodeUnits } from '../model/order.ts';
import type { StoredFinding, StoredMessage } from '../model/stored-report.ts';

export function messageTold({ id, sentAt, recipients, outcome }: StoredMessage): MessageTold {
  return { id, ...(sentAt === undefined ? {} : { sentAt }), recipients, outcome };
}

/** By time, those without one last; then by what they are known by. */
export function byMessage(a: MessageTold, b: MessageTold): number {
  const key = ({ sentAt = '~', recipients, outcome, id }: MessageTold): string =>
    JSON.stringify([sentAt, recipients, outcome, id.padStart(12)]);
  return byCodeUnits(key(a), key(b));
}

export function findingTold(finding: StoredFinding, byId: ReadonlyMap<string, StoredMessage>): FindingTold {
  const { rule, severity, verdict, title, messages } = finding;
  const told = messages.flatMap((id) => byId.get(id) ?? []).map(messageTold);
  return { rule, severity, verdict, title, messages: told.sort(byMessage) };
}
