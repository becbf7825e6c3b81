// node --import …/peak-memory.mjs …: leaves the process's peak resident memory, in bytes, in the file PEAK_FILE. On Linux from
// /proc: getrusage counts what the process had before it became node, which is a copy of the tests' own.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

process.on('exit', () => {
  const kib = existsSync(STATUS)
    ? Number(/VmHWM:\s*(\d+)/.exec(readFileSync(STATUS, 'utf-8'))?.[1])
    : process.resourceUsage().maxRSS;
  writeFileSync(process.env.PEAK_FILE, String(kib * 1024));
});
