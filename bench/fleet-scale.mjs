// node bench/fleet-scale.mjs [--write]: how the summary of a fleet grows. Journals of digests are made, not analysed: a million bundles would
// take hours, and the coordinator does not know the difference.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT } from './measure.mjs';
import { seeded } from './random.mjs';

const PAGE = `${ROOT}docs/scale.md`;
const MARKERS = /(<!-- figures -->\n).*(<!-- \/figures -->)/s;
const COUNTS = [100, 10_000, 1_000_000];
const BUILDS = ['16.0.6741.2042', '16.0.6741.2048', '16.0.6965.2058', '16.0.7369.2038', '16.0.7571.2109'];

const { values } = parseArgs({ options: { count: { type: 'string' }, write: { type: 'boolean' } } });

/** A digest as a bundle of three messages has it; one in five is of a PC on which something failed. */
function lineOf(n, random) {
  const isBad = random.below(5) === 0;
  const at = new Date(Date.UTC(2016, 5, 1 + random.below(28), 8 + random.below(9), 5 * random.below(12))).toISOString();
  const rule = isBad ? ['drafts-bug-2016-06', 'throttled', 'ews-timeout'][random.below(3)] : undefined;
  const name = `pc-${String(n).padStart(7, '0')}.zip`;
  return {
    journal: 1,
    key: { content: random.hex(64), tool: '0.1.0', options: random.hex(16) },
    name,
    signature: random.hex(32),
    isFinal: true,
    report: { path: `reports/${name}.json`, bytes: 50_000, sha256: random.hex(64) },
    digest: {
      exitCode: 0,
      counts: { messages: 3, findings: isBad ? 1 : 0, gaps: 2, issues: 0 },
      outcomes: isBad ? { delivered: 2, 'timed-out': 1 } : { delivered: 3 },
      findings: rule === undefined ? [] : [{ rule, severity: 'error', verdict: 'proven', messages: 1 }],
      environment: {
        user: `user${n}@contoso.com`,
        clientVersion: BUILDS[random.below(BUILDS.length)],
        installType: 'click-to-run',
        mailbox: random.below(2) === 0 ? 'online' : 'on-premises',
        ewsUrl: `https://mail${random.below(20)}.contoso.com/EWS/Exchange.asmx`,
      },
      issues: {},
      trouble: rule === undefined ? [] : [{ at, cause: rule, messages: 1 }],
    },
  };
}

async function measureHere(count) {
  const folder = join(ROOT, '.bench', `fleet-${count}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const random = seeded(count);
  const handle = openSync(join(folder, 'journal.ndjson'), 'w');
  for (let n = 1; n <= count; n++) writeSync(handle, `${JSON.stringify(lineOf(n, random))}\n`);
  closeSync(handle);
  const { JournalReader } = await import('../dist/batch/journal.js');
  const { writeFleet } = await import('../dist/batch/fleet/write-fleet.js');
  const begin = performance.now();
  const reader = new JournalReader(folder);
  const names = [...reader.names].toSorted();
  writeFleet(folder, () => reader.lines(names), 'none');
  const seconds = (performance.now() - begin) / 1000;
  reader.close();
  const size = (name) => statSync(join(folder, name)).size;
  const peak = process.resourceUsage().maxRSS * 1024;
  const sizes = ['journal.ndjson', 'fleet.json', 'fleet.csv', 'fleet.html'].map(size);
  rmSync(folder, { recursive: true });
  return { seconds, peak, sizes };
}

function measureApart(count) {
  process.stderr.write(`${count}\n`);
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--count', `${count}`], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`ended with ${child.status}\n${child.stderr}`);
  return JSON.parse(child.stdout);
}

if (values.count !== undefined) {
  process.stdout.write(JSON.stringify(await measureHere(Number(values.count))));
} else {
  const mega = (bytes) => (bytes / 1e6).toFixed(1);
  const rows = COUNTS.map((count) => {
    const { seconds, peak, sizes } = measureApart(count);
    return `| ${count} | ${seconds.toFixed(1)} | ${Math.round(peak / 1e6)} | ${sizes.map(mega).join(' | ')} |`;
  });
  const text = `| bundles | summary, s | peak memory, MB | journal, MB | fleet.json, MB | fleet.csv, MB | fleet.html, MB |
|--:|--:|--:|--:|--:|--:|--:|
${rows.join('\n')}
`;
  process.stdout.write(text);
  if (values.write) writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(MARKERS, `$1${text}$2`));
}
