// node bench/make-words.mjs [megabytes] [every] [path]: the made trace of make-ocs.mjs with a line in invented wording behind every twentieth record, or every so many.
import { once } from 'node:events';
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { madeFile } from './files.mjs';
import { ROOT } from './measure.mjs';
import { seeded } from './random.mjs';

const [megabytes = '400', every = '20', path = `.bench/words-${megabytes}-${every}.txt`] = process.argv.slice(2);
const random = seeded(7);

const guid = () => [8, 4, 4, 4, 12].map((digits) => random.hex(digits)).join('-');
const WORDS = [
  () =>
    `Offline note N${random.below(9999)} for colleague${random.below(4000)}@contoso.com lined up behind ${random.below(9)} others`,
  () => `Spool file C:\\Users\\al\\Lync\\History Spooler\\${random.hex(8)}.hist laid down by lane ${random.below(5)}`,
  () => `EWS CreateItem posted for note N${random.below(9999)}, request ${guid()}`,
  () => `EWS gave 200, NoError back to request ${guid()}`,
  () => `Note N${random.below(9999)} kept as a draft after ${random.below(900)} ms`,
  () =>
    `Drafts room ${random.pick(['swept', 'opened', 'closed', 'counted', 'locked'])} by worker ${random.hex(4)} in ${random.below(900)} us`,
];

const { file } = madeFile('ocs-text', Number(megabytes), 10);
const out = createWriteStream(`${ROOT}${path}`);
let [records, lines] = [0, 0];
let last = '';
for await (const line of createInterface({ input: createReadStream(`${ROOT}${file}`) })) {
  const prefix = /^TL_INFO\(\w+\) \[\d\]\w+\.\w+::[\d/:.-]+\.[0-9a-f]{8} /.exec(line)?.[0];
  // In front of a record, never inside one.
  if (prefix !== undefined && last !== '' && ++records % Number(every) === 0) {
    lines++;
    if (!out.write(`${last}(OfflineNotes,CNoteLane::Step:notelane.cpp(12))${random.pick(WORDS)()}\r\n`))
      await once(out, 'drain');
  }
  if (prefix !== undefined) last = prefix.replace(/\.\w+::/, '.FFF0::');
  if (!out.write(`${line}\r\n`)) await once(out, 'drain');
}
out.end();
await finished(out);
writeFileSync(`${ROOT}${path}.truth.json`, JSON.stringify({ lines, shapes: WORDS.length }));
