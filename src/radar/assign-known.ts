import type { Outcome } from '../model/life.ts';
import type { ReportMessage } from '../model/report.ts';
import { addSeconds, type Ticks, ticksFromIso } from '../model/ticks.ts';
import type { KnownEntry } from './known-list.ts';
import { SLACK_SECONDS } from './known-window.ts';

/** A known message, and when it may have been sent. */
export interface Told {
  readonly entry: KnownEntry;
  /** To the end of the minute where no more is told. */
  readonly at: Ticks;
  readonly end: Ticks;
}

/** A message of the report that a known one may be. */
export interface Candidate {
  readonly entry: number;
  readonly message: ReportMessage;
  readonly sentAt: Ticks;
  /** How little their fates agree, then how far apart they are: clocks of people differ by seconds, and fates do not. */
  readonly unlike: number;
  readonly apart: number;
}

function unlikeness(known: Outcome | undefined, seen: Outcome): number {
  if (known === seen) return 0;
  return known === undefined || seen === 'unknown' || seen === 'pending' ? 1 : 2;
}

interface Dated {
  readonly message: ReportMessage;
  readonly sentAt: Ticks;
}

function dated(message: ReportMessage): readonly Dated[] {
  const sentAt = message.sentAt === undefined ? undefined : ticksFromIso(message.sentAt);
  return sentAt === undefined ? [] : [{ message, sentAt }];
}

/** The messages of the report that a known one may be: sent then, to one of the same people; the likeliest first. */
function candidatesOf(
  { entry: { recipients, outcome }, at, end }: Told,
  entry: number,
  messages: readonly Dated[],
): readonly Candidate[] {
  const [from, to] = [addSeconds(at, -SLACK_SECONDS), addSeconds(end, SLACK_SECONDS)];
  return messages
    .filter(({ sentAt }) => sentAt >= from && sentAt <= to)
    .flatMap(({ message, sentAt }): readonly Candidate[] => {
      if (recipients.length > 0 && !message.recipients.some((address) => recipients.includes(address.toLowerCase())))
        return [];
      const apart = Math.max(at - sentAt, sentAt - end, 0);
      return [{ entry, message, sentAt, unlike: unlikeness(outcome, message.outcome), apart }];
    })
    .toSorted(byLikeness);
}

function byLikeness(a: Candidate, b: Candidate): number {
  return a.unlike - b.unlike || a.apart - b.apart || a.sentAt - b.sentAt || a.entry - b.entry;
}

/** Which message of the report each known one is, no message twice: the likeliest pairs first, then as many as there can be. */
export function assignKnown(told: readonly Told[], messages: readonly ReportMessage[]): ReadonlyMap<number, Candidate> {
  const sent = messages.flatMap(dated);
  const candidates = told.map((one, entry) => candidatesOf(one, entry, sent));
  const byMessage = new Map<string, Candidate>();
  const assigned = new Set<number>();
  const take = (one: Candidate): void => {
    byMessage.set(one.message.id, one);
    assigned.add(one.entry);
  };
  for (const one of candidates.flat().toSorted(byLikeness))
    if (!byMessage.has(one.message.id) && !assigned.has(one.entry)) take(one);
  /** Finds an entry a message, where need be by having others take another one of theirs. */
  const place = (entry: number, asked: Set<string>): boolean =>
    (candidates[entry] ?? []).some((one) => {
      const { id } = one.message;
      if (asked.has(id)) return false;
      asked.add(id);
      const holder = byMessage.get(id);
      if (holder !== undefined && !place(holder.entry, asked)) return false;
      take(one);
      return true;
    });
  for (const entry of told.keys()) if (!assigned.has(entry)) place(entry, new Set());
  return new Map([...byMessage.values()].map((one) => [one.entry, one]));
}
