// npm run bench -- [--rounds 5] [--only race,profile,growth,memory,etl,start] [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAnswers, expectSame, headOf, madeFile, packedFile } from './files.mjs';
import { isThere, measure, median, oimscope, race } from './measure.mjs';
import { profile } from './profile.mjs';

const README = fileURLToPath(new URL('README.md', import.meta.url));
const MARKERS = /(<!-- figures -->\n).*(<!-- \/figures -->)/s;
const NODE = process.execPath;

/** Twelve of the literals that a trace is searched for. */
const LITERALS = [
  'HTTP/1',
  'HTTP/2',
  'Envelope',
  'OC/1',
  'RTC/',
  'utoArchiving',
  'fflineIM',
  'temsIn',
  'ERROR_WINHTTP_',
  'WSAE',
  '0x80072',
  '-21470',
];
const MEMORY_FORMS = [
  'ocs-text',
  'tracefmt',
  'uccapilog',
  'tracerpt-xml',
  'tracerpt-csv',
  'wevtutil-xml',
  'winevent-csv',
];

const megabytes = (bytes) => Math.round(bytes / 1e6);
const row = (cells) => `| ${cells.join(' | ')} |`;

/** A race over one file: wall times of whole processes and how they compare. */
function raceTable({ form, size, every, rivals }, rounds) {
  const { file, truth } = madeFile(form, size, every);
  checkAnswers(file, truth);
  const present = rivals.filter(({ words }) => words(file)[0] === NODE || isThere(words(file)[0]));
  const contenders = [
    { name: '**oimscope analyze**', words: oimscope(file) },
    { name: 'oimscope, one thread', words: oimscope(file, undefined, '--workers', '1') },
    { name: 'floor: oimscope, its first 20 kB', words: oimscope(headOf(file)) },
    { name: 'floor: read, count lines', words: [NODE, 'bench/floor.mjs', file] },
    ...present.map(({ name, words }) => ({ name, words: words(file) })),
  ];
  const runs = race(contenders, rounds);
  for (const [i, rival] of present.entries())
    rival.check?.(runs[i + contenders.length - present.length][0].stdout, truth);
  const medians = runs.map((all) => median(all.map(({ ms }) => ms)));
  return contenders.map(({ name }, i) =>
    row([
      `${form}, ${size} MB, ${truth.exchanges} messages`,
      name,
      (medians[i] / 1000).toFixed(2),
      Math.round(truth.bytes / 1e3 / medians[i]),
      (medians[i] / medians[0]).toFixed(2),
      runs[i][0].peak === undefined ? '' : megabytes(median(runs[i].map(({ peak }) => peak))),
    ]),
  );
}

const RIVALS = {
  'ocs-text': [
    {
      name: "lnav -n -c ':filter-in CreateItem'",
      words: (file) => ['lnav', '-n', '-c', ':filter-in CreateItem', file],
    },
    { name: 'rg -c, twelve literals', words: (file) => ['rg', '-c', ...LITERALS.flatMap((one) => ['-e', one]), file] },
    { name: 'readline, one pattern a line', words: (file) => [NODE, 'bench/readline.mjs', file] },
  ],
  'tracerpt-xml': [
    {
      name: 'fast-xml-parser on every event',
      words: (file) => [NODE, 'bench/fxp-every-event.mjs', file],
      check: (stdout, truth) => expectSame('fast-xml-parser, records', JSON.parse(stdout).records, truth.records),
    },
  ],
};

/** With one message a megabyte, which no user sends, and with one in ten. */
const RACES = [
  { form: 'ocs-text', size: 400, every: 1, rivals: RIVALS['ocs-text'] },
  { form: 'ocs-text', size: 400, every: 10, rivals: RIVALS['ocs-text'] },
  { form: 'tracerpt-xml', size: 200, every: 1, rivals: RIVALS['tracerpt-xml'] },
  { form: 'tracerpt-xml', size: 200, every: 10, rivals: RIVALS['tracerpt-xml'] },
];

/** Time and memory as a trace grows; the last one has ten times the messages. */
const GROWTH = [
  { size: 100, every: 10 },
  { size: 1000, every: 10 },
  { size: 4000, every: 10 },
  { size: 4000, every: 1 },
];

function growthRows(rounds) {
  const results = GROWTH.map(({ size, every }) => {
    const { file, truth } = madeFile('ocs-text', size, every);
    checkAnswers(file, truth);
    const [runs] = race([{ name: `${size} MB`, words: oimscope(file) }], rounds);
    const [ms, peak] = [runs.map((run) => run.ms), runs.map((run) => run.peak)].map(median);
    return { size, every, messages: truth.exchanges, ms, peak };
  });
  return results.map(({ size, every, messages, ms, peak }, i) => {
    const before = results[i - 1];
    const isSame = before !== undefined && before.every === every;
    const growth = isSame ? `${(ms / before.ms).toFixed(2)} for ${size / before.size}x the size` : '';
    return row([size, messages, (ms / 1000).toFixed(2), Math.round((size * 1000) / ms), growth, megabytes(peak)]);
  });
}

async function memoryRows() {
  const plain = MEMORY_FORMS.map((form) => [form, madeFile(form, 400)]);
  const packed = [];
  for (const form of ['ocs-text', 'tracerpt-xml']) packed.push([`${form} in gz`, await packedFile(form, 400)]);
  return [...plain, ...packed].map(([name, { file, truth }]) => {
    checkAnswers(file, truth);
    const { ms, peak } = measure(oimscope(file));
    return row([name, (ms / 1000).toFixed(2), Math.round(truth.bytes / 1e3 / ms), megabytes(peak)]);
  });
}

const recordsOfReport = (stdout) => JSON.parse(stdout).bundle.sources[0].records;

/**
 * A raw .etl on one core: counted and timed, every record in file order, every record in order of time; and the whole analysis, of
 * events of a manifest that nobody has, and of trace messages without their formats.
 */
function etlRows(rounds) {
  const [events, messages] = [madeFile('etl', 1000), madeFile('wpp-etl', 1000)];
  const walks = ['survey', 'walk', 'in-time'].map((way) => ({
    name: way,
    made: events,
    words: [NODE, 'bench/etl.mjs', way, events.file],
    recordsOf: (stdout) => JSON.parse(stdout).records,
  }));
  const analyses = [
    ['analyze, trace messages', messages],
    ['analyze, events', events],
  ].map(([name, made]) => ({
    name,
    made,
    words: [...oimscope(made.file, '-').slice(0, -2)],
    recordsOf: recordsOfReport,
  }));
  const ways = [...walks, ...analyses];
  const runs = race(ways, rounds);
  return ways.map(({ name, made, recordsOf }, i) => {
    const { truth } = made;
    for (const { stdout } of runs[i]) expectSame(`${name}, records`, recordsOf(stdout), truth.records);
    const [ms, peak] = [runs[i].map((run) => run.ms), runs[i].map((run) => run.peak)].map(median);
    return row([name, truth.records, (ms / 1000).toFixed(2), Math.round(truth.bytes / 1e3 / ms), megabytes(peak)]);
  });
}

/** Milliseconds over `node -e 0` in the same rounds. */
function startRows(rounds) {
  const commands = [
    ['-e', '0'],
    ['bin/oimscope.js', '--version'],
    ['bin/oimscope.js', '--help'],
  ];
  const runs = race(
    commands.map((words) => ({ name: words.join(' '), words: [NODE, ...words] })),
    rounds,
  );
  const medians = runs.map((all) => median(all.map(({ ms }) => ms)));
  return commands.map((words, i) =>
    row([`node ${words.join(' ')}`, Math.round(medians[i]), Math.round(medians[i] - medians[0])]),
  );
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'race,profile,growth,memory,etl,start' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
if (!(rounds >= 1)) throw new Error('--rounds is a number from 1');
const parts = new Set(values.only.split(','));
const lines = [
  `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${new Date().toISOString().slice(0, 10)}; medians of ${rounds} rounds.`,
];
if (parts.has('race')) {
  lines.push(
    '',
    '| file | contender | wall, s | MB/s | times oimscope | peak memory, MB |',
    '|---|---|--:|--:|--:|--:|',
  );
  lines.push(...RACES.flatMap((one) => raceTable(one, rounds)));
}
if (parts.has('profile')) {
  const { file } = madeFile('ocs-text', 400);
  lines.push('', '| ocs-text, 400 MB: time of a thread, ms | first thread | second |', '|---|--:|--:|');
  lines.push(...profile(file, 2).map(row));
}
if (parts.has('growth')) {
  lines.push(
    '',
    '| ocs-text, MB | messages | wall, s | MB/s | growth of the time | peak memory, MB |',
    '|--:|--:|--:|--:|---|--:|',
  );
  lines.push(...growthRows(Math.min(3, rounds)));
}
if (parts.has('memory')) {
  lines.push('', '| form, 400 MB | wall, s | MB/s | peak memory, MB |', '|---|--:|--:|--:|', ...(await memoryRows()));
}
if (parts.has('etl')) {
  lines.push('', '| raw .etl, 1000 MB | records | wall, s | MB/s | peak memory, MB |', '|---|--:|--:|--:|--:|');
  lines.push(...etlRows(Math.min(3, rounds)));
}
if (parts.has('start')) {
  lines.push('', '| command | wall, ms | over node -e 0, ms |', '|---|--:|--:|', ...startRows(Math.max(15, rounds)));
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
