import type {
  BundleDiff,
  ChangedFinding,
  Differences,
  FindingTold,
  MessageTold,
  ReportsDiff,
  ResultsDiff,
  ResultsSummary,
} from '../model/difference.ts';
import { arrow, factText, headlineOf, idText, membersText, REDACTED, tokensNote } from './difference-words.ts';
import { block, codeCell, codeSpan, plainCell, prose } from './markdown-text.ts';
import { toSecond } from './moment.ts';
import { count } from './page.ts';
import type { RenderOptions } from './render.ts';

/** What is listed where the whole list is not asked for: a ticket holds some thousand characters. */
const MESSAGES = 50;
const BUNDLES = 50;
/** Messages of one finding, and addresses of one message. */
const FEW = 5;
const RECIPIENTS = 3;

/** Some items in a row, and how many there are more. */
function someOf<Item>(
  items: readonly Item[],
  most: number,
  { verbose }: RenderOptions,
  text: (item: Item) => string,
): string {
  const shown = verbose ? items : items.slice(0, most);
  const rest = items.length - shown.length;
  return `${shown.map(text).join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

function recipientsOf({ recipients }: MessageTold, options: RenderOptions): string {
  return recipients.length === 0 ? 'not known' : someOf(recipients, RECIPIENTS, options, codeCell);
}

function sentCell({ sentAt }: MessageTold): string {
  return plainCell(sentAt === undefined ? 'not known' : toSecond(sentAt));
}

function messagesText(messages: readonly MessageTold[], options: RenderOptions): string {
  const text = (one: MessageTold): string => `${plainCell(one.id)} (${sentCell(one)} to ${recipientsOf(one, options)})`;
  return someOf(messages, FEW, options, text);
}

function toldFinding(mark: 'new' | 'gone', finding: FindingTold, options: RenderOptions): readonly string[] {
  const { rule, severity, verdict, title, messages } = finding;
  return [
    `- **${mark}** ${codeSpan(rule)} (${prose(severity)}, ${prose(verdict)}): ${prose(title)}`,
    ...(messages.length === 0 ? [] : [`  - on ${messagesText(messages, options)}`]),
  ];
}

function changedFinding({ rule, severity, verdict, messages }: ChangedFinding, options: RenderOptions): string {
  const words = [
    ...(severity.before === severity.after ? [] : [prose(`severity ${arrow(severity.before, severity.after)}`)]),
    ...(verdict.before === verdict.after ? [] : [prose(`verdict ${arrow(verdict.before, verdict.after)}`)]),
    ...(messages.new.length === 0 ? [] : [`now also on ${messagesText(messages.new, options)}`]),
    ...(messages.gone.length === 0 ? [] : [`no longer on ${messagesText(messages.gone, options)}`]),
  ];
  return `- **changed** ${codeSpan(rule)}: ${words.join('; ')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

function findingsSection({ findings }: Differences, options: RenderOptions): readonly string[] {
  const lines = [
    ...findings.new.flatMap((one) => toldFinding('new', one, options)),
    ...findings.gone.flatMap((one) => toldFinding('gone', one, options)),
    ...findings.changed.map((one) => changedFinding(one, options)),
  ];
  return lines.length === 0 ? [] : [...block(['### Findings']), ...block(lines)];
}

function messagesSection({ messages }: Differences, options: RenderOptions): readonly string[] {
  const told = (mark: 'new' | 'gone', one: MessageTold): readonly string[] => [
    mark,
    plainCell(one.id),
    sentCell(one),
    recipientsOf(one, options),
    plainCell(one.outcome),
  ];
  const rows = [
    ...messages.new.map((one) => told('new', one)),
    ...messages.gone.map((one) => told('gone', one)),
    ...messages.changed.map((one) => {
      const { before, after } = one;
      return ['changed', idText(before, after), sentCell(before), recipientsOf(before, options), membersText(one)].map(
        (text, column) => (column === 1 || column === 4 ? codeCell(text) : text),
      );
    }),
  ];
  if (rows.length === 0) return [];
  const shown = options.verbose ? rows : rows.slice(0, MESSAGES);
  const rest = rows.length - shown.length;
  return [
    ...block([`### Messages (${rows.length}), times in UTC`]),
    ...block(table(['Change', 'Id', 'Sent', 'To', 'What'], shown)),
    ...(rest === 0 ? [] : block([`and ${rest} more.`])),
  ];
}

function factsSection({ environment }: Differences): readonly string[] {
  if (environment.length === 0) return [];
  const cell = (text: string | undefined): string => (text === undefined ? 'none' : codeCell(text));
  const rows = environment.map(({ name, before, after }) => [
    codeCell(name),
    cell(factText(before)),
    cell(factText(after)),
  ]);
  return [...block(['### Environment']), ...block(table(['Fact', 'Before', 'After'], rows))];
}

function outcomesSection({ outcomes }: Pick<Differences, 'outcomes'>): readonly string[] {
  if (outcomes.length === 0) return [];
  const rows = outcomes.map(({ outcome, before, after }) => [plainCell(outcome), String(before), String(after)]);
  return [...block(['### Messages by outcome']), ...block(table(['Outcome', 'Before', 'After'], rows))];
}

function endOf({ tool }: ReportsDiff | ResultsDiff): readonly string[] {
  return block([`${tool.name} ${prose(tool.version)}`]);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function reportsText(diff: ReportsDiff, options: RenderOptions): string {
  const { before, after, isRedacted } = diff;
  const versions = before.version === after.version ? '' : `, by versions ${before.version} and ${after.version}`;
  return textOf([
    '## Offline messages: what differs',
    ...block([`From ${codeSpan(before.bundle)} to ${codeSpan(after.bundle)}${prose(versions)}.`]),
    ...block([headlineOf(diff)]),
    ...(isRedacted ? block([REDACTED]) : []),
    ...findingsSection(diff, options),
    ...messagesSection(diff, options),
    ...factsSection(diff),
    ...outcomesSection(diff),
    ...endOf(diff),
  ]);
}

function bundleLines({ state, name, error, ...differences }: BundleDiff): readonly string[] {
  const { findings } = differences;
  const told = (mark: 'new' | 'gone', { rule, severity, verdict }: FindingTold): string =>
    `  - ${mark} ${codeSpan(rule)} (${prose(severity)}, ${prose(verdict)})`;
  return [
    `- **${state}** ${codeSpan(name)}: ${error === undefined ? headlineOf(differences) : prose(error)}`,
    ...findings.new.map((one) => told('new', one)),
    ...findings.gone.map((one) => told('gone', one)),
    ...findings.changed.map(({ rule }) => `  - changed ${codeSpan(rule)}`),
  ];
}

function summaryLines({ bundles, findings, outcomes }: ResultsSummary): readonly string[] {
  const { same, changed, new: fresh, gone, unreadable } = bundles;
  const unread = unreadable === 0 ? '' : `, ${unreadable} unreadable`;
  const rows = findings.map((one) => [codeCell(one.rule), ...[one.new, one.gone, one.changed].map(String)]);
  return [
    ...block(['### In all']),
    ...block([`Bundles: ${same} same, ${changed} changed, ${fresh} new, ${gone} gone${unread}.`]),
    ...(rows.length === 0 ? [] : block(table(['Cause', 'New in', 'Gone in', 'Changed in'], rows))),
    ...outcomesSection({ outcomes }),
  ];
}

async function* resultsText(diff: ResultsDiff, options: RenderOptions): AsyncGenerator<string> {
  const [from, to] = [diff.before, diff.after].map(
    ({ folder, bundles }) => `${codeSpan(folder)} (${count(bundles, 'bundle')})`,
  );
  yield textOf([
    '## Offline messages in many bundles: what differs',
    ...block([`From ${from} to ${to}.`]),
    ...block(['### Bundles that are not the same']),
    '',
  ]);
  let [told, isRedacted] = [0, false];
  for await (const bundle of diff.bundles) {
    isRedacted ||= bundle.isRedacted;
    told++;
    if (options.verbose || told <= BUNDLES) yield textOf(bundleLines(bundle));
  }
  if (told === 0) yield 'None.\n';
  if (!options.verbose && told > BUNDLES) yield textOf(block([`and ${told - BUNDLES} more.`]));
  const summary = diff.summary();
  const note = tokensNote(isRedacted, summary);
  yield textOf([...summaryLines(summary), ...(note === undefined ? [] : block([note])), ...endOf(diff)]);
}

/** What differs, as a block of text for a ticket, in pieces; with `verbose` nothing is left out of a list. No text of a report can be markup in it. */
export async function* differenceMarkdown(
  diff: ReportsDiff | ResultsDiff,
  options: RenderOptions,
): AsyncGenerator<string> {
  if (diff.kind === 'results') yield* resultsText(diff, options);
  else yield reportsText(diff, options);
}
