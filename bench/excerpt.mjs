// What it takes to cut a large bundle down: a made trace of the drafts bug, its records strewn among 20 MB of what else a client logs.
// node bench/excerpt.mjs [--write]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { noiseText } from './client-noise.mjs';
import { ROOT } from './measure.mjs';
import { seeded } from './random.mjs';

const STORY = `${ROOT}fixtures/bundles/drafts-bug/`;
const TRACE = 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt';
const README = `${ROOT}bench/README.md`;
const MEGABYTES = 20;
const FOLDER = `${ROOT}.bench/excerpt`;
const PREFIX = /^TL_INFO\(TF_COMPONENT\) \[0\]1BD4\.[0-9A-F]{4}::(\S{23})\.[0-9a-f]{8}/;

/** The trace with noise in front of each record, at its time. */
function withNoise(text) {
  const records = text.split(/^(?=TL_)/m);
  const each = (MEGABYTES * 1e6 - text.length) / records.length;
  const random = seeded(8);
  const threads = Array.from({ length: 12 }, () => random.hex(4).toUpperCase());
  const parts = [];
  let sequence = 0;
  for (const record of records) {
    const time = PREFIX.exec(record)?.[1];
    for (let size = 0; time !== undefined && size < each; ) {
      const { component, place, text: words } = noiseText(random);
      const number = (sequence++).toString(16).padStart(8, '0');
      const line = `TL_INFO(TF_COMPONENT) [0]1BD4.${random.pick(threads)}::${time}.${number} (${component},${place})${words}\r\n`;
      parts.push(line);
      size += line.length;
    }
    parts.push(record);
  }
  return parts.join('');
}

function makeBundle() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  cpSync(`${STORY}bundle`, `${FOLDER}/bundle`, { recursive: true });
  const trace = `${FOLDER}/bundle/${TRACE}`;
  writeFileSync(trace, withNoise(readFileSync(trace, 'utf8')));
  for (const [file, time] of Object.entries(JSON.parse(readFileSync(`${STORY}story.json`, 'utf8')).files)) {
    utimesSync(`${FOLDER}/bundle/${file}`, new Date(time), new Date(time));
  }
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, name)))
    .filter((stats) => stats.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}

function measure(redaction) {
  const out = `${FOLDER}/${redaction}`;
  const begin = performance.now();
  const args = ['excerpt', `${FOLDER}/bundle`, '-o', out, '--redact', redaction, '--now', '2016-06-08T12:00:00Z'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${ROOT}bin/oimscope.js`, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`excerpt ended with ${status}: ${stderr}`);
  const seconds = (performance.now() - begin) / 1000;
  const records = /: ([\d,]+) of ([\d,]+) records/.exec(stdout);
  const isMinimal = stdout.includes('No record can be left out.');
  return `| ${redaction} | ${records?.[2]} | ${records?.[1]} | ${(sizeOf(`${FOLDER}/bundle`) / 1e6).toFixed(1)} MB | ${(sizeOf(out) / 1e3).toFixed(1)} kB | ${isMinimal ? 'yes' : 'no'} | ${seconds.toFixed(1)} s |`;
}

const { values } = parseArgs({ options: { write: { type: 'boolean' } } });
makeBundle();
const text = [
  '| redaction | records | kept | bytes | kept, with EXCERPT.md | minimal | time |',
  '| --- | ---: | ---: | ---: | ---: | --- | ---: |',
  measure('none'),
  measure('ticket'),
].join('\n');
process.stdout.write(`${text}\n`);
if (values.write === true) {
  const page = readFileSync(README, 'utf8');
  writeFileSync(README, page.replace(/(<!-- excerpt -->\n)[\s\S]*?(<!-- \/excerpt -->)/, `$1${text}\n$2`));
}
