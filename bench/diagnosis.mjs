// What it takes to find the causes of 10,000 lives, by what became of them, and how that grows with their number.
// node bench/diagnosis.mjs [CROWD]; it runs what `npm run build` made.
import { diagnose } from '../dist/diagnosis/evaluate.js';
import { buildLives, inOrderOfTime } from '../dist/life/index.js';

const START = -1_130_000_000_000_000; // in 2016, in ticks
const SECOND = 10_000_000;
const TRACE = 'Tracing/Lync.txt';

function observed(i, seconds) {
  const at = START + Math.round(seconds * SECOND);
  const ref = { source: TRACE, line: i + 1, offset: i * 1000, at, text: 'POST /EWS/Exchange.asmx' };
  return { source: TRACE, offset: ref.offset, at, pid: 7124, tid: 1, evidence: [ref] };
}

/** `tries` calls for each message, 20 s apart, each with a request id and this answer. */
function crowd(count, tries, { disposition, answer, failure }) {
  let line = 0;
  const version = {
    kind: 'client-version',
    ...observed(line++, 0),
    version: '16.0.6741.2042',
    origin: 'ews-user-agent',
  };
  const all = [version];
  for (let n = 0; n < count; n++) {
    for (let k = 0; k < tries; k++) {
      const [id, at] = [`${n}-${k}`, 1 + n * 5 + k * 20];
      const ids = { requestIds: [id], clientRequestId: id, cut: false };
      const item = { element: 'Message', recipients: [`u${n % 500}@contoso.com`], bodyHash: `b${n}`, evidence: [] };
      all.push({
        kind: 'http-request',
        ...observed(line++, at),
        ...ids,
        isEws: true,
        host: 'mail.contoso.com',
        url: 'https://mail.contoso.com/EWS/Exchange.asmx',
        hasAuthorization: true,
        authorizationScheme: 'Negotiate',
        operation: 'CreateItem',
        disposition,
        folder: { distinguished: 'drafts' },
        items: [item],
        itemIds: [],
        folders: [],
      });
      const end = observed(line++, at + 1);
      if (failure !== undefined) {
        all.push({ kind: 'transport-failure', ...end, ...failure, requestIds: [id] });
        continue;
      }
      const itemIds = answer.responseCode === 'NoError' ? [`item${n}-${k}`] : [];
      const answers = answer.responseCode === undefined ? [] : [{ folders: [], evidence: [], ...answer, itemIds }];
      const { status = 200 } = answer;
      all.push({ kind: 'http-response', ...end, ...ids, operation: 'CreateItem', status, answers, challenges: [] });
    }
  }
  return inOrderOfTime(all);
}

const CROWDS = {
  'delivered at once': [1, { disposition: 'SendAndSaveCopy', answer: { responseCode: 'NoError' } }],
  'left in Drafts, four copies': [4, { disposition: 'SaveOnly', answer: { responseCode: 'NoError' } }],
  'busy, four tries': [4, { disposition: 'SendOnly', answer: { responseCode: 'ErrorServerBusy' } }],
  'refused with 403': [1, { disposition: 'SendOnly', answer: { status: 403 } }],
  'refused with 401, four tries': [4, { disposition: 'SendOnly', answer: { status: 401 } }],
  'no connection, four tries': [
    4,
    {
      disposition: 'SendOnly',
      failure: { code: 12029, name: 'ERROR_WINHTTP_CANNOT_CONNECT', isTimeout: false },
    },
  ],
};

function measure(name, count) {
  const [tries, what] = CROWDS[name];
  const observations = crowd(count, tries, what);
  const horizon = observations.at(-1).at + 3600 * SECOND;
  const moments = { horizon, collectedAt: horizon };
  const lives = buildLives(observations, { ...moments, hasSpooler: true, hasTrace: true, hasUndecoded: false }).map(
    (life, i) => ({ ...life, id: `m${i + 1}` }),
  );
  const source = { path: TRACE, format: 'ocs-text', encoding: 'utf-8', bytes: 1, records: 1, undecoded: 0 };
  const sources = [{ ...source, zone: { value: 'UTC', basis: 'assumed' } }];
  const used = process.cpuUsage();
  const begin = performance.now();
  const { findings } = diagnose({ lives, observations, sources, gaps: [], stated: {}, ...moments });
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(used);
  return { seconds, cpu: (user + system) / 1e6, lives: lives.length, rules: findings.map(({ rule }) => rule) };
}

const [, , only] = process.argv;
process.stdout.write(
  '| crowd | lives | time | CPU time | times that of a tenth | findings |\n| --- | ---: | ---: | ---: | ---: | --- |\n',
);
for (const name of Object.keys(CROWDS)) {
  if (only !== undefined && name !== only) continue;
  measure(name, 200);
  const few = measure(name, 1000);
  const many = measure(name, 10_000);
  const row = [
    name,
    many.lives,
    `${many.seconds.toFixed(2)} s`,
    `${many.cpu.toFixed(2)} s`,
    (many.seconds / few.seconds).toFixed(1),
    many.rules.join(', '),
  ];
  process.stdout.write(`| ${row.join(' | ')} |\n`);
}
