import type { ZoneOption } from '../model/analysis-options.ts';
import type { KnownMessage } from '../model/radar-report.ts';
import type { ReportMessage } from '../model/report.ts';
import { addSeconds, type Ticks, ticksFromIso, ticksFromUtc, ticksToIso } from '../model/ticks.ts';
import { assignKnown, type Candidate, type Told } from './assign-known.ts';
import type { KnownEntry } from './known-list.ts';
import { type KnownLife, lifeSpan } from './known-window.ts';

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

/** A known message, and the time and keys by which lines are known to be of it. */
export interface Resolved {
  readonly told: KnownMessage;
  readonly life: KnownLife;
}

/** What the traces tell beside a list of known messages. */
export interface TraceFacts {
  readonly messages: readonly ReportMessage[];
  /** Ids of each message, in lower case. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  readonly span: TraceSpan;
  readonly zones: readonly ZoneOption[];
  readonly readZone: ZoneReader;
}

function resolvedOf({ entry, at, end }: Told, found: Candidate | undefined, ids: TraceFacts['ids']): Resolved {
  const { outcome } = entry;
  const recipients = [...entry.recipients, ...(found?.message.recipients ?? [])].map((one) => one.toLowerCase());
  return {
    told: {
      line: entry.line,
      sentAt: ticksToIso(found?.sentAt ?? at),
      ...(outcome === undefined ? {} : { outcome }),
      ...(found === undefined ? {} : { message: found.message.id, reported: found.message.outcome }),
    },
    life: {
      recipients: new Set(recipients),
      ids: (found === undefined ? undefined : ids.get(found.message.id)) ?? new Set(),
      // The trace says when it was.
      ...(found === undefined ? lifeSpan(at, end) : lifeSpan(found.sentAt, found.sentAt)),
      ...(outcome === undefined ? {} : { outcome }),
    },
  };
}

/** Finds out when each known message lived, in their order. `undated`: lines of the list of which no trace tells the day; then nothing is resolved. */
export function resolveKnown(
  entries: readonly KnownEntry[],
  { messages, ids, span, zones, readZone }: TraceFacts,
): { readonly resolved: readonly Resolved[]; readonly undated: readonly number[] } {
  const told = entries.map((entry) => {
    const at = sentAt(entry, span, readZone(zoneOf(entry, zones)) ?? ((local) => local));
    return at === undefined
      ? entry.line
      : { entry, at, end: entry.isToTheMinute ? addSeconds(at, LAST_OF_MINUTE) : at };
  });
  const undated = told.filter((one) => typeof one === 'number');
  if (undated.length > 0) return { resolved: [], undated };
  const dated = told.filter((one) => typeof one !== 'number');
  const found = assignKnown(dated, messages);
  return { resolved: dated.map((one, entry) => resolvedOf(one, found.get(entry), ids)), undated };
}
