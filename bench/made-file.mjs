import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

const MEGABYTE = 1_000_000;
const WRITE_AT = 1 << 20;

/**
 * Writes a made trace of about `megabytes` MB with an Exchange call every so many of them, and its counts beside it as `<path>.truth.json`.
 * @param {{ path: string, megabytes: number, every?: number, head: string, tail: string, newline: string,
 *   noise: () => { lines: string[], records: number }, exchange: (n: number) => { lines: string[], records: number } }} plan
 */
export function makeFile({ path, megabytes, every = 1, head, tail, newline, noise, exchange }) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, 'w');
  const truth = { bytes: 0, records: 0, exchanges: 0 };
  let waiting = head;
  const flush = () => {
    truth.bytes += writeSync(file, Buffer.from(waiting, 'latin1'));
    waiting = '';
  };
  const add = ({ lines, records }) => {
    waiting += lines.join(newline) + newline;
    truth.records += records;
    if (waiting.length >= WRITE_AT) flush();
  };
  const written = () => truth.bytes + waiting.length;
  while (written() < megabytes * MEGABYTE) {
    const due = (truth.exchanges + 0.5) * every * MEGABYTE;
    if (written() >= due) add(exchange(++truth.exchanges));
    else add(noise());
  }
  waiting += tail;
  flush();
  closeSync(file);
  writeFileSync(`${path}.truth.json`, `${JSON.stringify(truth)}\n`);
  renameSync(unfinished, path);
}

/** The command line of a maker: `node bench/make-x.mjs [megabytes] [path] [megabytes from one message to the next]`. */
export function makerArguments(defaultPath) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const megabytes = Number(positionals[0] ?? 100);
  if (!(megabytes > 0)) throw new Error(`not a size in MB: ${positionals[0]}`);
  return { megabytes, path: positionals[1] ?? defaultPath(megabytes), every: Number(positionals[2] ?? 1) };
}
