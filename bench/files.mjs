import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { measure, oimscope, ROOT } from './measure.mjs';

const MAKERS = {
  etl: (size, file) => ['bench/make-etl.mjs', String(size), file],
  'wpp-etl': (size, file) => ['bench/make-etl.mjs', String(size), file, 'wpp'],
  'ocs-text': (size, file, every) => ['bench/make-ocs.mjs', String(size), file, String(every)],
  'tracerpt-xml': (size, file, every) => ['bench/make-tracerpt.mjs', String(size), file, String(every)],
};

/** A made file of a form with a message every so many MB, and the truth about it; written the first time it is needed. */
export function madeFile(form, size, every = 1) {
  const density = every === 1 ? '' : `-${every}`;
  const ending = form.endsWith('etl') ? 'etl' : form.endsWith('xml') ? 'xml' : 'txt';
  const file = `.bench/${form}-${size}${density}.${ending}`;
  if (!existsSync(`${ROOT}${file}`)) {
    process.stderr.write(`making ${file}\n`);
    const words = MAKERS[form]?.(size, file, every) ?? ['bench/make-form.mjs', form, String(size), file];
    measure([process.execPath, ...words]);
  }
  return { file, truth: JSON.parse(readFileSync(`${ROOT}${file}.truth.json`, 'utf8')) };
}

/** The same file in a gz archive. In a stream: what this process holds counts as peak memory of those that it starts. */
export async function packedFile(form, size) {
  const { file, truth } = madeFile(form, size);
  if (!existsSync(`${ROOT}${file}.gz`)) {
    const [from, to] = [createReadStream(`${ROOT}${file}`), createWriteStream(`${ROOT}${file}.gz`)];
    await pipeline(from, createGzip({ level: 1 }), to);
  }
  return { file: `${file}.gz`, truth };
}

/** Its first 20 kB: what a run costs before the size of the file counts. */
export function headOf(file) {
  const head = `${file}.head`;
  const bytes = Buffer.alloc(20_000);
  const handle = openSync(`${ROOT}${file}`);
  const read = readSync(handle, bytes);
  closeSync(handle);
  const events = bytes.subarray(0, read).toString('utf8').split('</Event>').slice(0, -1);
  const whole = events.length === 0 ? bytes.subarray(0, read) : `${events.join('</Event>')}</Event>\n</Events>\n`;
  writeFileSync(`${ROOT}${head}`, whole);
  return head;
}

export function expectSame(what, found, truth) {
  if (found !== truth)
    throw new Error(`${what}: found ${found}, the file holds ${truth}: a time for that would mean nothing`);
}

/** An untimed round: puts the file into the page cache and shows that all of it was read and every message found. */
export function checkAnswers(file, truth) {
  const output = `${ROOT}.bench/report.json`;
  measure(oimscope(file, output));
  const report = JSON.parse(readFileSync(output, 'utf8'));
  const [source] = report.bundle.sources;
  expectSame(`records of ${file}`, source.records, truth.records);
  const delivered = report.messages.filter(({ outcome }) => outcome === 'delivered').length;
  expectSame(`delivered messages of ${file}`, delivered, truth.exchanges);
}
