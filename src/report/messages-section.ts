import type { Report, ReportMessage } from '../model/report.ts';
import { type Column, fitsGrid, grid } from './grid.ts';
import { toSecond } from './moment.ts';
import { paintOutcome } from './outcome.ts';
import { heading, type Page, paragraph } from './page.ts';
import { clip } from './wrap.ts';

/** Longest address shown in a row. */
const ADDRESS = 60;

/** `bob@contoso.com +3`. */
function recipientsText(recipients: readonly string[]): string {
  const [first] = recipients;
  if (first === undefined) return 'not known';
  const others = recipients.length - 1;
  return `${clip(first, ADDRESS)}${others === 0 ? '' : ` +${others}`}`;
}

function causesText(causes: readonly string[]): string {
  return causes.length === 0 ? '-' : causes.join(', ');
}

function rowOf(message: ReportMessage): readonly string[] {
  return [
    message.id,
    toSecond(message.sentAt),
    recipientsText(message.recipients),
    message.outcome,
    message.certainty,
    String(message.attempts.length),
    causesText(message.causes),
  ];
}

function columnsFor(page: Page): readonly Column[] {
  return [
    { title: 'Id', least: 3 },
    { title: 'Sent (UTC)', least: 10 },
    { title: 'To', least: 15 },
    { title: 'Outcome', least: 9, tone: (cell, line) => paintOutcome(page.paint, cell, line) },
    { title: 'Certainty', least: 9 },
    { title: 'Attempts', least: 8 },
    { title: 'Causes', least: 11 },
  ];
}

/** A message on a page too narrow for the table: the same facts, one under another. */
function stacked(message: ReportMessage, page: Page): readonly string[] {
  const [id = '', sent = '', to = '', outcome = '', certainty = '', attempts = '', causes = ''] = rowOf(message);
  return [
    ...paragraph(page, '', `${id}  ${outcome} (${certainty})`).map((line) => paintOutcome(page.paint, outcome, line)),
    ...paragraph(page, '    sent ', sent),
    ...paragraph(page, '    to ', to),
    ...paragraph(page, '    attempts ', attempts),
    ...paragraph(page, '    causes ', causes),
  ];
}

/** One row a message. */
export function messagesSection(report: Report, page: Page): readonly string[] {
  const { messages } = report;
  if (messages.length === 0) return [];
  const columns = columnsFor(page);
  const rows = fitsGrid(page, columns)
    ? grid(page, columns, messages.map(rowOf))
    : messages.flatMap((message) => stacked(message, page));
  return [...heading(page, `Messages (${messages.length}), times in UTC`), ...rows];
}
