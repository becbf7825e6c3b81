import type {
  BundleDiff,
  ChangedFact,
  ChangedFinding,
  ChangedMessage,
  Differences,
  FindingTold,
  MessageTold,
  OutcomeCount,
  ReportsDiff,
  ResultsDiff,
  ResultsSummary,
} from '../model/difference.ts';
import { differenceMarkdown } from './difference-markdown.ts';
import { arrow, factText, headlineOf, idText, membersText, REDACTED, tokensNote } from './difference-words.ts';
import { type Column, fitsGrid, grid } from './grid.ts';
import { jsonParts, jsonText } from './json.ts';
import { toSecond } from './moment.ts';
import { count, heading, openPage, type Page, paragraph } from './page.ts';
import type { OutputFormat, RenderOptions } from './render.ts';
import { clip } from './wrap.ts';

/** Longest list of addresses in a row. */
const ADDRESSES = 60;
/** Messages of a finding that are named where the whole list is not asked for. */
const FEW = 5;
/** Rows of a list of messages where the whole list is not asked for. */
const FEW_ROWS = 50;
function recipientsOf({ recipients }: MessageTold): string {
  return recipients.length === 0 ? 'not known' : clip(recipients.join(', '), ADDRESSES);
}

/** `m1 (2016-06-08 09:15:00 to bob@contoso.com)`; the number alone says nothing of the other report. */
function messageText(message: MessageTold): string {
  return `${message.id} (${toSecond(message.sentAt)} to ${recipientsOf(message)})`;
}

function messagesText(page: Page, messages: readonly MessageTold[]): string {
  const shown = page.verbose ? messages : messages.slice(0, FEW);
  const more = messages.length - shown.length;
  return `${shown.map(messageText).join(', ')}${more === 0 ? '' : ` and ${more} more (--verbose)`}`;
}

function findingLines(mark: 'new' | 'gone', finding: FindingTold, page: Page): readonly string[] {
  const { severity, rule, verdict, title, messages } = finding;
  const tone = mark === 'gone' ? 'good' : 'error';
  return [
    ...paragraph(page, '  ', `${mark} ${severity} ${rule} (${verdict}): ${title}`).map((line) =>
      page.paint(tone, line),
    ),
    ...(messages.length === 0 ? [] : paragraph(page, '    ', `on ${messagesText(page, messages)}`)),
  ];
}

function changedFindingLines({ rule, severity, verdict, messages }: ChangedFinding, page: Page): readonly string[] {
  const words = [
    ...(severity.before === severity.after ? [] : [`severity ${arrow(severity.before, severity.after)}`]),
    ...(verdict.before === verdict.after ? [] : [`verdict ${arrow(verdict.before, verdict.after)}`]),
    ...(messages.new.length === 0 ? [] : [`now also on ${messagesText(page, messages.new)}`]),
    ...(messages.gone.length === 0 ? [] : [`no longer on ${messagesText(page, messages.gone)}`]),
  ];
  return [
    ...paragraph(page, '  ', `changed ${rule}`).map((line) => page.paint('warning', line)),
    ...words.flatMap((word) => paragraph(page, '    ', word)),
  ];
}

function findingsSection({ findings }: Differences, page: Page): readonly string[] {
  const lines = [
    ...findings.new.flatMap((one) => findingLines('new', one, page)),
    ...findings.gone.flatMap((one) => findingLines('gone', one, page)),
    ...findings.changed.flatMap((one) => changedFindingLines(one, page)),
  ];
  return lines.length === 0 ? [] : [...heading(page, 'Findings'), ...lines];
}

function changedRow(message: ChangedMessage): readonly string[] {
  const { before, after } = message;
  return ['changed', idText(before, after), toSecond(before.sentAt), recipientsOf(before), membersText(message)];
}

function toldRow(mark: 'new' | 'gone', message: MessageTold): readonly string[] {
  return [mark, message.id, toSecond(message.sentAt), recipientsOf(message), message.outcome];
}

function messagesSection({ messages }: Differences, page: Page): readonly string[] {
  const rows = [
    ...messages.new.map((one) => toldRow('new', one)),
    ...messages.gone.map((one) => toldRow('gone', one)),
    ...messages.changed.map(changedRow),
  ];
  if (rows.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'Change', least: 7 },
    { title: 'Id', least: 3 },
    { title: 'Sent (UTC)', least: 10 },
    { title: 'To', least: 15 },
    { title: 'What', least: 15 },
  ];
  const shown = page.verbose ? rows : rows.slice(0, FEW_ROWS);
  const more = rows.length - shown.length;
  return [
    ...heading(page, `Messages (${rows.length}), times in UTC`),
    ...(fitsGrid(page, columns)
      ? grid(page, columns, shown)
      : shown.flatMap((row) => paragraph(page, '  ', row.join('  ')))),
    ...(more === 0 ? [] : [`and ${more} more (--verbose)`]),
  ];
}

function factsSection({ environment }: Differences, page: Page): readonly string[] {
  if (environment.length === 0) return [];
  const line = ({ name, before, after }: ChangedFact): readonly string[] =>
    paragraph(page, '  ', `${name}: ${arrow(factText(before), factText(after))}`);
  return [...heading(page, 'Environment'), ...environment.flatMap(line)];
}

function outcomesSection(outcomes: readonly OutcomeCount[], page: Page): readonly string[] {
  if (outcomes.length === 0) return [];
  const line = ({ outcome, before, after }: OutcomeCount): readonly string[] =>
    paragraph(page, '  ', `${outcome}: ${before} -> ${after}`);
  return [...heading(page, 'Messages by outcome'), ...outcomes.flatMap(line)];
}

function textOf(lines: readonly string[]): string {
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function reportsTable(diff: ReportsDiff, page: Page): string {
  const { before, after, isRedacted } = diff;
  const versions = before.version === after.version ? '' : ` (by versions ${before.version} and ${after.version})`;
  return textOf([
    ...paragraph(page, '', `oimscope: from ${before.bundle} to ${after.bundle}${versions}`),
    '',
    ...paragraph(page, '', headlineOf(diff)).map((line) => page.paint('heading', line)),
    ...(isRedacted ? ['', ...paragraph(page, '', REDACTED)] : []),
    ...findingsSection(diff, page),
    ...messagesSection(diff, page),
    ...factsSection(diff, page),
    ...outcomesSection(diff.outcomes, page),
  ]);
}

function bundleLines(bundle: BundleDiff, page: Page): readonly string[] {
  const { state, name, error, findings } = bundle;
  const what = error ?? headlineOf(bundle);
  const listed = page.verbose
    ? [...findingsSection(bundle, page), ...messagesSection(bundle, page), ...factsSection(bundle, page), '']
    : [
        ...findings.new.flatMap((one) => paragraph(page, '    ', `new ${one.severity} ${one.rule} (${one.verdict})`)),
        ...findings.gone.flatMap((one) => paragraph(page, '    ', `gone ${one.severity} ${one.rule} (${one.verdict})`)),
        ...findings.changed.flatMap((one) => paragraph(page, '    ', `changed ${one.rule}`)),
      ];
  return [...paragraph(page, '  ', `${state} ${name}: ${what}`), ...listed];
}

function summaryLines({ bundles, findings, outcomes }: ResultsSummary, page: Page): readonly string[] {
  const { same, changed, new: fresh, gone, unreadable } = bundles;
  const unread = unreadable === 0 ? '' : `, ${unreadable} unreadable`;
  const columns: readonly Column[] = [
    { title: 'Cause', least: 15 },
    { title: 'New in', least: 6 },
    { title: 'Gone in', least: 7 },
    { title: 'Changed in', least: 10 },
  ];
  const rows = findings.map((one) => [one.rule, ...[one.new, one.gone, one.changed].map(String)]);
  return [
    ...heading(page, 'In all'),
    ...paragraph(page, '  ', `Bundles: ${same} same, ${changed} changed, ${fresh} new, ${gone} gone${unread}.`),
    ...(rows.length === 0
      ? []
      : fitsGrid(page, columns)
        ? grid(page, columns, rows)
        : findings.flatMap((one) =>
            paragraph(page, '  ', `${one.rule}: new in ${one.new}, gone in ${one.gone}, changed in ${one.changed}`),
          )),
    ...outcomesSection(outcomes, page),
  ];
}

async function* resultsTable(diff: ResultsDiff, page: Page): AsyncGenerator<string> {
  const { before, after } = diff;
  const title = `oimscope: from ${before.folder} (${count(before.bundles, 'bundle')}) to ${after.folder} (${count(after.bundles, 'bundle')})`;
  yield textOf([...paragraph(page, '', title), ...heading(page, 'Bundles that are not the same')]);
  let [isNone, isRedacted] = [true, false];
  for await (const bundle of diff.bundles) {
    isNone = false;
    isRedacted ||= bundle.isRedacted;
    yield textOf(bundleLines(bundle, page));
  }
  if (isNone) yield '  none\n';
  const summary = diff.summary();
  yield textOf(summaryLines(summary, page));
  const note = tokensNote(isRedacted, summary);
  if (note !== undefined) yield textOf(['', ...paragraph(page, '', note)]);
}

/** A bundle at a time: of thousands none is kept. */
async function* resultsJson({ bundles, summary, ...head }: ResultsDiff): AsyncGenerator<string> {
  yield jsonText(head).replace(/\n\}\n$/, ',\n  "bundles": [');
  let lead = '\n';
  for await (const bundle of bundles) {
    yield `${lead}${jsonText(bundle).trimEnd()}`;
    lead = ',\n';
  }
  yield `${lead === '\n' ? '' : '\n  '}],\n  "summary": ${jsonText(summary()).trimEnd()}\n}\n`;
}

/** What differs between two reports or two results folders, as text in pieces, ending with exactly one newline. */
export async function* differenceParts(
  format: Extract<OutputFormat, 'table' | 'json' | 'markdown'>,
  diff: ReportsDiff | ResultsDiff,
  options: RenderOptions,
): AsyncGenerator<string> {
  const page = openPage(options);
  if (format === 'markdown') return yield* differenceMarkdown(diff, options);
  if (diff.kind === 'results') yield* format === 'json' ? resultsJson(diff) : resultsTable(diff, page);
  else if (format === 'json') yield* jsonParts(diff);
  else yield reportsTable(diff, page);
}
