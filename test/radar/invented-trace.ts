import { addSeconds, type Ticks, ticksFromIso, ticksToIso } from '../../src/model/ticks.ts';
import { encodeText } from '../make/encode.ts';
import { ocsText } from '../make/ocs-text.ts';
import type { TraceEvent } from '../make/trace-event.ts';
import { tracerptXml } from '../make/tracerpt-xml.ts';

/** A message of a client that words its trace as no client does. */
export interface InventedMessage {
  readonly to: string;
  readonly sentAt: string;
  readonly end: 'stuck' | 'sent';
  /** Something that differs from message to message. */
  readonly key: number;
}

function moment(iso: string): Ticks {
  const at = ticksFromIso(iso);
  if (at === undefined) throw new Error(`no time: ${iso}`);
  return at;
}

function hex(key: number): string {
  return key.toString(16).padStart(12, '0');
}

function eventsOf({ to, sentAt, end, key }: InventedMessage): readonly TraceEvent[] {
  const at = moment(sentAt);
  const event = (seconds: number, component: string, text: string): TraceEvent => ({
    at: addSeconds(at, seconds),
    pid: 7124,
    tid: 3340,
    level: 'TL_INFO',
    component,
    function: 'CNoteLane::Step',
    text,
  });
  const request = `3f2504e0-4f89-11d3-9a0c-${hex(key)}`;
  return [
    event(0, 'OfflineNotes', `Offline note N${key} for ${to} lined up behind ${key % 7} others`),
    event(
      1,
      'OfflineNotes',
      `Spool file C:\\Users\\al\\Lync\\History Spooler\\n${key}.hist laid down by lane ${key % 3}`,
    ),
    event(2, 'MailLane', `EWS CreateItem posted for note N${key}, request ${request}`),
    event(3, 'MailLane', `EWS gave 200, NoError back to request ${request}`),
    end === 'stuck'
      ? event(4, 'MailLane', `Note N${key} kept as a draft after ${key % 90} ms`)
      : event(4, 'MailLane', `Note N${key} delivered by EWS after ${key % 90} ms`),
    event(5, 'Other', `Window of conversation ${key} painted`),
  ];
}

/** All that the client writes of some messages. */
export function inventedEvents(messages: readonly InventedMessage[]): readonly TraceEvent[] {
  return messages.flatMap(eventsOf);
}

/** `[0]1BD4.0D0C::06/08/2016-09:15:00.101 [Component]text` */
function tracefmt(events: readonly TraceEvent[]): Buffer {
  const lines = events.map(({ at, pid, tid, component, text }) => {
    const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:.]+)Z$/.exec(ticksToIso(at)) ?? [];
    const id = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
    return `[0]${id(pid)}.${id(tid)}::${month}/${day}/${year}-${time} [${component}]${text}\n`;
  });
  return encodeText(lines.join(''), { lineEnd: 'crlf' });
}

export const FORMS: Readonly<Record<string, (events: readonly TraceEvent[]) => Buffer>> = {
  'ocs-text': (events) => ocsText(events),
  'ocs-text in UTF-16': (events) => ocsText(events, { encoding: 'utf-16le-bom', lineEnd: 'crlf' }),
  tracefmt,
  'tracerpt-xml': (events) => tracerptXml(events, { offsetText: 'utc' }),
};

export const MESSAGES: readonly InventedMessage[] = [
  { to: 'bob@contoso.com', sentAt: '2016-06-08T09:15:00Z', end: 'stuck', key: 1017 },
  { to: 'carol@fabrikam.com', sentAt: '2016-06-08T09:30:00Z', end: 'sent', key: 1018 },
  { to: 'dave@contoso.com', sentAt: '2016-06-08T09:45:00Z', end: 'stuck', key: 1019 },
  { to: 'erin@fabrikam.com', sentAt: '2016-06-08T10:00:00Z', end: 'sent', key: 1020 },
];
