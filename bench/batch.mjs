// node bench/batch.mjs [--count 10000] [--write]: bundles a second, what a second thread brings, memory, and going on with what is finished.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeBundle } from './made-bundle.mjs';
import { isThere, measure, median, ROOT } from './measure.mjs';

const README = `${ROOT}bench/README.md`;
const MARKERS = /(<!-- batch -->\n).*(<!-- \/batch -->)/s;
/** Bundles for the comparison of one thread with two, and messages in each: 30 MB, so that analysis is all that counts. */
const RACED = { count: 40, messages: 1000 };
const PORT = 7391;

const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' }, write: { type: 'boolean' } } });

function collected(count, messages = 1) {
  const folder = join(ROOT, '.bench', `bundles-${count}-${messages}`);
  if (existsSync(folder)) return folder;
  process.stderr.write(`making ${count} bundles\n`);
  mkdirSync(folder, { recursive: true });
  for (let n = 1; n <= count; n++) writeBundle(folder, n, messages);
  return folder;
}

/** Runs a whole batch; `first` stands in front of the command. */
function batch(count, { messages = 1, words = [], isAgain = false, first = [] } = {}) {
  const root = collected(count, messages);
  const output = join(ROOT, '.bench', 'results');
  if (!isAgain) rmSync(output, { recursive: true, force: true });
  process.stderr.write(
    `${count} bundles of ${messages}, ${[...first, ...words].join(' ')}${isAgain ? ', again' : ''}\n`,
  );
  const command = ['bin/oimscope.js', 'batch', root, '-o', output, '--progress', 'never', ...words];
  const { ms, peak } = measure([...first, process.execPath, ...command]);
  const fleet = JSON.parse(readFileSync(join(output, 'fleet.json'), 'utf8'));
  if (fleet.bundles.length !== count || fleet.outcomes.delivered !== count * messages)
    throw new Error('not every message was told');
  return { ms, peak, bytes: readFileSync(join(output, 'fleet.json')).length };
}

/** Peak memory of a coordinator that analyses nothing itself: workers of another process do. */
function coordinator(count, port) {
  const url = `redis://127.0.0.1:${port}`;
  const redis = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  while (spawnSync('redis-cli', ['-p', String(port), 'ping']).status !== 0) spawnSync('sleep', ['0.1']);
  const worker = spawn(process.execPath, ['bin/oimscope.js', 'worker', url], { cwd: ROOT, stdio: 'ignore' });
  try {
    return batch(count, { words: ['--queue', url] });
  } finally {
    worker.kill();
    redis.kill();
  }
}

const count = Number(values.count);
const seconds = (ms) => (ms / 1000).toFixed(1);
const mega = (bytes) => Math.round(bytes / 1e6);
const rows = [];
for (const some of [100, 1000, count]) {
  const { ms, peak, bytes } = batch(some, { words: ['--workers', '2'] });
  rows.push(
    `| ${some} | ${seconds(ms)} | ${Math.round((1000 * some) / ms)} | ${mega(peak)} | ${(bytes / 1e6).toFixed(1)} |`,
  );
}
const again = batch(count, { words: ['--workers', '2'], isAgain: true });
// In turn, so that a busy moment hits all.
const contenders = [
  { words: ['--workers', '2'] },
  { words: ['--workers', '1'] },
  ...(isThere('taskset') ? [{ words: ['--workers', '1'], first: ['taskset', '-c', '0'] }] : []),
];
const raced = [1, 2, 3].map(() => contenders.map((one) => batch(RACED.count, { ...RACED, ...one }).ms));
const [two, one, alone] = contenders.map((_, at) => median(raced.map((round) => round[at])));
const queued = isThere('redis-server')
  ? [100, count].map((some, at) => ({ some, ...coordinator(some, PORT + at) }))
  : [];
const text = `| bundles of 30 kB, two threads | s | a second | peak memory of all threads, MB | fleet.json, MB |
|--:|--:|--:|--:|--:|
${rows.join('\n')}

The finished batch of ${count}, given again: ${seconds(again.ms)} s, ${mega(again.peak)} MB.

| ${RACED.count} bundles of 30 MB, ${RACED.messages} messages each; medians of three rounds | s | times two threads |
|---|--:|--:|
| two threads on two processors | ${seconds(two)} | 1.00 |
${alone === undefined ? '' : `| one thread on one processor | ${seconds(alone)} | ${(alone / two).toFixed(2)} |\n`}| one thread, V8's helpers on the second processor | ${seconds(one)} | ${(one / two).toFixed(2)} |

| bundles over a queue, two threads in another process | s | peak memory of the coordinator, MB |
|--:|--:|--:|
${queued.map(({ some, ms, peak }) => `| ${some} | ${seconds(ms)} | ${mega(peak)} |`).join('\n')}
`;
process.stdout.write(text);
if (values.write) writeFileSync(README, readFileSync(README, 'utf8').replace(MARKERS, `$1${text}$2`));
