import type { Report, ReportAttempt, ReportMessage, ReportStep } from '../model/report.ts';
import { answerText, callText } from './attempt-text.ts';
import { citations } from './citation.ts';
import { inFull } from './moment.ts';
import { paintOutcome } from './outcome.ts';
import { heading, type Page, paragraph } from './page.ts';
import { timeLine } from './time-line.ts';

const INDENT = '  ';
const DEEPER = '      ';

function stepLines(step: ReportStep, page: Page): readonly string[] {
  const arrow = page.unicode ? '\u2192' : '->';
  const what = `${inFull(step.at)}  ${step.event} ${arrow} ${step.state}  [${step.fit}, ${step.link}]`;
  const lines = paragraph(page, `${INDENT}${INDENT}`, what);
  return [
    ...(step.fit === 'allowed' ? lines : lines.map((line) => page.paint('warning', line))),
    ...(step.reason === undefined ? [] : paragraph(page, `${DEEPER}because `, step.reason)),
    ...citations(page, DEEPER, step.evidence),
  ];
}

function attemptLines(attempt: ReportAttempt, number: number, page: Page): readonly string[] {
  const { startedAt, endedAt } = attempt;
  const until = endedAt === undefined ? '' : ` to ${inFull(endedAt)}`;
  return [
    ...paragraph(page, `${INDENT}${INDENT}${number}. `, `${callText(attempt)}: ${answerText(attempt)}`),
    ...paragraph(page, DEEPER, `${inFull(startedAt)}${until}`),
    ...citations(page, DEEPER, attempt.evidence),
  ];
}

function keyLines({ keys }: ReportMessage, page: Page): readonly string[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['Spool file', keys.spoolFile],
    ['Item ids', keys.itemIds.length === 0 ? undefined : keys.itemIds.join(', ')],
    ['Request ids', keys.requestIds.length === 0 ? undefined : keys.requestIds.join(', ')],
    ['Conversation', keys.conversationId],
  ];
  return named.flatMap(([name, value]) => (value === undefined ? [] : paragraph(page, `${INDENT}${name}: `, value)));
}

function messageLines(report: Report, message: ReportMessage, page: Page): readonly string[] {
  const { id, outcome, certainty, recipients, steps, attempts } = message;
  return [
    '',
    ...paragraph(page, '', `${id}  ${outcome} (${certainty})`).map((line) => paintOutcome(page.paint, outcome, line)),
    ...paragraph(page, `${INDENT}To: `, recipients.length === 0 ? 'not known' : recipients.join(', ')),
    ...paragraph(page, `${INDENT}Sent: `, inFull(message.sentAt)),
    ...(message.endedAt === undefined ? [] : paragraph(page, `${INDENT}Ended: `, inFull(message.endedAt))),
    ...paragraph(page, `${INDENT}Spool: `, `${message.spool}; witnesses: ${message.witnesses}`),
    ...keyLines(message, page),
    ...timeLine(report, message, page),
    ...(steps.length === 0 ? [] : [`${INDENT}Steps:`, ...steps.flatMap((step) => stepLines(step, page))]),
    ...(attempts.length === 0 ? [] : [`${INDENT}Attempts:`]),
    ...attempts.flatMap((attempt, index) => attemptLines(attempt, index + 1, page)),
  ];
}

/** Every step and attempt of every message. */
export function lifeSection(report: Report, page: Page): readonly string[] {
  if (report.messages.length === 0) return [];
  return [
    ...heading(page, 'Lives of the messages, times in UTC'),
    ...report.messages.flatMap((message) => messageLines(report, message, page)),
  ];
}
