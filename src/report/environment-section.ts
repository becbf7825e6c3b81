import type { Certainty } from '../model/life.ts';
import type { Report, ReportEnvironment, ReportFact, ReportSource } from '../model/report.ts';
import { placeOf } from './citation.ts';
import { toSecond } from './moment.ts';
import { count, heading, type Page, paragraph, tally } from './page.ts';

/** Columns of the labels on the left. */
const LABEL = 12;

/** `16.0.6741.2048 (likely)`, with its first citation where everything is asked for. */
function factText(page: Page, name: string, fact: ReportFact<string | boolean> | undefined): readonly string[] {
  if (fact === undefined) return [];
  const [first] = fact.evidence;
  const where = page.verbose && first !== undefined ? `, ${placeOf(first)}` : '';
  const certainty: Certainty = fact.certainty;
  return [`${name === '' ? '' : `${name} `}${fact.value} (${certainty}${where})`];
}

function line(page: Page, label: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : paragraph(page, `${label.padEnd(LABEL - 1)} `, parts.join(', '));
}

function clientParts(page: Page, environment: ReportEnvironment): readonly string[] {
  return [
    ...(environment.clientVersion === undefined ? ['version not known'] : []),
    ...factText(page, '', environment.clientVersion),
    ...factText(page, '', environment.installType),
    ...factText(page, 'channel', environment.channel),
  ];
}

function mailboxParts(page: Page, environment: ReportEnvironment): readonly string[] {
  return [
    ...(environment.mailbox === undefined ? ['not known whether on-premises or online'] : []),
    ...factText(page, '', environment.mailbox),
    ...factText(page, 'Exchange', environment.exchangeVersion),
  ];
}

function policyParts(page: Page, environment: ReportEnvironment): readonly string[] {
  return [
    ...factText(page, 'EnableOfflineIM', environment.enableOfflineIM),
    ...factText(page, 'EnableIMAutoArchiving', environment.enableIMAutoArchiving),
    ...factText(page, 'imAutoArchiving', environment.imAutoArchiving),
  ];
}

/** `2 ocs-text, 1 spool; 1234 records, 5 of them without text`. */
function sourceParts(sources: readonly ReportSource[]): readonly string[] {
  const formats = [...tally(sources.map(({ format }) => format))].map(([format, number]) => `${number} ${format}`);
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  const undecoded = sources.reduce((sum, source) => sum + source.undecoded, 0);
  const without = undecoded === 0 ? '' : `, ${undecoded} of them without text`;
  return [`${formats.join(', ')}; ${count(records, 'record')}${without}`];
}

function timeParts(report: Report): readonly string[] {
  const starts = report.bundle.sources.flatMap(({ from }) => (from === undefined ? [] : [from])).toSorted();
  return [
    ...(starts.length === 0 ? [] : [`first record ${toSecond(starts[0])}`]),
    ...(report.horizon === undefined ? ['no trace'] : [`trace ends ${toSecond(report.horizon)}`]),
    ...(report.collectedAt === undefined ? [] : [`collected ${toSecond(report.collectedAt)}`]),
  ];
}

/** Who, with what client, against which Exchange, and what was read; a few lines. */
export function environmentSection(report: Report, page: Page): readonly string[] {
  const { environment } = report;
  return [
    ...heading(page, 'Environment'),
    ...line(page, 'User', factText(page, '', environment.user)),
    ...line(page, 'Client', clientParts(page, environment)),
    ...line(page, 'Mailbox', mailboxParts(page, environment)),
    ...line(page, 'EWS URL', factText(page, '', environment.ewsUrl)),
    ...line(page, 'Policy', policyParts(page, environment)),
    ...line(page, 'Sources', sourceParts(report.bundle.sources)),
    ...line(page, 'Times (UTC)', timeParts(report)),
  ];
}
