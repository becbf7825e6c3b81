import type { Ticks } from '../../src/model/ticks.ts';
import { fileTimeOf, wallClock } from './clock.ts';
import { encodeText, type TextForm } from './encode.ts';
import { byTime, type TraceEvent } from './trace-event.ts';

export interface TracerptForm extends TextForm {
  readonly offsetMinutes?: number;
  /** `+0159`, `+01:59`, as tracerpt writes them east of Greenwich, or the true `+02:00`, or UTC as `Z`. */
  readonly offsetText?: 'short-by-one' | 'short-by-one-colon' | 'right' | 'utc';
  /** Name of the level in the language of the PC that ran tracerpt. */
  readonly levelName?: string;
  /** An interrupted run leaves no closing tag. */
  readonly isCut?: boolean;
}

const LEVELS = { TL_ERROR: 2, TL_WARN: 3, TL_INFO: 4, TL_VERBOSE: 5 } as const;
const NAMESPACE = 'http://schemas.microsoft.com/win/2004/08/events/event';

/** tracerpt writes no character beyond ASCII as itself. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[^\x00-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function offset(form: TracerptForm): string {
  const minutes = form.offsetMinutes ?? 0;
  const kind = form.offsetText ?? 'short-by-one';
  if (kind === 'utc') return 'Z';
  // Only offsets east of Greenwich come out short.
  const written = kind === 'right' || minutes <= 0 ? minutes : minutes - 1;
  const sign = written < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(written) / 60)).padStart(2, '0');
  const rest = String(Math.abs(written) % 60).padStart(2, '0');
  return kind === 'short-by-one' ? `${sign}${hours}${rest}` : `${sign}${hours}:${rest}`;
}

function systemTime(at: Ticks, form: TracerptForm): string {
  const c = wallClock(at, form.offsetText === 'utc' ? 0 : (form.offsetMinutes ?? 0));
  return `${c.year}-${c.month}-${c.day}T${c.hour}:${c.minute}:${c.second}.${c.fraction}00${offset(form)}`;
}

function debugData(event: TraceEvent, message: string, isDecoded: boolean): string {
  const of = (text: string): string => (isDecoded ? text : '');
  return `	<DebugData>
		<SequenceNumber>0</SequenceNumber>
		<FlagsName>${of('TF_COMPONENT')}</FlagsName>
		<LevelName>${of(event.level)}</LevelName>
		<Component>${of(event.component)}</Component>
		<SubComponent></SubComponent>
		<FileLine>${isDecoded ? 'source_cpp125' : ' 10'}</FileLine>
		<Function>${of(event.function)}</Function>
		<Message>${escaped(message)}</Message>
	</DebugData>`;
}

function payload(event: TraceEvent): string {
  const hexOf = (encoding: 'latin1' | 'utf16le'): string =>
    Buffer.from(`${event.text}\0`, encoding).toString('hex').toUpperCase();
  switch (event.shape ?? 'decoded') {
    case 'decoded':
      return debugData(event, event.text, true);
    case 'undecoded':
      return debugData(
        event,
        'Unknown( 10): GUID=400c1ae9-0bd1-369b-1fa7-27d9adbc8749 (No Format Information found).',
        false,
      );
    case 'hex':
      return `	<BinaryEventData>${hexOf('latin1')}</BinaryEventData>`;
    case 'hex-wide':
      return `	<BinaryEventData>${hexOf('utf16le')}</BinaryEventData>`;
    case 'mismatch':
      return `	<ProcessingErrorData>
		<ErrorCode>15005</ErrorCode>
		<DataItemName />
		<EventPayload>04000000AC02000000A01885809DFFFF</EventPayload>
	</ProcessingErrorData>`;
    case 'event-data':
      return `	<EventData>
		<Data Name="Length">${String(event.text.length).padStart(8)}</Data>
		<Data Name="Text">${escaped(event.text)} </Data>
	</EventData>`;
  }
}

function system(at: Ticks, provider: string, level: number, pid: number, tid: number, form: TracerptForm): string {
  return `	<System>
		${provider}
		<EventID>0</EventID>
		<Version>0</Version>
		<Level>${level}</Level>
		<Task>0</Task>
		<Opcode>0</Opcode>
		<Keywords>0x0</Keywords>
		<TimeCreated SystemTime="${systemTime(at, form)}" />
		<Correlation ActivityID="{00000000-0000-0000-0000-000000000000}" />
		<Execution ProcessID="${pid}" ThreadID="${tid}" ProcessorID="${tid % 4}" KernelTime="15" UserTime="30" />
		<Channel />
		<Computer />
	</System>`;
}

function eventElement(event: TraceEvent, form: TracerptForm): string {
  const isManifest = event.shape === 'event-data' || event.shape === 'mismatch';
  const provider = isManifest
    ? '<Provider Name="Contoso-Client-Trace " Guid="{0bd3506a-9030-4f76-9b88-3e8fe1f7cfb6}" />'
    : '<Provider />';
  const rendering =
    form.levelName === undefined
      ? ''
      : `	<RenderingInfo Culture="en-US">
		<Level>${escaped(form.levelName)} </Level>
		<Provider>Contoso-Client-Trace </Provider>
	</RenderingInfo>
`;
  return `<Event xmlns="${NAMESPACE}">
${system(event.at, provider, LEVELS[event.level], event.pid, event.tid, form)}
${payload(event)}
${rendering}</Event>
`;
}

/** The first event of every file: its times are UTC whatever the zone of the others. */
function headerEvent(first: Ticks, last: Ticks, form: TracerptForm): string {
  const provider = '<Provider Guid="{9e814aad-3204-11d2-9a82-006008a86939}" />';
  return `<Event xmlns="${NAMESPACE}">
${system(first, provider, 0, 4, 8, form)}
	<EventData>
		<Data Name="BufferSize">   65536</Data>
		<Data Name="StartTime">${fileTimeOf(first)}</Data>
		<Data Name="EndTime">${fileTimeOf(last)}</Data>
		<Data Name="EventsLost">       0</Data>
		<Data Name="BuffersLost">       0</Data>
		<Data Name="LogFileNameString">[multiple files]</Data>
	</EventData>
	<RenderingInfo Culture="en-US">
		<Opcode>Header</Opcode>
		<EventName xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">EventTrace</EventName>
	</RenderingInfo>
	<ExtendedTracingInfo xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">
		<EventGuid>{68fdd900-4a3e-11d1-84f4-0000f80464e3}</EventGuid>
	</ExtendedTracingInfo>
</Event>
`;
}

/** A file as `tracerpt -of XML` writes it: no XML declaration, tabs, nine fractional digits of a local time. */
export function tracerptXml(events: readonly TraceEvent[], form: TracerptForm = {}): Buffer {
  const sorted = byTime(events);
  const first = sorted[0]?.at;
  const last = sorted.at(-1)?.at;
  const header = first === undefined || last === undefined ? '' : headerEvent(first, last, form);
  const body = sorted.map((event) => eventElement(event, form)).join('');
  return encodeText(`<Events>\n${header}${body}${form.isCut === true ? '' : '</Events>\n'}`, form);
}
