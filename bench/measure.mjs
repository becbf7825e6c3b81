import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HOOK = new URL('peak-memory.mjs', import.meta.url).href;
const PEAK_FILE = `${ROOT}.bench/peak`;

/** The words of a command line that analyses a file. */
export const oimscope = (file, output = devNull, ...more) => [
  process.execPath,
  'bin/oimscope.js',
  'analyze',
  file,
  '-f',
  'json',
  '-o',
  output,
  ...more,
];

/** Runs one whole process. Returns its wall time in ms, what it printed and, of Node, its peak memory in bytes and its processor time in ms. */
export function measure([program, ...words]) {
  const node = [program, ...words].indexOf(process.execPath);
  const isNode = node >= 0;
  if (isNode) rmSync(PEAK_FILE, { force: true });
  const args = isNode ? words.toSpliced(node, 0, '--import', HOOK) : words;
  const begin = performance.now();
  const child = spawnSync(program, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, BENCH_PEAK_FILE: PEAK_FILE },
  });
  const ms = performance.now() - begin;
  if (child.status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${child.status}\n${child.stderr}`);
  if (!isNode) return { ms, stdout: child.stdout };
  const [peak, cpuMs] = readFileSync(PEAK_FILE, 'utf8').split(' ').map(Number);
  return { ms, stdout: child.stdout, peak, cpuMs };
}

/** Whether a program of other people is installed. */
export function isThere(program) {
  return spawnSync(program, ['--version']).status === 0;
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs contenders in turn, A B A B …, so that a busy moment hits all of them; answers the runs of each. */
export function race(contenders, rounds) {
  const runs = contenders.map(() => []);
  for (let round = 1; round <= rounds; round++) {
    for (const [i, { name, words }] of contenders.entries()) {
      process.stderr.write(`${name}, round ${round} of ${rounds}\n`);
      runs[i].push(measure(words));
    }
  }
  return runs;
}
