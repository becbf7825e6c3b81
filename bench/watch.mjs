// How soon a watch tells of a message, what that costs, and what it costs to wait: of the built program, on a growing trace.
// node bench/watch.mjs [megabytes] [megabytes from one message to the next] [--write]
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ewsExchange } from './ews-exchange.mjs';
import { median, ROOT } from './measure.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const README = `${ROOT}bench/README.md`;
const APPENDS = 30;
const PAUSE_MS = 400;
const IDLE_MS = 20_000;
/** Of /proc/<pid>/stat: clock ticks are hundredths of a second on every Linux. */
const TICK_MS = 10;

/** Processor time of a process, ms; of Linux alone. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function peakMb(pid) {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
}

/** The lines of one message, `ms` being the time of the first. */
function linesOf(n, ms) {
  const prefix = (at, place) => {
    const iso = new Date(at).toISOString();
    const date = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}-${iso.slice(11, 23)}`;
    return `TL_INFO(TF_COMPONENT) [0]1F68.0ACE::${date}.${n.toString(16).padStart(8, '0')} (OC_Http,${place}) `;
  };
  const { requestHead, request, responseHead, response } = ewsExchange(n);
  const sent = prefix(ms, 'CHttpTransport::Send:httptransport.cpp(300)') + requestHead.join('\r\n');
  const received = prefix(ms + 40, 'CHttpTransport::Receive:httptransport.cpp(410)') + responseHead.join('\r\n');
  return [sent, ...request, received, ...response, ''].join('\r\n');
}

async function measureWatch(megabytes, every) {
  const made = `${ROOT}.bench/watch-${megabytes}-${every}.txt`;
  if (!existsSync(made)) {
    spawnSync(process.execPath, [`${ROOT}bench/make-ocs.mjs`, `${megabytes}`, made, `${every}`], { stdio: 'inherit' });
  }
  const folder = `${ROOT}.bench/watched`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/Tracing`, { recursive: true });
  const trace = `${folder}/Tracing/trace.txt`;
  copyFileSync(made, trace);
  const begun = performance.now();
  const child = spawn(process.execPath, [`${ROOT}bin/oimscope.js`, 'watch', folder, '-f', 'ndjson']);
  child.stderr.pipe(process.stderr);
  let onEvent = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => onEvent(JSON.parse(line)));
  const next = (isWanted) =>
    new Promise((resolve) => {
      onEvent = (event) => {
        if (isWanted(event)) resolve(event);
      };
    });
  const settled = await next(({ event }) => event === 'settled');
  const readMs = performance.now() - begun;
  let at = Date.parse(settled.horizon);
  const latencies = [];
  const cpuBefore = cpuMs(child.pid);
  for (let i = 0; i < APPENDS; i++) {
    await sleep(PAUSE_MS);
    const n = 1_000_000 + i;
    const told = next(({ event, message }) => event === 'message' && message.keys.requestIds[0]?.endsWith(`${n}`));
    at += 1000;
    appendFileSync(trace, linesOf(n, at));
    const appended = performance.now();
    await told;
    latencies.push(performance.now() - appended);
  }
  const cpuAChange = (cpuMs(child.pid) - cpuBefore) / APPENDS;
  await sleep(3000);
  const idleBefore = cpuMs(child.pid);
  await sleep(IDLE_MS);
  const idle = (cpuMs(child.pid) - idleBefore) / IDLE_MS;
  const peak = peakMb(child.pid);
  const stopped = next(({ event }) => event === 'stopped');
  child.kill('SIGINT');
  const { report } = await stopped;
  latencies.sort((a, b) => a - b);
  return {
    bytes: statSync(trace).size,
    messages: report.messages.length,
    readMs,
    latency: median(latencies),
    worst: latencies.at(-1),
    cpuAChange,
    idle,
    peak,
  };
}

const rows = [];
const asked =
  positionals.length > 0
    ? [[Number(positionals[0]), Number(positionals[1] ?? 1)]]
    : [
        [1, 1],
        [200, 1],
        [200, 10],
      ];
for (const [megabytes, every] of asked) {
  const { bytes, messages, readMs, latency, worst, cpuAChange, idle, peak } = await measureWatch(megabytes, every);
  rows.push(
    `| ${(bytes / 1e6).toFixed(0)} MB, ${messages} messages | ${(readMs / 1000).toFixed(2)} s | ${latency.toFixed(0)} ms | ${worst.toFixed(0)} ms | ${cpuAChange.toFixed(0)} ms | ${(100 * idle).toFixed(2)} % | ${peak.toFixed(0)} MB |`,
  );
}
const text = [
  `Node ${process.version}, ${cpus()[0].model.trim()}, ${cpus().length} cores; ${APPENDS} messages appended, ${IDLE_MS / 1000} s of waiting.`,
  '',
  '| trace under watch | first reading | from append to printed change, median | at most | processor time a change | while nothing happens | peak memory |',
  '|---|--:|--:|--:|--:|--:|--:|',
  ...rows,
  '',
].join('\n');
console.log(text);
if (values.write) {
  const readme = readFileSync(README, 'utf8');
  writeFileSync(README, readme.replace(/(<!-- watch -->\n)[\s\S]*?(<!-- end of watch -->)/, `$1${text}$2`));
}
