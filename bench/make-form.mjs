// node bench/make-form.mjs <form> [megabytes] [path]: a made trace in one of the other forms that are read.
import { noiseText } from './client-noise.mjs';
import { ewsExchange } from './ews-exchange.mjs';
import { makeFile } from './made-file.mjs';
import { seeded } from './random.mjs';

const START = Date.UTC(2016, 5, 8, 7, 0, 0);
const FILETIME_OF_UNIX_EPOCH = 116_444_736_000_000_000n;
const UUID = '744151fd-b3f4-32e6-38eb-0fd11e3fb62d';

const [form, megabytes = '100', path = `.bench/${form}-${megabytes}.txt`] = process.argv.slice(2);
const random = seeded(3);
const threads = Array.from({ length: 12 }, () => 1000 + 4 * random.below(8000));
const PID = 8040;
let now = START;

const hex = (number, digits) => number.toString(16).toUpperCase().padStart(digits, '0');
const iso = () => new Date(now).toISOString();
const usDate = () => `${iso().slice(5, 7)}/${iso().slice(8, 10)}/${iso().slice(0, 4)}`;
const escapeXml = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const fileTime = () => String(BigInt(now) * 10_000n + FILETIME_OF_UNIX_EPOCH);
const culture = () => {
  const [hour, rest] = [Number(iso().slice(11, 13)), iso().slice(13, 19)];
  return `${Number(iso().slice(5, 7))}/${Number(iso().slice(8, 10))}/${iso().slice(0, 4)} ${hour % 12 === 0 ? 12 : hour % 12}${rest} ${hour < 12 ? 'AM' : 'PM'}`;
};

/** One event in each form, as text that may have several lines. */
const WRITERS = {
  tracefmt: {
    write: ({ thread, component, text }) =>
      `[${random.below(4)}]${hex(PID, 4)}.${hex(thread, 4)}::${usDate()}-${iso().slice(11, 23)} [${component}]${text}`,
  },
  uccapilog: {
    write: ({ thread, text }) => `${usDate()}|${iso().slice(11, 23)} ${hex(PID, 1)}:${hex(thread, 1)} INFO  :: ${text}`,
  },
  'tracerpt-csv': {
    head: '     Event Name,       Type,   Event ID, Version, Channel, Level, Opcode, Task,            Keyword,        PID,        TID, Processor Number,  Instance ID, Parent Instance ID,                            Activity ID,                    Related Activity ID,           Clock-Time, Kernel(ms), User(ms), User Data\r\n',
    write: ({ thread, component, text }) =>
      `${component}, Info, 10, 0, 0, 4, 0, 0, 0x0000000000000000, 0x${hex(PID, 8)}, 0x${hex(thread, 8)}, 1, , , {00000000-0000-0000-0000-000000000000}, , ${fileTime()}, 15, 30, ${quoted(text)}`,
  },
  'wevtutil-xml': {
    write: ({ thread, component, text }) =>
      `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${component}' Guid='{${UUID}}'/><EventID>${random.below(90)}</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x0</Keywords><TimeCreated SystemTime='${iso().slice(0, 23)}${hex(random.below(1), 4)}Z'/><EventRecordID>${random.below(99999)}</EventRecordID><Correlation/><Execution ProcessID='${PID}' ThreadID='${thread}'/><Channel></Channel><Computer>pc.contoso.com</Computer><Security/></System><EventData><Data Name='Message'>${escapeXml(text)}</Data></EventData></Event>`,
  },
  'winevent-csv': {
    head: '"Message","Id","Version","Level","ProviderName","ProviderId","LogName","ProcessId","ThreadId","MachineName","TimeCreated","LevelDisplayName"\r\n',
    write: ({ thread, component, text }) =>
      [text, random.below(90), 0, 4, component, UUID, 'Trace', PID, thread, 'pc.contoso.com', culture(), 'Information']
        .map((cell) => quoted(String(cell)))
        .join(','),
  },
};

const writer = WRITERS[form];
if (writer === undefined) throw new Error(`no such form: ${form}; known: ${Object.keys(WRITERS).join(', ')}`);

function event(component, text, thread = random.pick(threads)) {
  now += random.below(50);
  return writer.write({ thread, component, text });
}

function noise() {
  const { component, place, text } = noiseText(random);
  return { lines: [event(component, `${place.split(':').slice(0, 3).join(':')} ${text}`)], records: 1 };
}

function exchange(n) {
  const thread = threads[n % threads.length];
  const { requestHead, request, responseHead, response } = ewsExchange(n);
  const sent = event('OC_Http', [...requestHead, ...request].join('\r\n'), thread);
  return { lines: [sent, event('OC_Http', [...responseHead, ...response].join('\r\n'), thread)], records: 2 };
}

const { head = '' } = writer;
makeFile({ path, megabytes: Number(megabytes), head, tail: '', newline: '\r\n', noise, exchange });
