// node bench/batch.mjs [--count 10000] [--write]: bundles a second, what a second thread brings, memory, and going on with what is finished.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, ROOT } from './measure.mjs';
import { writeSmallBundle } from './small-bundle.mjs';

const README = `${ROOT}bench/README.md`;
const MARKERS = /(<!-- batch -->\n).*(<!-- \/batch -->)/s;
/** Bundles for the comparison of one thread with two. */
const RACED = 1500;

const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' }, write: { type: 'boolean' } } });

function collected(count) {
  const folder = join(ROOT, '.bench', `bundles-${count}`);
  if (existsSync(folder)) return folder;
  process.stderr.write(`making ${count} bundles\n`);
  mkdirSync(folder, { recursive: true });
  for (let n = 1; n <= count; n++) writeSmallBundle(folder, n);
  return folder;
}

function batch(count, workers, { isAgain = false } = {}) {
  const root = collected(count);
  const output = join(ROOT, '.bench', `results-${count}-${workers}`);
  if (!isAgain) rmSync(output, { recursive: true, force: true });
  process.stderr.write(`${count} bundles, ${workers} workers${isAgain ? ', again' : ''}\n`);
  const words = ['bin/oimscope.js', 'batch', root, '-o', output, '--workers', String(workers), '--progress', 'never'];
  const { ms, peak } = measure([process.execPath, ...words]);
  const fleet = JSON.parse(readFileSync(join(output, 'fleet.json'), 'utf8'));
  if (fleet.bundles.length !== count || fleet.outcomes.delivered !== count)
    throw new Error('not every message was told');
  return { ms, peak, bytes: readFileSync(join(output, 'fleet.json')).length };
}

const count = Number(values.count);
const seconds = (ms) => (ms / 1000).toFixed(1);
const mega = (bytes) => Math.round(bytes / 1e6);
const rows = [];
for (const some of [100, 1000, count]) {
  const { ms, peak, bytes } = batch(some, 2);
  rows.push(
    `| ${some} | ${seconds(ms)} | ${Math.round((1000 * some) / ms)} | ${mega(peak)} | ${(bytes / 1e6).toFixed(1)} |`,
  );
}
const again = batch(count, 2, { isAgain: true });
// In turn, so that a busy moment hits both.
const raced = [1, 2, 3].map(() => [1, 2].map((workers) => batch(RACED, workers).ms));
const gain = raced.map(([one, two]) => one / two).toSorted((a, b) => a - b)[1];
const text = `| bundles of 30 kB, two threads | s | a second | peak memory of all threads, MB | fleet.json, MB |
|--:|--:|--:|--:|--:|
${rows.join('\n')}

The finished batch of ${count}, given again: ${seconds(again.ms)} s, ${mega(again.peak)} MB. Two threads do ${RACED} bundles in ${gain.toFixed(2)} times less time than one (median of three pairs).
`;
process.stdout.write(text);
if (values.write) writeFileSync(README, readFileSync(README, 'utf8').replace(MARKERS, `$1${text}$2`));
