import { readFileSync } from 'node:fs';
import type { Report } from '../../src/model/report.ts';
import { fullReport, sampleSource } from './sample-reports.ts';
import { schemaErrors } from './valid-report.ts';

/** The full sample with every member that a report can have. */
export const wholeReport: Report = {
  ...fullReport,
  bundle: {
    name: 'whole',
    sources: [
      {
        ...sampleSource,
        skew: { leastSeconds: 1, greatestSeconds: 2, pairs: 3, against: 'date-header', addedSeconds: 1.5 },
      },
    ],
  },
  span: { since: '2016-07-12T09:00:00Z', until: '2016-07-12T10:00:00Z', leftOut: 1 },
  environment: {
    ...fullReport.environment,
    enableOfflineIM: { value: true, certainty: 'proven', evidence: [] },
    imAutoArchiving: { value: true, certainty: 'likely', evidence: [] },
  },
  messages: fullReport.messages.map((message) => ({
    ...message,
    steps: message.steps.map((step) => ({
      ...step,
      evidence: step.evidence.map((ref) => ({ ...ref, stamp: '07/12/2016-09:31:05.123' })),
    })),
    attempts: message.attempts.map((attempt) => ({
      ...attempt,
      disposition: 'SaveOnly',
      folder: 'drafts',
      responseCode: 'ErrorInternalServerError',
      innerResponseCode: 'ErrorServerBusy',
      transportError: 'ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)',
    })),
  })),
  findings: fullReport.findings.map((finding) => ({
    ...finding,
    counterfactual: {
      message: 'm1',
      changes: [{ fact: 'mailbox', words: 'with the mailbox in Exchange Online' }],
      remaining: ['quota'],
    },
  })),
  unexplained: [{ messages: ['m3'], text: 'It was rejected.', collect: [{ what: 'The trace', how: 'Copy it' }] }],
};

export type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path): readonly Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap((item, index) => leaves(item, [...path, index]))
    : Object.entries(value).flatMap(([name, item]) => leaves(item, [...path, name]));
}

function replaced(value: unknown, [head, ...rest]: Path, text: string): unknown {
  if (head === undefined) return text;
  if (Array.isArray(value)) return value.map((item, index) => (index === head ? replaced(item, rest, text) : item));
  return { ...Object(value), [head]: replaced(Object(value)[head], rest, text) };
}

/** The report with one text in some places. */
export function withText(report: Report, paths: readonly Path[], text: string): Report {
  return paths.reduce<unknown>((whole, path) => replaced(whole, path, text), report) as Report;
}

/** The places of a report in which the schema takes any text: ids, times and words of closed lists it does not. */
export function freePlaces(report: Report): readonly Path[] {
  return leaves(report, []).filter((path) => schemaErrors(withText(report, [path], 'any text')).length === 0);
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Names of the members that the schema lets hold any text, or a list of such. */
export function freeNames(): ReadonlySet<string> {
  const schema: Schema = JSON.parse(
    readFileSync(new URL('../../schema/report-1.schema.json', import.meta.url), 'utf-8'),
  );
  const names = new Set<string>();
  const isFree = (one: Schema): boolean =>
    (one.type === 'string' && one.pattern === undefined) || (one.items !== undefined && isFree(one.items));
  const walk = (one: Schema): void => {
    for (const [name, member] of Object.entries(one.properties ?? {})) {
      if (isFree(member)) names.add(name);
      walk(member);
    }
    if (one.items !== undefined) walk(one.items);
    for (const definition of Object.values(one.$defs ?? {})) walk(definition);
  };
  walk(schema);
  return names;
}
