import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

const MEGABYTE = 1_000_000;
const EXCHANGES_PER_MEGABYTE = 1;
const WRITE_AT = 1 << 20;

/**
 * Writes a made trace of about `megabytes` MB with one Exchange call a megabyte, and its counts beside it as `<path>.truth.json`.
 * @param {{ path: string, megabytes: number, head: string, tail: string, newline: string,
 *   noise: () => { lines: string[], records: number }, exchange: (n: number) => { lines: string[], records: number } }} plan
 */
export function makeFile({ path, megabytes, head, tail, newline, noise, exchange }) {
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
    const due = (truth.exchanges + 0.5) * (MEGABYTE / EXCHANGES_PER_MEGABYTE);
    if (written() >= due) add(exchange(++truth.exchanges));
    else add(noise());
  }
  waiting += tail;
  flush();
  closeSync(file);
  writeFileSync(`${path}.truth.json`, `${JSON.stringify(truth)}\n`);
  renameSync(unfinished, path);
}

/** Size in MB and path from the command line of a maker: `node bench/make-x.mjs [megabytes] [path]`. */
export function makerArguments(defaultPath) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const megabytes = Number(positionals[0] ?? 100);
  if (!(megabytes > 0)) throw new Error(`not a size in MB: ${positionals[0]}`);
  return { megabytes, path: positionals[1] ?? defaultPath(megabytes) };
}
