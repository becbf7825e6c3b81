// node bench/radar.mjs [--rounds 3] [--dense] [--write]: what radar costs beside an analysis of the same trace. `--dense`: only where many lines are left to it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { parseArgs } from 'node:util';
import { expectSame, madeFile } from './files.mjs';
import { measure, median, oimscope, ROOT, race } from './measure.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    dense: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const README = `${ROOT}bench/README.md`;
const MARKERS = /(<!-- radar -->\n).*(<!-- \/radar -->)/s;
const MEGABYTES = 400;
const KNOWN = '.bench/known.txt';

const radar = (file, output = devNull, ...more) => [
  process.execPath,
  'bin/oimscope.js',
  'radar',
  file,
  '-f',
  'json',
  '-o',
  output,
  ...more,
];
const row = (cells) => `| ${cells.join(' | ')} |`;

writeFileSync(
  `${ROOT}${KNOWN}`,
  'to colleague7@contoso.com at 09:15, stuck in Drafts\nto colleague8@contoso.com at 10:15, delivered\n',
);

/** A trace of which one record in so many is a line of radar, and how many such lines it has; radar must find them all. */
function wordsFile(every) {
  const file = `.bench/words-${MEGABYTES}-${every}.txt`;
  if (!existsSync(`${ROOT}${file}`))
    measure([process.execPath, 'bench/make-words.mjs', String(MEGABYTES), String(every), file]);
  const truth = JSON.parse(readFileSync(`${ROOT}${file}.truth.json`, 'utf8'));
  const found = JSON.parse(measure([process.execPath, 'bin/oimscope.js', 'radar', file, '-f', 'json']).stdout);
  expectSame(`lines of ${file}`, found.lines.unmatched - found.lines.left, truth.lines);
  return { file, lines: truth.lines };
}

const DENSE = [
  [100, 'a hundred'],
  [20, 'twenty'],
].flatMap(([every, words]) => {
  const { file, lines } = wordsFile(every);
  return [
    { name: `${lines} lines in invented wording, one record in ${words}`, file, more: [] },
    { name: 'the same, two known messages', file, more: ['--known', KNOWN] },
  ];
});
const sparse = () => [
  { name: '400 messages of wire text, no line of radar', file: madeFile('ocs-text', MEGABYTES).file, more: [] },
  { name: '40 messages of wire text, no line of radar', file: madeFile('ocs-text', MEGABYTES, 10).file, more: [] },
];

const rows = [...(values.dense ? [] : sparse()), ...DENSE].map(({ name, file, more }) => {
  const [analyses, radars] = race(
    [
      { name: 'analyze', words: oimscope(file) },
      { name: 'radar', words: radar(file, devNull, ...more) },
    ],
    Number(values.rounds),
  );
  // Of processor time as well: on a busy machine only that says what each costs.
  const times = ['ms', 'cpuMs'].flatMap((of) => {
    const [before, after] = [analyses, radars].map((runs) => median(runs.map((run) => run[of])));
    return [(before / 1000).toFixed(2), (after / 1000).toFixed(2), (after / before).toFixed(2)];
  });
  const peak = Math.round(median(radars.map((run) => run.peak)) / 1e6);
  return row([name, ...times, peak]);
});

const table = [
  row([
    `ocs-text, ${MEGABYTES} MB`,
    'analyze, s',
    'radar, s',
    'times',
    'processor time of analyze, s',
    'of radar, s',
    'times',
    'peak memory of radar, MB',
  ]),
  '|---|--:|--:|--:|--:|--:|--:|--:|',
  ...rows,
].join('\n');
process.stdout.write(`${table}\n`);
if (values.write && !values.dense)
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(MARKERS, (_, begin, end) => `${begin}${table}\n${end}`),
  );
