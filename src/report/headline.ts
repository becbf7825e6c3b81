import type { Outcome } from '../model/life.ts';
import type { Report, ReportFinding, ReportMessage, ReportSource } from '../model/report.ts';
import { hasUsableSource } from '../model/usable-source.ts';
import { toSecond } from './moment.ts';
import { OUTCOMES } from './outcome.ts';
import { count } from './page.ts';

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** `drafts-bug-2016-06, likely`. */
function named(finding: ReportFinding): string {
  return `${finding.rule}, ${finding.verdict}`;
}

function findingsOn(report: Report, messages: readonly ReportMessage[]): readonly ReportFinding[] {
  const ids = new Set(messages.map((message) => message.id));
  return report.findings.filter((finding) => finding.messages.some((id) => ids.has(id)));
}

/**
 * The causes of messages with the same outcome: `drafts-bug-2016-06, likely` where each is that of all of them, else each with the number of those it
 * is of, `1 by quota, proven; 19 without a known cause`. A message that has several counts with each.
 */
function causesOf(report: Report, messages: readonly ReportMessage[]): string {
  const causes = findingsOn(report, messages).filter((finding) => finding.severity !== 'info');
  const numbers = causes.map((finding) => {
    const its = new Set(finding.messages);
    return messages.filter(({ id }) => its.has(id)).length;
  });
  if (numbers.every((number) => number === messages.length)) return causes.map(named).join('; ');
  const explained = new Set(causes.flatMap((finding) => finding.messages));
  const left = messages.filter(({ id }) => !explained.has(id)).length;
  const parts = causes.map((finding, index) => `${numbers[index] ?? 0} by ${named(finding)}`);
  return [...parts, ...(left === 0 ? [] : [`${left} without a known cause`])].join('; ');
}

/** `stuck in Drafts (drafts-bug-2016-06, likely)`. */
function groupPhrase(report: Report, outcome: Outcome, messages: readonly ReportMessage[]): string {
  const why = causesOf(report, messages);
  return `${OUTCOMES[outcome].phrase}${why === '' ? '' : ` (${why})`}`;
}

function byOutcome(messages: readonly ReportMessage[]): ReadonlyMap<Outcome, readonly ReportMessage[]> {
  const groups = new Map<Outcome, ReportMessage[]>();
  for (const message of messages) groups.set(message.outcome, [...(groups.get(message.outcome) ?? []), message]);
  return groups;
}

function othersPhrase(messages: readonly ReportMessage[]): string {
  const arrived = messages.filter(({ outcome }) => OUTCOMES[outcome].arrival === 'arrived').length;
  const pending = messages.filter(({ outcome }) => outcome === 'pending').length;
  const unknown = messages.filter(({ outcome }) => outcome === 'unknown').length;
  const parts = [
    ...(arrived === 0 ? [] : [`${arrived} ${arrived === 1 ? 'was' : 'were'} delivered`]),
    ...(pending === 0 ? [] : [`${pending} ${pending === 1 ? 'is' : 'are'} pending`]),
    ...(unknown === 0 ? [] : [`the fate of ${unknown} is unknown`]),
  ];
  return listed(parts);
}

function isMostlyUndecoded({ bundle }: Report): boolean {
  const sum = (of: (source: ReportSource) => number): number => bundle.sources.reduce((all, one) => all + of(one), 0);
  return 2 * sum(({ undecoded }) => undecoded) > sum(({ records }) => records);
}

function messagesSentence(report: Report): string {
  const { messages } = report;
  const failed = messages.filter(({ outcome }) => OUTCOMES[outcome].arrival === 'failed');
  const total = count(messages.length, 'offline message');
  const others = othersPhrase(messages);
  if (messages.length === 0) {
    const where = count(report.bundle.sources.length, 'source');
    const doubt = isMostlyUndecoded(report) ? ', but most events there have no text: nothing is told by that' : '';
    return `No offline message was seen in ${where}${doubt}.`;
  }
  if (failed.length > 0) {
    const groups = [...byOutcome(failed)].map(([outcome, group]) => ({
      number: group.length,
      phrase: groupPhrase(report, outcome, group),
    }));
    if (messages.length === 1) return `The offline message did not arrive: ${groups[0]?.phrase ?? ''}.`;
    const parts = groups.map(({ number, phrase }) => `${number} ${phrase}`);
    return `${failed.length} of ${total} did not arrive: ${listed(parts)}${others === '' ? '' : `; ${others}`}.`;
  }
  if (messages.every(({ outcome }) => outcome === 'delivered')) {
    return messages.length === 1 ? 'The offline message was delivered.' : `All ${total} were delivered.`;
  }
  if (messages.length === 1) {
    return messages[0]?.outcome === 'pending'
      ? 'The offline message is pending: its deadline was not over when the evidence ends.'
      : 'What became of the offline message cannot be told.';
  }
  return `Of ${total} none is known to have failed: ${others}.`;
}

/** `Messages sent from 2016-07-12 09:00:00 to 2016-07-12 10:00:00 (3 others are not shown): `, where a span was asked for. */
function spanPhrase({ span }: Report): string {
  if (span === undefined) return '';
  const from = span.since === undefined ? '' : ` from ${toSecond(span.since)}`;
  const to = span.until === undefined ? '' : ` to ${toSecond(span.until)}`;
  const others = span.leftOut === 1 ? '1 other is' : `${span.leftOut} others are`;
  return `Messages sent${from}${to}${span.leftOut === 0 ? '' : ` (${others} not shown)`}: `;
}

/** What happened and why, in a sentence or two. */
export function headline(report: Report): string {
  if (!hasUsableSource(report)) {
    const sources = report.bundle.sources.length;
    if (sources === 0) return 'Nothing could be analysed: no file was found.';
    return sources === 1
      ? 'Nothing could be analysed: the file looked at is of no use.'
      : `Nothing could be analysed: of ${sources} files looked at none is of any use.`;
  }
  const failed = report.messages.filter(({ outcome }) => OUTCOMES[outcome].arrival === 'failed');
  const told = new Set(findingsOn(report, failed));
  const more = report.findings.filter((finding) => finding.severity !== 'info' && !told.has(finding));
  const sentence = `${spanPhrase(report)}${messagesSentence(report)}`;
  if (more.length === 0) return sentence;
  const also = failed.length === 0 ? 'Found' : 'Also found';
  return `${sentence} ${also}: ${more.map(named).join('; ')}.`;
}
