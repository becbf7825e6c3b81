// node --import ./bench/peak-memory.mjs …: leaves the process's peak resident memory, in bytes, in the file BENCH_PEAK_FILE.
// Asked of the process itself (getrusage), so that it works without /usr/bin/time and counts worker threads too.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS * 1024));
});
