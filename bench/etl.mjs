// node bench/etl.mjs survey|walk|in-time <file>: reads a raw .etl and prints how many records it has.
import { statSync } from 'node:fs';
import { EtlFacts } from '../dist/etl/etl-facts.js';
import { readEtl } from '../dist/etl/read-etl.js';
import { readEtlInTime } from '../dist/etl/read-etl-in-time.js';
import { indexByTime } from '../dist/etl/time-index.js';
import { diskFile } from '../dist/input/disk-file.js';

const [way, path] = process.argv.slice(2);
const file = diskFile(path, path, statSync(path));
const facts = new EtlFacts(path);
let records = 0;
let timed = 0;
let payload = 0;
if (way === 'survey') {
  await indexByTime(file, facts);
  records = facts.records;
} else {
  const batches = way === 'walk' ? readEtl(file, facts) : readEtlInTime(file, facts);
  for await (const batch of batches) {
    records += batch.length;
    for (const record of batch) {
      if (record.at !== undefined) timed++;
      payload += record.size;
    }
  }
}
if (facts.issues.length > 0) throw new Error(facts.issues[0].text);
process.stdout.write(JSON.stringify({ records, timed, payload }));
