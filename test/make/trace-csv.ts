import { fileTimeOf, wallClock } from './clock.ts';
import { encodeText, type TextForm } from './encode.ts';
import { byTime, type TraceEvent } from './trace-event.ts';

const NO_GUID = '{00000000-0000-0000-0000-000000000000}';
const HEADER =
  'Event Name,       Type,   Event ID,  Version, Channel,    Level,   Opcode,     Task,            Keyword,      PID,      TID, Processor Number,  Instance ID, Parent Instance ID,               Activity ID,       Related Activity ID,          Clock-Time, Kernel(ms),  User(ms), User Data';
const LEVELS = { TL_ERROR: 2, TL_WARN: 3, TL_INFO: 4, TL_VERBOSE: 5 } as const;

/** The properties of a WPP event: what is formatted stands without quotes. */
function wppCells(event: TraceEvent, isDecoded: boolean): string {
  const text = isDecoded
    ? event.text
    : 'Unknown( 10): GUID=400c1ae9-0bd1-369b-1fa7-27d9adbc8749 (No Format Information found).';
  const of = (cell: string): string => (isDecoded ? cell : '');
  const guid = '{400c1ae9-0bd1-369b-1fa7-27d9adbc8749}';
  const names = `${of('TF_COMPONENT')}, ${of(event.level)}, ${fileTimeOf(event.at)}`;
  return `source_cpp125, ${of(event.function)}, ${text}, ${of(event.component)}, , ${guid}, source_cpp125, , 0, ${names}, ${NO_GUID}`;
}

function tracerptRow(event: TraceEvent): string {
  const ids = `0x${event.pid.toString(16).toUpperCase()}, 0x${event.tid.toString(16).toUpperCase()}`;
  const payload =
    event.shape === 'event-data'
      ? `${event.text.length}, "${event.text} "`
      : wppCells(event, event.shape !== 'undecoded');
  return `Contoso-Client-Trace, Info, 0, 0, 0, ${LEVELS[event.level]}, 0, 0, 0x0000000000000000, ${ids}, 0, , , ${NO_GUID}, , ${fileTimeOf(event.at)}, 0, 15, ${payload}`;
}

/** A file as `tracerpt -of CSV` writes it. */
export function tracerptCsv(events: readonly TraceEvent[], form: TextForm = {}): Buffer {
  return encodeText(`${[HEADER, ...byTime(events).map(tracerptRow)].join('\n')}\n`, form);
}

const COLUMNS = '"Message","Id","Level","ProviderName","ProcessId","ThreadId","TimeCreated","ActivityId"';

function exportedRow(event: TraceEvent): string {
  const { year, month, day, hour, minute, second } = wallClock(event.at, 0);
  const half = Number(hour) < 12 ? 'AM' : 'PM';
  const time = `${Number(month)}/${Number(day)}/${year} ${Number(hour) % 12 || 12}:${minute}:${second} ${half}`;
  const message = event.shape === 'undecoded' ? '' : event.text.replaceAll('"', '""');
  return `"${message}","0","${LEVELS[event.level]}","${event.component}","${event.pid}","${event.tid}","${time}",`;
}

/** A file as `Get-WinEvent -Oldest | Export-Csv` writes it in the United States. */
export function winEventCsv(events: readonly TraceEvent[], form: TextForm = {}): Buffer {
  const type = '#TYPE Selected.System.Diagnostics.Eventing.Reader.EventLogRecord';
  return encodeText(`${[type, COLUMNS, ...byTime(events).map(exportedRow)].join('\n')}\n`, form);
}
