// A bundle: one trace with offline messages that no other bundle has.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noiseText } from './client-noise.mjs';
import { ewsExchange } from './ews-exchange.mjs';
import { seeded } from './random.mjs';

const START = Date.UTC(2016, 5, 8, 5, 0, 0);
/** Lines of noise in front of a message; with it 30 kB. */
const NOISE = 140;

/** Writes the bundle number `n` (from 1) into a folder: 30 kB a message. */
export function writeBundle(folder, n, messages = 1) {
  const random = seeded(n);
  let [now, sequence] = [START + 60_000 * (n % 600), 0];
  const prefix = (component, place) => {
    now += random.below(50);
    sequence += 1;
    const iso = new Date(now).toISOString();
    const date = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}-${iso.slice(11, 23)}`;
    return `TL_INFO(TF_COMPONENT) [0]1F68.2B00::${date}.${sequence.toString(16).padStart(8, '0')} (${component},${place})`;
  };
  const noise = () => {
    const { component, place, text } = noiseText(random);
    return `${prefix(component, place)}${text}`;
  };
  const exchange = (number) => {
    const { requestHead, request, responseHead, response } = ewsExchange(number);
    const [first, ...more] = requestHead;
    const [status, ...headers] = responseHead;
    return [
      ...Array.from({ length: NOISE }, noise),
      `${prefix('OC_Http', 'CHttpTransport::Send:httptransport.cpp(300)')} ${first}`,
      ...more,
      ...request,
      `${prefix('OC_Http', 'CHttpTransport::Receive:httptransport.cpp(410)')} ${status}`,
      ...headers,
      ...response,
    ];
  };
  const lines = [
    ...Array.from({ length: messages }, (_, at) => exchange((n - 1) * messages + at + 1)).flat(),
    ...Array.from({ length: 10 }, noise),
  ];
  const tracing = join(folder, `pc-${String(n).padStart(7, '0')}`, 'Tracing');
  mkdirSync(tracing, { recursive: true });
  writeFileSync(join(tracing, 'Lync-16.0.6965.5305-Office-x86ship-U.txt'), `${lines.join('\r\n')}\r\n`);
}
