// node bench/redact.mjs [--write]: what taking identities out of a report costs beside making the report. Processor time, as the machine may have other work.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { analyze, render } from '../dist/index.js';
import { Redaction, withoutData } from '../dist/redact/index.js';
import { writeBundle } from './made-bundle.mjs';
import { median, ROOT } from './measure.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, write: { type: 'boolean', default: false } },
});
const README = `${ROOT}bench/README.md`;
const MARKERS = /(<!-- redact -->\n).*(<!-- \/redact -->)/s;
const MESSAGES = 2000;
const BUNDLE = `${ROOT}.bench/redact-${MESSAGES}`;
const OPTIONS = { width: 100, color: false, verbose: false, unicode: true };
const FORMATS = ['json', 'html'];

if (!existsSync(BUNDLE)) writeBundle(BUNDLE, 1, MESSAGES);

/** Seconds of processor time of a piece of work, and what came of it. */
async function timed(work) {
  const begin = process.cpuUsage();
  const made = await work();
  const { user, system } = process.cpuUsage(begin);
  return { made, seconds: (user + system) / 1e6 };
}

/** One round with a new key, so that nothing is known from the round before. */
async function round(format, number) {
  let persons = [];
  const onPersons = (names) => {
    persons = names;
  };
  const analysis = await timed(() => analyze([BUNDLE], { onPersons }));
  const rendering = await timed(() => render(format, analysis.made, OPTIONS));
  const redaction = new Redaction({ key: `a key for the bench, ${number}` });
  redaction.persons(persons);
  const redacting = await timed(() => redaction.report(analysis.made));
  const output = await render(format, redacting.made, OPTIONS);
  const search = await timed(() =>
    redaction.leakIn([output], () => render(format, withoutData(redacting.made), OPTIONS)),
  );
  if (search.made !== undefined) throw new Error(`the redacted ${format} still holds an original`);
  return {
    megabytes: output.length / 1e6,
    seconds: [analysis, rendering, redacting, search].map(({ seconds }) => seconds),
  };
}

async function row(format) {
  const rounds = [];
  for (let number = 0; number < Number(values.rounds); number++) rounds.push(await round(format, number));
  const [analysis, rendering, redacting, search] = [0, 1, 2, 3].map((at) =>
    median(rounds.map(({ seconds }) => seconds[at])),
  );
  const times = (redacting + search) / (analysis + rendering);
  const cells = [
    format,
    rounds[0].megabytes.toFixed(1),
    ...[analysis, rendering, redacting, search, times].map((n) => n.toFixed(2)),
  ];
  return `| ${cells.join(' | ')} |`;
}

const rows = [];
for (const format of FORMATS) rows.push(await row(format));
const table = [
  `| report of ${MESSAGES} messages | MB | analysis, s | rendering, s | redaction, s | search for leaks, s | the last two, times the first two |`,
  '|---|--:|--:|--:|--:|--:|--:|',
  ...rows,
].join('\n');
process.stdout.write(`${table}\n`);
if (values.write)
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(MARKERS, (_, begin, end) => `${begin}${table}\n${end}`),
  );
