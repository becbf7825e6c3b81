// node bench/phrases.mjs [--write]: what a thousand phrases cost beside twenty, and the worst template on a long line.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileTemplate } from '../dist/phrases/matcher.js';
import { readTemplate } from '../dist/phrases/template.js';
import { madeFile } from './files.mjs';
import { median, oimscope, ROOT, race } from './measure.mjs';
import { seeded } from './random.mjs';

const README = `${ROOT}bench/README.md`;
const MARKERS = /(<!-- phrases -->\n).*(<!-- \/phrases -->)/s;
const { values } = parseArgs({ options: { write: { type: 'boolean' } } });

const WORDS =
  'offline message queue spooler draft exchange service request answer timer item store folder mailbox history sender retry worker handler transport session pending state result call begin end found lost kept moved'.split(
    ' ',
  );
const HOLES = ['messageId', 'recipient', 'requestId', 'errorCode', 'seconds'];

function writeBook(count) {
  const random = seeded(count);
  const word = () => WORDS[random.below(WORDS.length)];
  const phrases = Array.from({ length: count }, (_, n) => ({
    id: `phrase-${n}`,
    observes: 'message-queued',
    text: `C${word()}${n}::${word()} ${word()} ${word()} {${HOLES[n % HOLES.length]}} ${word()} ${word()}`,
  }));
  const file = join(ROOT, '.bench', `phrases-${count}.json`);
  mkdirSync(join(ROOT, '.bench'), { recursive: true });
  writeFileSync(file, JSON.stringify({ phrasebook: 1, name: 'made', phrases }));
  return file;
}

const trace = madeFile('ocs-text', 400).file;
const [few, many] = [20, 1000].map((count) => ({
  name: `${count} phrases`,
  words: oimscope(trace, undefined, '--phrasebook', writeBook(count)),
}));
const [fewRuns, manyRuns] = race([few, many], 5).map((runs) => median(runs.map(({ ms }) => ms)));

const LINE = 'a'.repeat(20_000);
const TEMPLATES = [
  `${'a'.repeat(3990)}b`,
  `b${'a'.repeat(3990)}`,
  `${'a'.repeat(1990)}b${'a'.repeat(1990)}`,
  `${'a'.repeat(31)}b`,
  `b${'a'.repeat(30)}`,
  `aaaaaa${'{text}a'.repeat(63)}b`,
  `aaaaaa${'{*}aa'.repeat(63)}b`,
  `${'a'.repeat(31)}${`{*}${'a'.repeat(31)}`.repeat(60)}b`,
];
const worst = Math.max(
  ...TEMPLATES.map((template) => {
    const { parts, problems } = readTemplate(template);
    if (problems.length > 0) throw new Error(problems.join());
    const match = compileTemplate(parts);
    const begin = performance.now();
    match(LINE);
    return performance.now() - begin;
  }),
);
const text = `| ocs-text, 400 MB, 400 messages | s | times that of 20 |
|---|--:|--:|
| with 20 phrases of one's own | ${(fewRuns / 1000).toFixed(2)} | 1.00 |
| with 1,000 | ${(manyRuns / 1000).toFixed(2)} | ${(manyRuns / fewRuns).toFixed(2)} |

The worst of ${TEMPLATES.length} hostile templates, on its first look at a line of 20,000 characters: ${worst.toFixed(2)} ms.
`;
process.stdout.write(text);
if (values.write) writeFileSync(README, readFileSync(README, 'utf8').replace(MARKERS, `$1${text}$2`));
