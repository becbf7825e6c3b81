import type { Report, ReportFinding, ReportMessage } from '../model/report.ts';
import { hasUsableSource } from '../model/usable-source.ts';
import { placeOf } from './citation.ts';
import { wordsAndCommands } from './commands.ts';
import { headline } from './headline.ts';
import { block, codeBlock, codeCell, codeSpan, link, plainCell, prose } from './markdown-text.ts';
import { toSecond } from './moment.ts';
import { OUTCOMES } from './outcome.ts';
import { count, tally } from './page.ts';
import type { RenderOptions } from './render.ts';

/** Lines of evidence, rows and gaps where the whole list is not asked for: a ticket holds some thousand characters. */
const EVIDENCE = 3;
const MESSAGES = 50;
const GAPS = 5;
const COLLECT = 3;
/** Addresses of one message. */
const RECIPIENTS = 3;

function firstOf<Item>(list: readonly Item[], most: number, { verbose }: RenderOptions): readonly Item[] {
  return verbose ? list : list.slice(0, most);
}

function bullet(name: string, value: string): string {
  return `- **${name}:** ${value}`;
}

function context({ environment, bundle, horizon, collectedAt }: Report): readonly string[] {
  const { user, clientVersion, installType, channel, mailbox, exchangeVersion } = environment;
  const facts = (list: readonly ({ readonly value: string } | undefined)[]): string =>
    list.flatMap((fact) => (fact === undefined ? [] : [codeSpan(fact.value)])).join(', ') || 'not known';
  return block([
    bullet('Bundle', `${codeSpan(bundle.name)}, ${count(bundle.sources.length, 'source')}`),
    bullet('User', facts([user])),
    bullet('Client', facts([clientVersion, installType, channel])),
    bullet('Mailbox', facts([mailbox, exchangeVersion])),
    ...(horizon === undefined ? [] : [bullet('Trace ends', `${plainCell(toSecond(horizon))} UTC`)]),
    ...(collectedAt === undefined ? [] : [bullet('Collected', `${plainCell(toSecond(collectedAt))} UTC`)]),
  ]);
}

/** A folder of Windows, which stands among words; anything else that can be typed is a command. */
const FOLDER = /^%/;

/** An item of a list; each command is a code block of its own, to be copied. */
function itemLines(marker: string, text: string): readonly string[] {
  const indent = ' '.repeat(marker.length + 1);
  const lines: string[] = [];
  let words = '';
  const endWords = (isBeforeCommand: boolean): void => {
    const plain = words.replace(/^[\s;,.]+/, '').trim();
    words = '';
    const told = isBeforeCommand ? plain.replace(/[;,]?$/, (end) => (plain.endsWith(':') ? end : ':')) : plain;
    const shown = /\w/.test(plain) ? told : lines.length === 0 ? 'Run:' : '';
    if (shown === '') return;
    if (lines.length === 0) lines.push(`${marker} ${shown}`);
    else lines.push(`${indent}${shown}`, '');
  };
  for (const stretch of wordsAndCommands(text)) {
    // `prose` trims: a folder behind it needs its blank.
    if (!stretch.isCommand) words += ` ${prose(stretch.text)} `;
    else if (FOLDER.test(stretch.text)) words += codeSpan(stretch.text);
    else {
      endWords(true);
      if (lines.length === 1) lines.push('');
      lines.push(...codeBlock([stretch.text], indent), '');
    }
  }
  if (lines.length === 0 || /\w/.test(words)) endWords(false);
  return lines;
}

/** What would have to be otherwise. */
function otherwise({ counterfactual }: ReportFinding): readonly string[] {
  const words = counterfactual?.changes.map((change) => change.words) ?? [];
  const left = counterfactual?.remaining ?? [];
  const rest = left.length === 0 ? '' : `; ${left.join(' and ')} would still stand`;
  return words.length === 0 ? [] : block([prose(`Would not happen ${words.join(' and ')}${rest}.`)]);
}

function evidenceLines({ evidence }: ReportFinding, options: RenderOptions): readonly string[] {
  if (evidence.length === 0) return [];
  const shown = firstOf(evidence, EVIDENCE, options);
  const rest = evidence.length - shown.length;
  return [
    ...block(['Evidence:']),
    ...block(codeBlock(shown.map((ref) => `${placeOf(ref)}  ${ref.text}`))),
    ...(rest === 0 ? [] : block([`and ${rest} more.`])),
  ];
}

function causeLines(finding: ReportFinding, options: RenderOptions): readonly string[] {
  const { rule, severity, verdict, title, why, fix, references, messages } = finding;
  const whose = firstOf(messages, MESSAGES, options);
  const others = messages.length - whose.length;
  return [
    ...block([`### ${codeSpan(rule)} (${prose(severity)}, ${prose(verdict)})`]),
    ...block([prose(`${title}.`)]),
    ...block([prose(why)]),
    ...(messages.length === 0
      ? []
      : block([prose(`Messages: ${whose.join(', ')}${others === 0 ? '' : ` and ${others} more`}`)])),
    ...(fix.length === 0
      ? []
      : [...block(['Fix:']), ...block(fix.flatMap((text, index) => itemLines(`${index + 1}.`, text)))]),
    ...otherwise(finding),
    ...evidenceLines(finding, options),
    ...(references.length === 0 ? [] : block(references.map((address) => `- ${link(address)}`))),
  ];
}

function causes({ findings, unexplained = [] }: Report, options: RenderOptions): readonly string[] {
  return [
    ...block(['## Causes']),
    ...(findings.length === 0 ? block(['No root cause was found.']) : []),
    ...findings.flatMap((finding) => causeLines(finding, options)),
    ...block(
      unexplained.map(({ messages, text }) => {
        const whose = firstOf(messages, MESSAGES, options);
        const rest = messages.length - whose.length;
        return `- Without a known cause: ${prose(`${whose.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}: ${text}`)}`;
      }),
    ),
  ];
}

/** The messages for whom there is room, those that failed first, in the order of the report. */
function shownMessages(messages: readonly ReportMessage[], options: RenderOptions): readonly ReportMessage[] {
  if (options.verbose || messages.length <= MESSAGES) return messages;
  const failed = messages.filter(({ outcome }) => OUTCOMES[outcome].arrival === 'failed');
  const others = messages.filter(({ outcome }) => OUTCOMES[outcome].arrival !== 'failed');
  const chosen = new Set([...failed, ...others].slice(0, MESSAGES));
  return messages.filter((message) => chosen.has(message));
}

function recipientsCell(recipients: readonly string[], options: RenderOptions): string {
  if (recipients.length === 0) return 'not known';
  const shown = firstOf(recipients, RECIPIENTS, options);
  const rest = recipients.length - shown.length;
  return `${shown.map(codeCell).join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

function messageTable({ messages }: Report, options: RenderOptions): readonly string[] {
  if (messages.length === 0) return [];
  const shown = shownMessages(messages, options);
  const known = new Set(shown);
  const hidden = messages.filter((message) => !known.has(message));
  const kinds = [...tally(hidden.map(({ outcome }) => outcome))].map(([outcome, number]) => `${number} ${outcome}`);
  return [
    ...block([`## Messages (${messages.length}), times in UTC`]),
    '',
    '| Id | Sent | To | Outcome | Causes |',
    '| --- | --- | --- | --- | --- |',
    ...shown.map(({ id, sentAt, recipients, outcome, certainty, causes: rules }) => {
      const why = rules.length === 0 ? '-' : rules.map(codeCell).join(', ');
      const sent = plainCell(sentAt === undefined ? 'not known' : toSecond(sentAt));
      const to = recipientsCell(recipients, options);
      return `| ${plainCell(id)} | ${sent} | ${to} | ${plainCell(`${outcome} (${certainty})`)} | ${why} |`;
    }),
    ...(hidden.length === 0 ? [] : block([`and ${hidden.length} more: ${kinds.join(', ')}.`])),
  ];
}

function toCollect({ collect = [] }: Report, options: RenderOptions): readonly string[] {
  if (collect.length === 0) return [];
  const shown = firstOf(collect, COLLECT, options);
  const rest = collect.length - shown.length;
  return [
    ...block(['## To know more, collect']),
    ...block(shown.flatMap(({ what, how }) => itemLines('-', `${what}: ${how}`))),
    ...(rest === 0 ? [] : block([`and ${rest} more.`])),
  ];
}

function losses({ gaps, issues }: Report, options: RenderOptions): readonly string[] {
  if (gaps.length + issues.length === 0) return [];
  const all = [
    ...gaps.map(({ kind, source, text }) => ({ what: kind, place: source, text })),
    ...issues.map(({ code, source, line, text }) => ({
      what: code,
      place: line === undefined ? source : `${source}:${line}`,
      text,
    })),
  ];
  const shown = firstOf(all, GAPS, options);
  const rest = all.length - shown.length;
  return [
    ...block(['## Gaps in the evidence']),
    ...block(
      shown.map(({ what, place, text }) => {
        const where = place === undefined ? '' : ` ${codeSpan(place)}`;
        return `- ${codeSpan(what)}${where}: ${prose(text)}`;
      }),
    ),
    ...(rest === 0 ? [] : block([`and ${rest} more.`])),
  ];
}

/**
 * A block of text for a ticket: what happened, causes with fix and evidence, messages, gaps. CommonMark with a table, to be read as plain text, too;
 * no text of a log can be markup, a link or a mention in it.
 */
export function renderMarkdown(report: Report, options: RenderOptions): string {
  const lines = [
    '## Offline messages',
    ...block([prose(headline(report))]),
    ...context(report),
    ...(hasUsableSource(report) ? [...causes(report, options), ...messageTable(report, options)] : []),
    ...(hasUsableSource(report) ? toCollect(report, options) : []),
    ...losses(report, options),
    ...block([`${report.tool.name} ${prose(report.tool.version)}`]),
  ];
  // An item that ends in a code block and what follows it each bring an empty line.
  return `${lines.filter((line, index) => line !== '' || lines[index - 1] !== '').join('\n')}\n`;
}
