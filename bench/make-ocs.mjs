// node bench/make-ocs.mjs [megabytes] [path] [every]: a made trace in OCSLogger's text form.
import { noiseText, sipLines } from './client-noise.mjs';
import { ewsExchange } from './ews-exchange.mjs';
import { makeFile, makerArguments } from './made-file.mjs';
import { seeded } from './random.mjs';

const START = Date.UTC(2016, 5, 8, 5, 0, 0);
const SIP_EVERY = 200;

const { megabytes, path, every } = makerArguments((size) => `.bench/ocs-${size}.txt`);
const random = seeded(1);
const threads = Array.from({ length: 12 }, () => random.hex(4));
let now = START;
let sequence = 0;
let untilSip = SIP_EVERY;

/** `TL_INFO(TF_COMPONENT) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))` */
function prefix(flags, component, place, thread = random.pick(threads)) {
  now += random.below(50);
  sequence += 1;
  const iso = new Date(now).toISOString();
  const date = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}-${iso.slice(11, 23)}`;
  return `TL_INFO(${flags}) [${random.below(4)}]1F68.${thread}::${date}.${sequence.toString(16).padStart(8, '0')} (${component},${place})`;
}

function noise() {
  untilSip -= 1;
  if (untilSip > 0) {
    const { component, place, text } = noiseText(random);
    return { lines: [`${prefix('TF_COMPONENT', component, place)}${text}`], records: 1 };
  }
  untilSip = SIP_EVERY;
  const first = `${prefix('TF_PROTOCOL', 'SIPStack', 'SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125)')}$$begin_record`;
  const facts = [
    'Trace-Correlation-Id: 2003888399',
    'Direction: incoming',
    'Peer: sfb.contoso.com:5061',
    'Message-Type: request',
  ];
  return { lines: [first, ...facts, ...sipLines(random), '$$end_record'], records: 1 };
}

function exchange(n) {
  const thread = threads[n % threads.length];
  const { requestHead, request, responseHead, response } = ewsExchange(n);
  const sent = `${prefix('TF_COMPONENT', 'OC_Http', 'CHttpTransport::Send:httptransport.cpp(300)', thread)} `;
  const received = `${prefix('TF_COMPONENT', 'OC_Http', 'CHttpTransport::Receive:httptransport.cpp(410)', thread)} `;
  const [first, ...more] = requestHead;
  const [status, ...headers] = responseHead;
  return { lines: [sent + first, ...more, ...request, received + status, ...headers, ...response], records: 2 };
}

makeFile({ path, megabytes, every, head: '', tail: '', newline: '\r\n', noise, exchange });
