import { ticksToIso } from '../../src/model/ticks.ts';
import { later, wallClock } from '../make/clock.ts';
import { encodeText, type TextForm } from '../make/encode.ts';
import { ocsText } from '../make/ocs-text.ts';
import { byteStrings, type RawForm, rawTraceOf } from '../make/raw-trace.ts';
import { tracerptCsv, winEventCsv } from '../make/trace-csv.ts';
import type { TraceEvent } from '../make/trace-event.ts';
import { tracerptXml } from '../make/tracerpt-xml.ts';
import { uccApiLog } from '../make/uccapilog.ts';
import type { SimRecord } from './call.ts';
import type { Dice } from './dice.ts';
import type { Profile, TraceForm } from './profile.ts';
import type { World } from './world.ts';

const UNKNOWN = 'Unknown( 10): GUID=400c1ae9-0bd1-369b-1fa7-27d9adbc8749 (No Format Information found).';

/** `[1]1BD4.0D0C::06/08/2016-09:15:00.101 [OcExchange]text`, as tracefmt writes it in UTC. */
function tracefmtText(events: readonly TraceEvent[], form: TextForm): Buffer {
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
  const lines = events.map(({ at, pid, tid, component, text, shape }) => {
    const { month, day, year, hour, minute, second, fraction } = wallClock(at, 0);
    const time = `${month}/${day}/${year}-${hour}:${minute}:${second}.${fraction.slice(0, 3)}`;
    const said = shape === 'undecoded' ? ` ${UNKNOWN}` : ` [${component}]${text}`;
    return `[${tid % 4}]${hex(pid)}.${hex(tid)}::${time}${said}\n`;
  });
  return encodeText(lines.join(''), form);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Events as `wevtutil qe` prints them, one behind the other. */
function wevtutilXml(events: readonly TraceEvent[], form: TextForm): Buffer {
  const written = events.map(
    ({ at, pid, tid, text, component }) =>
      `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${component}'/><EventID>19</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x0</Keywords><TimeCreated SystemTime='${ticksToIso(at)}'/><Correlation/><Execution ProcessID='${pid}' ThreadID='${tid}'/><Channel></Channel><Computer>PC-042.contoso.com</Computer><Security/></System><EventData><Data Name='Text'>${escaped(text)}</Data></EventData></Event>\n`,
  );
  return encodeText(written.join(''), form);
}

/** How tracerpt came by the text of an event, where it has more than one way. */
function shapeOf(profile: Profile, record: SimRecord, dice: Dice): NonNullable<TraceEvent['shape']> {
  if (record.isUndecoded === true) return 'undecoded';
  switch (profile.form) {
    case 'tracerpt-csv':
      return 'event-data';
    case 'tracerpt-xml':
      // Data of an event end in a blank, which would stand in the middle of a text in pieces.
      return dice.pick(
        profile.layout === 'in-pieces'
          ? ['decoded', 'hex', 'hex-wide']
          : ['decoded', 'decoded', 'hex', 'hex-wide', 'event-data'],
      );
    default:
      return 'decoded';
  }
}

const EXTENSIONS: Readonly<Record<TraceForm, string>> = {
  'ocs-text': 'txt',
  'cls-text': 'log',
  tracefmt: 'fmt.txt',
  uccapilog: 'UccApilog',
  'tracerpt-xml': 'xml',
  'wevtutil-xml': 'xml',
  'tracerpt-csv': 'csv',
  'winevent-csv': 'csv',
  etl: 'etl',
};

/** The path of a trace; a number where it is a part of a rotated log. */
export function tracePath(form: TraceForm, number: number | undefined): string {
  const tail = number === undefined ? '' : `-${number}`;
  const name = form === 'uccapilog' ? 'Lync-UccApi' : 'Lync-16.0.6741.5305-Office-x86ship-U';
  return `Tracing/${name}${tail}.${EXTENSIONS[form]}`;
}

/** The bytes of a trace in a form. `offset` is how many seconds its clock is ahead. */
export function traceBytes(
  world: World,
  records: readonly SimRecord[],
  form: TraceForm,
  dice: Dice,
  offset = 0,
): Buffer {
  const { profile } = world;
  const events = records.map(
    (record): TraceEvent => ({
      at: later(world.start, record.at + offset),
      pid: record.pid,
      tid: record.tid,
      level: record.level,
      component: record.component,
      function: record.function,
      text: record.text,
      shape: shapeOf({ ...profile, form }, record, dice),
    }),
  );
  const text = { encoding: profile.encoding, lineEnd: profile.lineEnd };
  switch (form) {
    case 'ocs-text':
      return ocsText(events, text);
    case 'cls-text':
      return ocsText(events, { ...text, flavour: 'cls' });
    case 'tracefmt':
      return tracefmtText(events, text);
    case 'uccapilog':
      return uccApiLog(
        events.map((event) => ({ ...event, kind: 'line' })),
        text,
      );
    case 'tracerpt-xml':
      return tracerptXml(events, {
        ...text,
        ...dice.pick([{ offsetText: 'utc' }, { offsetText: 'right', offsetMinutes: 120 }]),
      });
    case 'tracerpt-csv':
      return tracerptCsv(events, text);
    case 'wevtutil-xml':
      return wevtutilXml(events, text);
    case 'winevent-csv':
      return winEventCsv(events, text);
    case 'etl': {
      const raw = dice.pick<RawForm>(['wpp', 'string-only', 'tracelogging', 'classic']);
      return rawTraceOf(byteStrings(events), { form: raw, seed: `sim ${world.seed}` });
    }
  }
}
