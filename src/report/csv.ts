import type { Report, ReportMessage, ReportRef } from '../model/report.ts';
import { type CsvValue, csvRow } from './csv-text.ts';

/**
 * Excel on Windows reads a file without it in the code page of the PC, and names that are not ASCII come out garbled; so does Import-Csv of Windows PowerShell.
 */
const BYTE_ORDER_MARK = '\ufeff';
const NO_MESSAGE = Symbol('the findings of a report without messages');

type Row = ReportMessage | typeof NO_MESSAGE;

/** The names of the columns; they only ever gain, at the end. */
const COLUMNS: readonly string[] = [
  'id',
  'sentAt',
  'endedAt',
  'outcome',
  'certainty',
  'recipients',
  'causes',
  'environmentCauses',
  'attempts',
  'lastOperation',
  'httpStatus',
  'responseCode',
  'innerResponseCode',
  'transportError',
  'spool',
  'witnesses',
  'spoolFile',
  'conversationId',
  'requestIds',
  'evidenceSource',
  'evidenceLine',
];

/** Lists in one cell: addresses and ids hold no blanks. */
function list(texts: readonly string[]): string {
  return texts.join(' ');
}

function firstEvidence({ steps, attempts }: ReportMessage): ReportRef | undefined {
  return [...steps, ...attempts].find(({ evidence }) => evidence.length > 0)?.evidence[0];
}

function cellsOf(row: Row, environmentCauses: string): readonly CsvValue[] {
  if (row === NO_MESSAGE) return COLUMNS.map((name) => (name === 'environmentCauses' ? environmentCauses : ''));
  const last = row.attempts.at(-1);
  const evidence = firstEvidence(row);
  return [
    row.id,
    row.sentAt ?? '',
    row.endedAt ?? '',
    row.outcome,
    row.certainty,
    list(row.recipients),
    list(row.causes),
    environmentCauses,
    row.attempts.length,
    last?.operation ?? '',
    last?.httpStatus ?? '',
    last?.responseCode ?? '',
    last?.innerResponseCode ?? '',
    last?.transportError ?? '',
    row.spool,
    row.witnesses,
    row.keys.spoolFile ?? '',
    row.keys.conversationId ?? '',
    list(row.keys.requestIds),
    evidence?.source ?? '',
    evidence?.line ?? '',
  ];
}

/**
 * RFC 4180 in UTF-8 with a byte order mark, one row a message. The findings that speak of no message stand in each row, and in one without an id where there is no
 * message: else the file would hide them.
 */
export function* csvParts(report: Report): Generator<string> {
  const environmentCauses = list(
    report.findings.filter(({ messages }) => messages.length === 0).map(({ rule }) => rule),
  );
  const isLone = report.messages.length === 0 && environmentCauses !== '';
  const rows: readonly Row[] = isLone ? [NO_MESSAGE] : report.messages;
  yield BYTE_ORDER_MARK + csvRow(COLUMNS);
  for (const row of rows) yield csvRow(cellsOf(row, environmentCauses));
}
