// node bench/make-tracerpt.mjs [megabytes] [path] [every]: a made trace as `tracerpt x.etl -of XML` writes one.
import { noiseText } from './client-noise.mjs';
import { ewsExchange } from './ews-exchange.mjs';
import { makeFile, makerArguments } from './made-file.mjs';
import { seeded } from './random.mjs';

const START = Date.UTC(2016, 5, 8, 7, 0, 0);
/** Shares of a mostly decoded trace; real ones range from all decoded to two thirds undecoded. */
const UNDECODED_IN_100 = 20;
const BINARY_IN_100 = 3;

const { megabytes, path, every } = makerArguments((size) => `.bench/tracerpt-${size}.xml`);
const random = seeded(2);
const threads = Array.from({ length: 12 }, () => 1000 + 4 * random.below(8000));
let now = START;
let sequence = 0;

const escapeXml = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

/** A whole event; the offset is one minute short, as tracerpt writes it for +02:00. */
function event(payload, thread = random.pick(threads)) {
  now += random.below(300);
  const local = `${new Date(now).toISOString().slice(0, 23)}${String(random.below(10000)).padStart(4, '0')}00+0159`;
  return [
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
    '\t<System>',
    '\t\t<Provider Guid="{f10521c0-ffa9-4698-a49e-f00dadc2046e}" />',
    `\t\t<EventID>${random.below(120)}</EventID>`,
    '\t\t<Version>0</Version>',
    '\t\t<Level>4</Level>',
    '\t\t<Task>0</Task>',
    '\t\t<Opcode>0</Opcode>',
    '\t\t<Keywords>0x0</Keywords>',
    `\t\t<TimeCreated SystemTime="${local}" />`,
    '\t\t<Correlation ActivityID="{00000000-0000-0000-0000-000000000000}" />',
    `\t\t<Execution ProcessID="8040" ThreadID="${thread}" ProcessorID="${random.below(4)}" KernelTime="15" UserTime="30" />`,
    '\t\t<Channel />',
    '\t\t<Computer />',
    '\t</System>',
    ...payload,
    '\t<ExtendedTracingInfo xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">',
    '\t\t<EventGuid>{f10521c0-ffa9-4698-a49e-f00dadc2046e}</EventGuid>',
    '\t</ExtendedTracingInfo>',
    '</Event>',
  ];
}

function debugData(component, place, message) {
  sequence += 1;
  const [fn, file] = place.split(/:(?=[^:]+\()/);
  return [
    '\t<DebugData>',
    `\t\t<SequenceNumber>${sequence}</SequenceNumber>`,
    '\t\t<FlagsName>TF_COMPONENT</FlagsName>',
    '\t\t<LevelName>TL_INFO</LevelName>',
    `\t\t<Component>${component}</Component>`,
    '\t\t<SubComponent></SubComponent>',
    `\t\t<FileLine>${file}</FileLine>`,
    `\t\t<Function>${fn}</Function>`,
    `\t\t<Message>${escapeXml(message)}</Message>`,
    '\t</DebugData>',
  ];
}

function undecoded() {
  const number = random.below(120);
  return [
    '\t<DebugData>',
    '\t\t<SequenceNumber>0</SequenceNumber>',
    '\t\t<FlagsName></FlagsName>',
    '\t\t<LevelName></LevelName>',
    '\t\t<Component></Component>',
    '\t\t<SubComponent></SubComponent>',
    `\t\t<FileLine> ${number}</FileLine>`,
    '\t\t<Function></Function>',
    `\t\t<Message>Unknown( ${number}): GUID=400c1ae9-0bd1-369b-1fa7-27d9adbc8749 (No Format Information found).</Message>`,
    '\t</DebugData>',
  ];
}

function noise() {
  const die = random.below(100);
  if (die < UNDECODED_IN_100) return { lines: event(undecoded()), records: 1 };
  if (die < UNDECODED_IN_100 + BINARY_IN_100) {
    const hex = Array.from({ length: 12 }, () => random.hex(8)).join('');
    return { lines: event([`\t<BinaryEventData>${hex}</BinaryEventData>`]), records: 1 };
  }
  const { component, place, text } = noiseText(random);
  return { lines: event(debugData(component, place, text)), records: 1 };
}

function exchange(n) {
  const thread = threads[n % threads.length];
  const { requestHead, request, responseHead, response } = ewsExchange(n);
  const sent = debugData(
    'OC_Http',
    'CHttpTransport::Send:httptransport.cpp(300)',
    [...requestHead, ...request].join('\r\n'),
  );
  const received = debugData(
    'OC_Http',
    'CHttpTransport::Receive:httptransport.cpp(410)',
    [...responseHead, ...response].join('\r\n'),
  );
  return { lines: [...event(sent, thread), ...event(received, thread)], records: 2 };
}

makeFile({ path, megabytes, every, head: '<Events>\r\n', tail: '</Events>\r\n', newline: '\r\n', noise, exchange });
