import type { Fleet, FleetBundle, FleetContrast, FleetFinding, FleetIncident } from '../../model/fleet.ts';
import { healthWords } from '../../model/health-words.ts';
import { cell, escapeHtml, type Html, page, table } from '../../report/html/html-text.ts';
import { FACT_NAMES } from '../../report/html/words.ts';
import { OUTCOMES } from '../../report/outcome.ts';
import { incidentChart } from './incident-chart.ts';

const EXIT_WORDS: Readonly<Record<number, string>> = {
  0: 'analysed',
  1: 'findings',
  3: 'no usable input',
  4: 'partial',
};

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function link(name: string, report: string | undefined): Html {
  if (report === undefined) return cell(name);
  const href = report.split('/').map(encodeURIComponent).join('/');
  return { html: `<a href="${escapeHtml(href)}">${escapeHtml(name)}</a>` };
}

/** Names of bundles with their reports; more than a few fold away. */
function names(bundles: readonly string[], reports: ReadonlyMap<string, string>): Html {
  const list = bundles.map((name) => link(name, reports.get(name)).html).join(', ');
  return bundles.length <= 5
    ? { html: list }
    : { html: `<details><summary>${bundles.length} bundles</summary>${list}</details>` };
}

function causes(findings: readonly FleetFinding[], reports: ReadonlyMap<string, string>): string {
  const rows = findings.map(({ rule, severity, bundleCount, messageCount, bundles }) => [
    cell(rule),
    { html: `<span class="${severity}">${severity}</span>` },
    cell(bundleCount),
    cell(messageCount),
    names(bundles, reports),
  ]);
  return table(
    'Causes, the gravest first',
    ['Cause', 'Severity', 'Bundles', 'Messages', 'Where'],
    rows,
    'No cause was found.',
  );
}

function share({ with: having, of }: { readonly with: number; readonly of: number }): string {
  return `${having} of ${of} (${Math.round((100 * having) / of)} %)`;
}

function contrasts(found: readonly FleetContrast[]): string {
  const rows = found.map(({ fact, value, failing, healthy, p }) => [
    factCell(fact),
    cell(value),
    cell(share(failing)),
    cell(share(healthy)),
    cell(p < 0.0001 ? 'below 0.0001' : String(p)),
  ]);
  const head = ['Fact', 'Value', 'Users of failing bundles', 'Of healthy ones', 'By chance (p)'];
  return table('What failing bundles share that healthy ones lack', head, rows, 'Nothing stands out.');
}

function incidents(found: readonly FleetIncident[], reports: ReadonlyMap<string, string>): string {
  const rows = found.map(({ cause, from, to, userCount, messageCount, bundles }) => [
    cell(cause),
    cell(from),
    cell(to),
    cell(userCount),
    cell(messageCount),
    names(bundles, reports),
  ]);
  const head = ['Cause', 'From (UTC)', 'To (UTC)', 'Users', 'Messages', 'Where'];
  return (
    incidentChart(found) +
    table('Incidents across users', head, rows, 'No failure struck several users at about the same time.')
  );
}

function factCell(fact: string): Html {
  return cell(FACT_NAMES[fact] ?? fact);
}

function facts(environment: Fleet['environment']): string {
  const rows = Object.entries(environment).flatMap(([fact, values]) =>
    Object.entries(values).map(([value, count]) => [factCell(fact), cell(value), cell(count)]),
  );
  return table('Environment', ['Fact', 'Value', 'Bundles'], rows, 'Nothing is known.');
}

/** The most frequent first. */
function crosses(causesByFact: Fleet['causesByFact'], environment: Fleet['environment']): string {
  const found = Object.entries(causesByFact).flatMap(([fact, values]) =>
    Object.entries(values).flatMap(([value, rules]) =>
      Object.entries(rules).map(([rule, count]) => ({ fact, value, rule, count })),
    ),
  );
  const rows = found
    .toSorted((a, b) => b.count - a.count)
    .map(({ fact, value, rule, count }) => [
      factCell(fact),
      cell(value),
      cell(rule),
      cell(share({ with: count, of: environment[fact]?.[value] ?? count })),
    ]);
  const head = ['Fact', 'Value', 'Cause', 'Bundles with that value'];
  return table('Causes by build and mailbox', head, rows, 'No cause was found.');
}

function bundleRows(bundles: readonly FleetBundle[]): string {
  const rows = bundles.map(({ name, exitCode, counts, report }) => [
    link(name, report),
    cell(EXIT_WORDS[exitCode] ?? String(exitCode)),
    cell(counts.messages),
    cell(counts.findings),
    cell(counts.gaps),
    cell(counts.issues),
  ]);
  return table('Bundles', ['Bundle', 'Result', 'Messages', 'Findings', 'Gaps', 'Issues'], rows, 'None.');
}

function* outcomeWords(outcomes: Fleet['outcomes']): Generator<string> {
  for (const [name, { phrase }] of Object.entries(OUTCOMES)) {
    const count = Object.entries(outcomes).find(([outcome]) => outcome === name)?.[1];
    if (count !== undefined) yield `${count} ${phrase}`;
  }
}

/** The summary as one page that needs nothing else and runs no script. */
export function* fleetHtml(fleet: Fleet): Generator<string> {
  const reports = new Map(fleet.bundles.map(({ name, report }) => [name, report]));
  const { compared } = fleet.health;
  const messages = fleet.bundles.reduce((total, { counts }) => total + counts.messages, 0);
  const head = [
    `${plural(fleet.bundles.length, 'bundle')}: ${healthWords(fleet.bundles.length, fleet.health)}`,
    `${plural(messages, 'message')}${messages === 0 ? '' : `: ${[...outcomeWords(fleet.outcomes)].join(', ')}`}`,
    ...(fleet.redacted === undefined ? [] : ['tokens stand for people, machines, bundles and the folders they lay in']),
    ...(fleet.skipped.length === 0 ? [] : [`nothing usable in ${fleet.skipped.join(', ')}`]),
  ];
  yield* page('oimscope: fleet', [
    `<ul class="head">${head.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
    causes(fleet.findings, reports),
    incidents(fleet.incidents, reports),
    contrasts(fleet.contrasts),
    `<p class="note">${compared} values of facts were compared: of twenty that say nothing, one looks as if it did (p 0.05).</p>`,
    crosses(fleet.causesByFact, fleet.environment),
    facts(fleet.environment),
    bundleRows(fleet.bundles),
  ]);
}
