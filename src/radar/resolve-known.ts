import type { ZoneOption } from '../model/analysis-options.ts';
import type { KnownMessage } from '../model/radar-report.ts';
import type { Report, ReportMessage } from '../model/report.ts';
import { addSeconds, type Ticks, ticksFromIso, ticksFromUtc, ticksToIso } from '../model/ticks.ts';
import type { KnownEntry } from './known-list.ts';
import { type KnownLife, lifeSpan, SLACK_SECONDS } from './known-window.ts';

/** Local wall clock to UTC, as `readZone` makes it. */
type ZoneReader = (zone: string) => ((local: Ticks) => Ticks) | undefined;

const DAY_SECONDS = 86_400;
const LAST_OF_MINUTE = 59;
/** Days of a trace that are looked through for a time of day. */
const MOST_DAYS = 400;

/** What the traces tell of the days they are of. */
export interface TraceSpan {
  readonly from: Ticks | undefined;
  readonly to: Ticks | undefined;
}

function zoneOf(entry: KnownEntry, zones: readonly ZoneOption[]): string {
  return entry.zone ?? zones.find(({ glob }) => glob === undefined)?.zone ?? 'UTC';
}

function midnight(at: Ticks): Ticks {
  const [date = ''] = ticksToIso(at).split('T');
  return ticksFromIso(date) ?? at;
}

/**
 * When a message was sent, to the beginning of the minute where no more is told. Without a date it is of the last day of the traces on which they cover that
 * time, else of their last day. Undefined where there is no time to count from.
 */
function sentAt(entry: KnownEntry, span: TraceSpan, toUtc: (local: Ticks) => Ticks): Ticks | undefined {
  const { date, seconds } = entry;
  if (date !== undefined) {
    const day = ticksFromUtc(date.year, date.month, date.day, 0, 0, 0, 0);
    return day === undefined ? undefined : toUtc(addSeconds(day, seconds));
  }
  const { from, to } = span;
  if (from === undefined || to === undefined) return undefined;
  // A zone may be a day ahead.
  const last = addSeconds(midnight(to), DAY_SECONDS);
  for (let back = 0; back < MOST_DAYS; back++) {
    const at = toUtc(addSeconds(last, seconds - back * DAY_SECONDS));
    if (at <= to && addSeconds(at, LAST_OF_MINUTE) >= from) return at;
    if (at < from) break;
  }
  return toUtc(addSeconds(midnight(to), seconds));
}

function idsOf({ keys }: ReportMessage): ReadonlySet<string> {
  const { requestIds, itemIds, conversationId, spoolFile } = keys;
  const ids = [...requestIds, ...itemIds, conversationId, spoolFile?.split('/').at(-1)];
  return new Set(ids.flatMap((id) => (id === undefined ? [] : [id.toLowerCase()])));
}

/** The message of the report that a known one is: sent then, to one of the same people. */
function messageOf(
  messages: readonly ReportMessage[],
  recipients: readonly string[],
  from: Ticks,
  to: Ticks,
): ReportMessage | undefined {
  return messages.find(({ sentAt: sent, recipients: its }) => {
    const at = sent === undefined ? undefined : ticksFromIso(sent);
    if (at === undefined || at < from || at > to) return false;
    return recipients.length === 0 || its.some((address) => recipients.includes(address.toLowerCase()));
  });
}

/** A known message, and the time and keys by which lines are known to be of it. */
export interface Resolved {
  readonly told: KnownMessage;
  readonly life: KnownLife;
}

/** Finds out when each known message lived. Undefined for one of which no day is known. */
export function resolveKnown(
  entry: KnownEntry,
  report: Report,
  span: TraceSpan,
  zones: readonly ZoneOption[],
  readZone: ZoneReader,
): Resolved | undefined {
  const at = sentAt(entry, span, readZone(zoneOf(entry, zones)) ?? ((local) => local));
  if (at === undefined) return undefined;
  const end = entry.isToTheMinute ? addSeconds(at, LAST_OF_MINUTE) : at;
  const told = lifeSpan(at, end);
  // People and clocks differ by seconds; the trace says when it was.
  const message = messageOf(report.messages, entry.recipients, told.from, addSeconds(end, SLACK_SECONDS));
  const seen = message?.sentAt === undefined ? undefined : ticksFromIso(message.sentAt);
  return {
    told: {
      line: entry.line,
      sentAt: ticksToIso(seen ?? at),
      ...(entry.outcome === undefined ? {} : { outcome: entry.outcome }),
      ...(message === undefined ? {} : { message: message.id }),
    },
    life: {
      recipients: new Set([...entry.recipients, ...(message?.recipients ?? [])].map((one) => one.toLowerCase())),
      ids: message === undefined ? new Set() : idsOf(message),
      ...(seen === undefined ? told : lifeSpan(seen, seen)),
      ...(entry.outcome === undefined ? {} : { outcome: entry.outcome }),
    },
  };
}
