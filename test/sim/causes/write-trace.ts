import { encodeText, type TextForm } from '../../make/encode.ts';
import { ocsText } from '../../make/ocs-text.ts';
import { tracerptCsv, winEventCsv } from '../../make/trace-csv.ts';
import type { TraceEvent } from '../../make/trace-event.ts';
import { tracerptXml } from '../../make/tracerpt-xml.ts';
import { type UccEvent, uccApiLog } from '../../make/uccapilog.ts';
import type { Form } from './setup.ts';

/** What a trace of a form is called behind its name. */
export const EXTENSIONS: Readonly<Record<Form, string>> = {
  'ocs-text': 'txt',
  'cls-text': 'log',
  'tracerpt-xml': 'xml',
  'tracerpt-csv': 'csv',
  'winevent-csv': 'csv',
  uccapilog: 'UccApilog',
};

export interface LocalText extends TextForm {
  /** Of a form that does not state its zone. */
  readonly offsetMinutes: number;
}

/** The bytes of a trace; a SIP log takes in the SIP messages, any other form has none. */
export function traceBytes(
  events: readonly TraceEvent[],
  sip: readonly UccEvent[],
  form: Form,
  local: LocalText,
): Buffer {
  const { offsetMinutes: _, ...text } = local;
  switch (form) {
    case 'ocs-text':
      return ocsText(events, local);
    case 'cls-text':
      return ocsText(events, { ...text, flavour: 'cls' });
    case 'tracerpt-xml':
      return tracerptXml(events, { ...text, offsetText: 'utc' });
    case 'tracerpt-csv':
      return tracerptCsv(
        events.map((event) => ({ ...event, shape: event.shape === 'undecoded' ? 'undecoded' : 'event-data' })),
        text,
      );
    case 'winevent-csv':
      return winEventCsv(events, text);
    case 'uccapilog':
      return uccApiLog([...sip, ...events.map((event) => ({ ...event, kind: 'line' as const }))], local);
  }
}

export function textFile(lines: readonly string[]): Buffer {
  return encodeText(`${lines.join('\n')}\n`, { lineEnd: 'crlf' });
}
