import type { Ticks } from '../../src/model/ticks.ts';
import { wallClock } from './clock.ts';
import { encodeText, type TextForm } from './encode.ts';

/** A SIP message or a line of the client's own. */
export interface UccEvent {
  readonly at: Ticks;
  readonly pid: number;
  readonly tid: number;
  readonly kind: 'sent' | 'received' | 'line';
  /** A SIP message with line feeds, or the line. */
  readonly text: string;
}

export interface UccForm extends TextForm {
  readonly offsetMinutes?: number;
}

const SERVER = '192.0.2.20:5061';
const CLIENT = '192.0.2.77:20323';

/** `06/08/2016|09:15:00.168 1F68:C14 INFO  :: SIP/2.0 200 OK`, the other lines of the message without a prefix. */
function eventLines(event: UccEvent, form: UccForm): string {
  const clock = wallClock(event.at, form.offsetMinutes ?? 0);
  const time = `${clock.month}/${clock.day}/${clock.year}|${clock.hour}:${clock.minute}:${clock.second}.${clock.fraction.slice(0, 3)}`;
  const hex = (value: number): string => value.toString(16).toUpperCase();
  const prefix = `${time} ${hex(event.pid)}:${hex(event.tid)} INFO  :: `;
  if (event.kind === 'line') return `${prefix}${event.text}\n`;
  const bytes = `${Buffer.byteLength(event.text)} bytes`;
  const packet =
    event.kind === 'sent'
      ? `Sending Packet - ${SERVER} (From Local Address: ${CLIENT}) ${bytes}`
      : `Data Received -${SERVER} (To Local Address: ${CLIENT}) ${bytes}`;
  return `${prefix}${packet}:\n${prefix}${event.text}\n${prefix}End of ${packet}\n`;
}

/** A file as the client's SIP stack writes it. */
export function uccApiLog(events: readonly UccEvent[], form: UccForm = {}): Buffer {
  const sorted = events.toSorted((a, b) => a.at - b.at);
  return encodeText(sorted.map((event) => eventLines(event, form)).join(''), form);
}
