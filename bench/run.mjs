// npm run bench -- [--size 100] [--rounds 3] [--memory 100,400] [--no-memory] [--write]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HOOK = new URL('peak-memory.mjs', import.meta.url).href;
const PEAK_FILE = `${ROOT}.bench/peak`;
const REPORT_FILE = `${ROOT}.bench/report.json`;
const README = `${HERE}README.md`;
const MARKERS = /(<!-- figures -->\n).*(<!-- \/figures -->)/s;

const oimscope = (file, output = devNull) => ['bin/oimscope.js', 'analyze', file, '-f', 'json', '-o', output];
const FORMS = [
  {
    id: 'ocs-text',
    maker: 'make-ocs.mjs',
    file: (size) => `.bench/ocs-${size}.txt`,
    rival: { name: 'readline, one pattern a line', args: (file) => ['bench/readline.mjs', file] },
  },
  {
    id: 'tracerpt-xml',
    maker: 'make-tracerpt.mjs',
    file: (size) => `.bench/tracerpt-${size}.xml`,
    rival: { name: 'fast-xml-parser on every event', args: (file) => ['bench/fxp-every-event.mjs', file] },
  },
];

/** Runs one whole process. Returns its wall time in ms, its peak memory in bytes and what it printed. */
function measure(args) {
  rmSync(PEAK_FILE, { force: true });
  const begin = performance.now();
  const child = spawnSync(process.execPath, ['--import', HOOK, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, BENCH_PEAK_FILE: PEAK_FILE },
  });
  const ms = performance.now() - begin;
  if (child.status !== 0) throw new Error(`${args.join(' ')} ended with ${child.status}\n${child.stderr}`);
  return { ms, peak: Number(readFileSync(PEAK_FILE, 'utf8')), stdout: child.stdout };
}

function makeWhenMissing(form, size) {
  const file = form.file(size);
  if (!existsSync(`${ROOT}${file}`)) {
    process.stderr.write(`making ${file}\n`);
    measure([`bench/${form.maker}`, String(size)]);
  }
  return { file, truth: JSON.parse(readFileSync(`${ROOT}${file}.truth.json`, 'utf8')) };
}

function expectSame(what, found, truth) {
  if (found !== truth)
    throw new Error(`${what}: found ${found}, the file holds ${truth}: a time for that would mean nothing`);
}

/** An untimed round: puts the file into the page cache and shows that both read it all and found every call. */
function checkAnswers(form, file, truth) {
  measure(oimscope(file, REPORT_FILE));
  const report = JSON.parse(readFileSync(REPORT_FILE, 'utf8'));
  const [source] = report.bundle.sources;
  expectSame('oimscope, records', source.records, truth.records);
  expectSame(
    'oimscope, delivered messages',
    report.messages.filter((m) => m.outcome === 'delivered').length,
    truth.exchanges,
  );
  const rival = JSON.parse(measure(form.rival.args(file)).stdout);
  expectSame(`${form.rival.name}, records`, rival.records, truth.records);
  expectSame(`${form.rival.name}, calls`, rival.exchanges, truth.exchanges);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const megabytes = (bytes) => Math.round(bytes / 1e6);
const row = (cells) => `| ${cells.join(' | ')} |`;

function race(form, size, rounds) {
  const { file, truth } = makeWhenMissing(form, size);
  checkAnswers(form, file, truth);
  const contenders = [
    { name: '**oimscope analyze**', args: oimscope(file), runs: [] },
    { name: form.rival.name, args: form.rival.args(file), runs: [] },
  ];
  for (let round = 1; round <= rounds; round++) {
    for (const contender of contenders) {
      process.stderr.write(`${form.id}, round ${round} of ${rounds}: ${contender.name}\n`);
      contender.runs.push(measure(contender.args));
    }
  }
  const medians = contenders.map(({ runs }) => median(runs.map((run) => run.ms)));
  return contenders.map(({ name, runs }, i) =>
    row([
      form.id,
      name,
      (medians[i] / 1000).toFixed(2),
      Math.round(truth.bytes / 1e3 / medians[i]),
      `${(medians[i] / medians[0]).toFixed(1)}`,
      megabytes(median(runs.map((run) => run.peak))),
    ]),
  );
}

function memory(form, sizes) {
  return sizes.map((size) => {
    const { file } = makeWhenMissing(form, size);
    process.stderr.write(`${form.id}, memory at ${size} MB\n`);
    return row([form.id, size, megabytes(measure(oimscope(file)).peak)]);
  });
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '3' },
    memory: { type: 'string', default: '100,400' },
    'no-memory': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const size = Number(values.size);
const rounds = Number(values.rounds);
if (!(size > 0) || !(rounds >= 1)) throw new Error('--size and --rounds are numbers above 0');

const lines = [
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${new Date().toISOString().slice(0, 10)}; ${size} MB a file, median of ${rounds} rounds.`,
  '',
  '| form | contender | wall, s | MB/s | times oimscope | peak memory, MB |',
  '|---|---|--:|--:|--:|--:|',
  ...FORMS.flatMap((form) => race(form, size, rounds)),
];
if (!values['no-memory']) {
  const sizes = values.memory.split(',').map(Number);
  lines.push(
    '',
    '| form | file, MB | peak memory of oimscope, MB |',
    '|---|--:|--:|',
    ...FORMS.flatMap((form) => memory(form, sizes)),
  );
}
const figures = `${lines.join('\n')}\n`;
process.stdout.write(figures);
if (values.write) {
  const readme = readFileSync(README, 'utf8');
  if (!MARKERS.test(readme)) throw new Error(`${README} has no place for the figures`);
  writeFileSync(
    README,
    readme.replace(MARKERS, (_whole, open, close) => `${open}${figures}${close}`),
  );
}
