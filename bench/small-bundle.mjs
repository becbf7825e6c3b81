// A small bundle: a trace of 30 kB with one offline message, which no other bundle has.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noiseText } from './client-noise.mjs';
import { ewsExchange } from './ews-exchange.mjs';
import { seeded } from './random.mjs';

const START = Date.UTC(2016, 5, 8, 5, 0, 0);
const NOISE = 140;

/** Writes the bundle number `n` (from 1) into a folder. */
export function writeSmallBundle(folder, n) {
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
  const { requestHead, request, responseHead, response } = ewsExchange(n);
  const [first, ...more] = requestHead;
  const [status, ...headers] = responseHead;
  const lines = [
    ...Array.from({ length: NOISE }, noise),
    `${prefix('OC_Http', 'CHttpTransport::Send:httptransport.cpp(300)')} ${first}`,
    ...more,
    ...request,
    `${prefix('OC_Http', 'CHttpTransport::Receive:httptransport.cpp(410)')} ${status}`,
    ...headers,
    ...response,
    ...Array.from({ length: 10 }, noise),
  ];
  const tracing = join(folder, `pc-${String(n).padStart(7, '0')}`, 'Tracing');
  mkdirSync(tracing, { recursive: true });
  writeFileSync(join(tracing, 'Lync-16.0.6965.5305-Office-x86ship-U.txt'), `${lines.join('\r\n')}\r\n`);
}
