import { parseArgs } from 'node:util';
import { CONDITIONS } from '../sim/condition.ts';
import { scoreCauses } from './causes/main.ts';
import { figuresOf } from './figures.ts';
import { ASKED, shortfalls } from './floors.ts';
import { writePage } from './page.ts';
import { scoreAll } from './pool.ts';
import { figuresTable } from './table.ts';
import { EMPTY, sum } from './tally.ts';

/**
 * `npm run score -- [--seeds N] [--workers N] [--condition NAME]… [--seed S] [--keep DIR] [--write]`: figures of the analyser
 * over simulated bundles, and every seed that failed; `-- --causes [--seeds N] [--cause ID]… [--seed S] [--keep DIR] [--write]`:
 * those of the diagnosis. Ends with 1 where a figure is less than is asked.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    workers: { type: 'string', default: '2' },
    condition: { type: 'string', multiple: true, default: [] },
    causes: { type: 'boolean', default: false },
    cause: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string' },
    keep: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} wants a whole number above 0, not ${text}`);
  return value;
}

/** The diagnosis over worlds whose causes are known. */
async function causes(): Promise<void> {
  const isTerminal = process.stderr.isTTY === true;
  const score = await scoreCauses({
    seeds: whole('seeds', values.seeds ?? '20'),
    causes: values.cause,
    ...(values.seed === undefined ? {} : { seed: whole('seed', values.seed) }),
    ...(values.keep === undefined ? {} : { keep: values.keep }),
    onDone: (done, of) => {
      if (isTerminal) process.stderr.write(`\r${done} of ${of}`);
    },
  });
  if (isTerminal) process.stderr.write('\r');
  for (const fault of score.faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`\n${score.text}\n`);
  for (const words of score.shortfalls) {
    process.stdout.write(`below what is asked: ${words}\n`);
    process.exitCode = 1;
  }
  if (values.write) await writePage('causes', `${values.seeds ?? '20'} seeds a cause.\n\n${score.text}`);
}

async function main(): Promise<void> {
  const unknown = values.condition.filter((name) => !CONDITIONS.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`no such condition: ${unknown.join(', ')}`);
  const conditions = CONDITIONS.filter(({ name }) => values.condition.length === 0 || values.condition.includes(name));
  const count = whole('seeds', values.seeds ?? '200');
  const seeds =
    values.seed === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [whole('seed', values.seed)];
  const jobs = conditions.flatMap(({ name }) => seeds.map((seed) => ({ condition: name, seed })));
  const isTerminal = process.stderr.isTTY === true;
  const scores = await scoreAll(jobs, whole('workers', values.workers), values.keep, (done) => {
    if (isTerminal) process.stderr.write(`\r${done} of ${jobs.length}`);
  });
  if (isTerminal) process.stderr.write('\r');
  const results = conditions.map(({ name }, i) => {
    const own = scores.slice(i * seeds.length, (i + 1) * seeds.length);
    return { name, own, tally: own.reduce((all, one) => sum(all, one.tally), EMPTY) };
  });
  for (const { name, own } of results) {
    for (const [i, { faults }] of own.entries()) {
      for (const fault of faults) process.stdout.write(`${name} seed ${seeds[i]}: ${fault}\n`);
    }
  }
  const table = figuresTable(results);
  process.stdout.write(`\n${table}\n`);
  for (const { name, tally } of results) {
    const short = shortfalls(figuresOf(tally), ASKED[name] ?? {});
    const falsely = tally.falseDelivered > 0 ? [`${tally.falseDelivered} false delivered`] : [];
    for (const words of [...short, ...falsely]) {
      process.stdout.write(`below what is asked: ${name}: ${words}\n`);
      process.exitCode = 1;
    }
  }
  if (values.write) await writePage('figures', `${seeds.length} seeds a condition.\n\n${table}`);
}

// Who pipes the figures into `head` has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
await (values.causes ? causes() : main());
