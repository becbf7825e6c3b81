// node --import ./bench/peak-memory.mjs …: leaves the process's peak resident memory, in bytes, and its processor time, in ms, in the file BENCH_PEAK_FILE.
// Asked of the process itself (getrusage), so that it works without /usr/bin/time and counts worker threads too.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env.BENCH_PEAK_FILE, `${maxRSS * 1024} ${(userCPUTime + systemCPUTime) / 1000}`);
});
