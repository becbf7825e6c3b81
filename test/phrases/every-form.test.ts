import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messageRecord, STARTED, writeEtl } from '../etl/etl-writer.ts';
import { inFolder } from '../radar/temporary-folder.ts';
import { analyze } from '../report/analyze-validly.ts';

const TEMPLATE = 'Heron note {messageId} laid out for {recipient}';
const GUID = '744151fd-b3f4-32e6-38eb-0fd11e3fb62d';

interface Form {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  /** What the form calls the component and the function of the line; absent where it names none. */
  readonly component?: string;
  readonly function?: string;
  readonly beside?: Readonly<Record<string, string>>;
}

const HERON = { component: 'HeronFerry', function: 'CHeronFerry::Log' } as const;

function event(provider: string, data: string): string {
  return `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider ${provider}/><EventID>0</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x0</Keywords><TimeCreated SystemTime="2016-06-08T09:15:00.1234567Z"/><Correlation/><Execution ProcessID="7124" ThreadID="3084" ProcessorID="0" KernelTime="15" UserTime="30"/><Channel/><Computer/></System>${data}</Event>`;
}

const CSV_HEAD =
  'Event Name,       Type,   Event ID,  Version, Channel,    Level,   Opcode,     Task,            Keyword,      PID,      TID, Processor Number,  Instance ID, Parent Instance ID,               Activity ID,       Related Activity ID,          Clock-Time, Kernel(ms),  User(ms), User Data';

function csvRow(name: string, payload: string): string {
  return `${name},          0,          0,        2,       0,        0,        0,        0, 0x0000000000000000,     7124,     3084,        0,             ,                   , {00000000-0000-0000-0000-000000000000},                         ,  131098509001234567,          0,        15, ${payload}`;
}

const WINEVENT_HEAD =
  '"Message","Id","Level","ProviderName","ProviderId","LogName","ProcessId","ThreadId","TimeCreated"';

function tmf(format: string): string {
  return `${GUID} HeronFerry // SRC=ferry.cpp MJ= MN=
#typev ferry_cpp10 10 "%0${format}" //   LEVEL=TRACE FLAGS=All FUNC=CHeronFerry::Log
{
id, ItemString -- 10
who, ItemString -- 11
}
`;
}

function rawTrace(payload: string): Uint8Array {
  const fields = { guid: GUID, pid: 7124, tid: 3084, number: 10, time: STARTED };
  return writeEtl({}, [{ records: [messageRecord(0x2a, { ...fields, payload: Buffer.from(payload, 'latin1') })] }]);
}

/** An event that tracefmt writes as JSON. */
function selfDescribing(items: object): string {
  return JSON.stringify({ ...items, meta: { provider: 'Contoso-Heron', event: 'Note', level: 4 } });
}

/** A message to somebody in each form: as one text, and as an item a word. `line` is what `template` says of the note n7 to Bob. */
function formsOf(template: string): Readonly<Record<string, Form>> {
  const line = template.replace('{messageId}', 'n7').replace('{recipient}', 'bob@contoso.com');
  const words = line.split(' ');
  const members = Object.fromEntries(words.map((word, n) => [`w${n}`, word]));
  return {
    'ocs-text': {
      ...HERON,
      name: 'a.txt',
      bytes: `TL_INFO(TF_COMPONENT) [0]1BD4.0C0C::06/08/2016-09:15:00.123.00000001 (HeronFerry,CHeronFerry::Log:ferry.cpp(12))${line}\n`,
    },
    tracefmt: {
      name: 'a.txt',
      bytes: `[0]1BD4.0C0C::06/08/2016-09:15:00.123 [HeronFerry]${line}\n`,
      component: 'HeronFerry',
    },
    'tracefmt of events as JSON': {
      name: 'a.txt',
      bytes: `[0]1BD4.0C0C::06/08/2016-09:15:00.123 [HeronFerry]${selfDescribing({ text: line })}\n`,
      component: 'Contoso-Heron',
    },
    'tracefmt of events as JSON with an item a word': {
      name: 'a.txt',
      bytes: `[0]1BD4.0C0C::06/08/2016-09:15:00.123 [HeronFerry]${selfDescribing(members)}\n`,
      component: 'Contoso-Heron',
    },
    'tracefmt with a prefix of its own, of events as JSON with an item a word': {
      name: 'a.txt',
      bytes:
        `[HeronFerry] ferry_cpp12: CHeronFerry::Log: 1bd4.0c0c: 06/08/2016-09:15:00.123: ${selfDescribing(members)}\n`.repeat(
          3,
        ),
      component: 'Contoso-Heron',
      function: 'CHeronFerry::Log',
    },
    'tracefmt with a prefix of its own': {
      ...HERON,
      name: 'a.txt',
      bytes: `[HeronFerry] ferry_cpp12: CHeronFerry::Log: 1bd4.0c0c: 06/08/2016-09:15:00.123: ${line}\n`.repeat(3),
    },
    uccapilog: { name: 'Lync-UccApi-0.UccApilog', bytes: `06/08/2016|09:15:00.123 1BD4:C0C INFO  :: ${line}\n` },
    'tracerpt-xml of trace messages': {
      ...HERON,
      name: 'a.xml',
      bytes: `<Events>\n${event('', `<DebugData><SequenceNumber>0</SequenceNumber><FlagsName>TF</FlagsName><LevelName>TL_INFO</LevelName><Component>HeronFerry</Component><SubComponent></SubComponent><FileLine>ferry_cpp12</FileLine><Function>CHeronFerry::Log</Function><Message>${line}</Message></DebugData>`)}\n</Events>\n`,
    },
    'tracerpt-xml of events': {
      name: 'a.xml',
      bytes: `<Events>\n${event('Name="Contoso-Heron"', `<EventData><Data Name="Text">${line}</Data></EventData>`)}\n</Events>\n`,
      component: 'Contoso-Heron',
    },
    'tracerpt-csv of trace messages': {
      ...HERON,
      name: 'a.csv',
      bytes: `${CSV_HEAD}\n${csvRow('TraceWpp', `ferry_cpp12, CHeronFerry::Log, ${line}, HeronFerry, , {${GUID}}, Heron, 06/08/2016-09:15:00.123, 1, TF_COMPONENT, TL_INFO, 131098509001234567, `)}\n`,
    },
    'tracerpt-csv of events': {
      name: 'a.csv',
      bytes: `${CSV_HEAD}\n${csvRow('Contoso-Heron', `"${line}"`)}\n`,
      component: 'Contoso-Heron',
    },
    'tracerpt-xml of events with an item a word': {
      name: 'a.xml',
      bytes: `<Events>\n${event('Name="Contoso-Heron"', `<EventData>${words.map((word) => `<Data Name="W">${word}</Data>`).join('\n')}</EventData>`)}\n</Events>\n`,
      component: 'Contoso-Heron',
    },
    'tracerpt-csv of events with an item a word': {
      name: 'a.csv',
      bytes: `${CSV_HEAD}\n${csvRow('Contoso-Heron', words.map((word) => `"${word}"`).join(', '))}\n`,
      component: 'Contoso-Heron',
    },
    'wevtutil-xml with an item a word': {
      name: 'a.xml',
      bytes: `${event("Name='Contoso-Heron' Guid='{0bd3506a-9030-4f76-9b88-3e8fe1f7cfb6}'", `<EventData>${words.map((word) => `<Data>${word}</Data>`).join('')}</EventData>`).replaceAll('"', "'")}\n`,
      component: 'Contoso-Heron',
    },
    'wevtutil-xml': {
      name: 'a.xml',
      bytes: `${event("Name='Contoso-Heron' Guid='{0bd3506a-9030-4f76-9b88-3e8fe1f7cfb6}'", `<EventData><Data Name='Text'>${line}</Data></EventData>`).replaceAll('"', "'")}\n`,
      component: 'Contoso-Heron',
    },
    'winevent-csv': {
      name: 'a.csv',
      bytes: `${WINEVENT_HEAD}\n"${line}","0","4","Contoso-Heron","0bd3506a-9030-4f76-9b88-3e8fe1f7cfb6",,"7124","3084","6/8/2016 9:15:00 AM"\n`,
      component: 'Contoso-Heron',
    },
    'etl with formats': {
      ...HERON,
      name: 'a.etl',
      bytes: rawTrace('n7\0bob@contoso.com\0'),
      beside: { 'ferry.tmf': tmf(template.replace('{messageId}', '%10!s!').replace('{recipient}', '%11!s!')) },
    },
    'etl without formats, of texts with a prefix': {
      ...HERON,
      name: 'a.etl',
      bytes: rawTrace(`TL_INFO(TF_COMPONENT) (HeronFerry,CHeronFerry::Log:ferry.cpp(12))${line}\0`),
    },
    'etl without formats, of two texts': {
      name: 'a.etl',
      bytes: rawTrace(`${words.slice(0, 4).join(' ')}\0${words.slice(4).join(' ')}\0`),
    },
    'etl without formats, of two texts that share a literal': {
      name: 'a.etl',
      bytes: rawTrace(`${words.slice(0, 2).join(' ')}\0${words.slice(2).join(' ')}\0`),
    },
    'etl without formats, of bare texts': { name: 'a.etl', bytes: rawTrace(`${line}\0`) },
  };
}

const FORMS = formsOf(TEMPLATE);

/** To how many people messages are found by a phrase of this component and function; without it by the shipped ones alone. */
async function found({ name, bytes, beside = {} }: Form, more?: object, clientVersion?: string): Promise<number> {
  const phrases = more === undefined ? [] : [{ id: 'one', observes: 'message-queued', text: TEMPLATE, ...more }];
  const book = JSON.stringify({ phrasebook: 1, name: 'test', phrases });
  return inFolder({ [`Tracing/${name}`]: bytes, 'words.phrases.json': book, ...beside }, async (folder) => {
    const phrasebooks = [join(folder, 'words.phrases.json')];
    const stated = clientVersion === undefined ? {} : { stated: { clientVersion } };
    const { messages } = await analyze([folder], { phrasebooks, ...stated });
    return new Set(messages.flatMap(({ recipients }) => recipients)).size;
  });
}

describe.each(Object.entries(FORMS))('a phrase in %s', (_, form) => {
  const { component, function: method } = form;

  test('matches whoever says it, where it names nobody', async () => {
    expect(await found(form, {})).toBe(1);
  });

  test('matches by what the form calls the component, and by no other name', async () => {
    expect(await found(form, { component: component ?? 'HeronFerry' })).toBe(component === undefined ? 0 : 1);
    expect(await found(form, { component: 'Other' })).toBe(0);
  });

  test('matches by what the form calls the function, and by no other name', async () => {
    expect(await found(form, { function: method ?? 'CHeronFerry::Log' })).toBe(method === undefined ? 0 : 1);
    expect(await found(form, { function: 'CHeronFerry::Other' })).toBe(0);
  });

  test('matches in the versions of the client that it is of, and in no other', async () => {
    expect(await found(form, { since: '16.0.6741', until: '16.0.6965' }, '16.0.6741.2048')).toBe(1);
    expect(await found(form, { until: '16.0.4266' }, '16.0.6741.2048')).toBe(0);
    expect(await found(form, { since: '16.0.6965' }, '16.0.6741.2048')).toBe(0);
  });
});

describe.each(Object.entries(formsOf('Queued offline message {messageId} for {recipient}')))(
  'a shipped phrase in %s',
  (_, form) => {
    test('matches', async () => {
      expect(await found(form)).toBe(1);
    });
  },
);
