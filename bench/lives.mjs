// What it takes to build lives from many observations: time, its growth with their number, memory.
// node bench/lives.mjs [--write]; with `--crowd NAME --count N` one measurement, in this process.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildLives, inOrderOfTime } from '../dist/life/index.js';
import { CROWDS } from './crowds.mjs';
import { ROOT } from './measure.mjs';

const FEW = 100_000;
const MANY = 1_000_000;
const README = `${ROOT}bench/README.md`;

const { values } = parseArgs({
  options: { crowd: { type: 'string' }, count: { type: 'string' }, write: { type: 'boolean' } },
});

function measureHere(crowd, count) {
  const observations = CROWDS[crowd](count);
  const horizon = observations.at(-1).at + 1e10;
  const before = process.memoryUsage().rss;
  const used = process.cpuUsage();
  const begin = performance.now();
  const lives = buildLives(inOrderOfTime(observations), {
    horizon,
    collectedAt: horizon,
    hasSpooler: true,
    hasTrace: true,
    hasUndecoded: false,
  });
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(used);
  const { maxRSS } = process.resourceUsage();
  return {
    observations: observations.length,
    lives: lives.length,
    seconds,
    cpu: (user + system) / 1e6,
    before,
    peak: maxRSS * 1024,
  };
}

function measureApart(crowd, count) {
  process.stderr.write(`${crowd}, ${count}\n`);
  const words = ['--max-old-space-size=8192', fileURLToPath(import.meta.url), '--crowd', crowd, '--count', `${count}`];
  const child = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${crowd} ended with ${child.status}\n${child.stderr}`);
  return JSON.parse(child.stdout);
}

const mega = (bytes) => Math.round(bytes / 1e6);

function table() {
  const rows = Object.keys(CROWDS).map((crowd) => {
    const [few, many] = [measureApart(crowd, FEW), measureApart(crowd, MANY)];
    const growth = (many.seconds / few.seconds).toFixed(1);
    return `| ${crowd} | ${many.lives} | ${many.seconds.toFixed(1)} s | ${growth} | ${mega(many.before)} | ${mega(many.peak)} |`;
  });
  return [
    `| ${MANY.toLocaleString('en')} observations | lives | time | times that of a tenth | MB before | MB at most |`,
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

if (values.crowd !== undefined) {
  process.stdout.write(JSON.stringify(measureHere(values.crowd, Number(values.count))));
} else {
  const text = table();
  process.stdout.write(`${text}\n`);
  if (values.write === true) {
    const page = readFileSync(README, 'utf8');
    writeFileSync(README, page.replace(/(<!-- lives -->\n)[\s\S]*?(<!-- \/lives -->)/, `$1${text}\n$2`));
  }
}
