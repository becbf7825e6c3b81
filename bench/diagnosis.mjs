// What it takes to diagnose many messages: processor time (the machine may have other work), its growth with their number.
// node bench/diagnosis.mjs [--write]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { diagnose } from '../dist/diagnosis/evaluate.js';
import { buildLives, inOrderOfTime } from '../dist/life/index.js';
import { CROWDS } from './crowds.mjs';
import { ROOT } from './measure.mjs';

const FEW = 1000;
const MANY = 10_000;
const README = `${ROOT}bench/README.md`;
/** Crowds of which each message has its own life, with observations for one of them. */
const KINDS = {
  'two steps each, ids': 6,
  'one thread, no ids, one recipient': 2,
  'requests without answers': 1,
  'spool files of one conversation': 3,
};

/** What a trace holds beside the calls: versions, servers and addresses, again and again. */
function beside(observations) {
  return observations.flatMap((one) => {
    if (one.kind !== 'http-response') return [one];
    const { at, source, offset, evidence } = one;
    const seen = { at, source, offset, evidence };
    return [
      one,
      { kind: 'client-version', ...seen, version: '16.0.6741.2042', origin: 'ews-user-agent' },
      { kind: 'exchange-version', ...seen, major: 15, minor: 1, build: 396, revision: 30 },
      { kind: 'mailbox-signal', ...seen, signal: 'frontend-server', value: 'EXCH01' },
      { kind: 'user', ...seen, address: 'alice@contoso.com', origin: 'ews-header' },
    ];
  });
}

function measure(crowd, count) {
  const items = { kind: 'folder-items', source: 'drafts.txt', offset: 0, evidence: [], folder: 'drafts', items: count };
  const observations = [...beside(inOrderOfTime(CROWDS[crowd](count * KINDS[crowd]))), items];
  const horizon = observations.at(-2).at + 1e10;
  const moments = { horizon, collectedAt: horizon };
  const has = { hasSpooler: true, hasTrace: true, hasUndecoded: true };
  const lives = buildLives(observations, { ...moments, ...has });
  const gaps = [{ kind: 'undecoded', text: '12 of 900 events have no text' }];
  const input = { lives, observations, sources: [], gaps, stated: {}, ...moments };
  const [begin, clock] = [process.cpuUsage(), performance.now()];
  const { findings } = diagnose(input);
  const wall = (performance.now() - clock) / 1000;
  const { user, system } = process.cpuUsage(begin);
  return { lives: lives.length, seconds: (user + system) / 1e6, wall, findings: findings.length };
}

function table() {
  const rows = Object.keys(KINDS).map((crowd) => {
    measure(crowd, FEW);
    const [few, many] = [measure(crowd, FEW), measure(crowd, MANY)];
    const growth = (many.seconds / few.seconds).toFixed(1);
    return `| ${crowd} | ${many.lives} | ${many.findings} | ${many.wall.toFixed(2)} s | ${many.seconds.toFixed(2)} s | ${growth} |`;
  });
  return [
    '| crowd | messages | findings | wall | processor time | times that of a tenth |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

const { values } = parseArgs({ options: { write: { type: 'boolean' } } });
const text = table();
process.stdout.write(`${text}\n`);
if (values.write === true) {
  const page = readFileSync(README, 'utf8');
  writeFileSync(README, page.replace(/(<!-- diagnosis -->\n)[\s\S]*?(<!-- \/diagnosis -->)/, `$1${text}\n$2`));
}
