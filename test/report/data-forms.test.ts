import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type OutputFormat, type RenderOptions, render } from '../../src/report/index.ts';
import { freePlaces, wholeReport, withText } from './free-text.ts';
import { HOSTILE_TEXTS } from './hostile-report.ts';
import { emptyReport, fullReport, sampleFinding, sampleMessage, uselessReport } from './sample-reports.ts';

const options: RenderOptions = { width: 100, color: false, verbose: false, unicode: false };
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\uff1d1', '="a";"b"', 'a,"b"\n'];
const places = freePlaces(wholeReport);
const hostile = [...HOSTILE_TEXTS.filter((text) => text !== ''), ...FORMULAS].map((text) =>
  withText(wholeReport, places, text),
);
const reports = [emptyReport, uselessReport, fullReport, wholeReport, ...hostile];

/** Steps within a microsecond, out of order, and a life of thirty years. */
const oddTimes: Report = {
  ...fullReport,
  messages: fullReport.messages.map((message) => ({
    ...message,
    endedAt: '2046-07-12T09:31:04.9999999Z',
    steps: ['09:31:05.0000004', '09:31:05.0000009', '09:30:00', '09:31:05.0000013'].map((time, index) => ({
      at: `2016-07-12T${time}Z`,
      event: 'ews-request',
      state: index % 2 === 0 ? 'in-exchange-call' : 'picked-up',
      fit: 'not-allowed',
      link: 'weak',
      evidence: [],
    })),
  })),
};

async function textOf(format: OutputFormat, report: Report): Promise<string> {
  return render(format, report, options);
}

async function linesOf(format: OutputFormat, report: Report): Promise<readonly Record<string, unknown>[]> {
  const text = await textOf(format, report);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => Object(JSON.parse(line)));
}

async function rowsOf(report: Report): Promise<readonly Readonly<Record<string, string>>[]> {
  return parse(await textOf('csv', report), { bom: true, columns: true });
}

describe('ndjson', () => {
  test('holds the whole report', async () => {
    for (const report of reports) {
      const lines = await linesOf('ndjson', report);
      const [first, ...others] = lines;
      const { kind, ...rest } = first ?? {};
      const listed = (name: string) => others.filter((line) => line.kind === name).map((line) => line[name]);
      expect(kind).toBe('environment');
      expect({
        ...rest,
        messages: listed('message'),
        findings: listed('finding'),
        rules: listed('rule'),
        gaps: listed('gap'),
        issues: listed('issue'),
      }).toEqual(report);
      for (const line of others) expect(Object.keys(line)).toEqual(['kind', line.kind]);
    }
  });
});

describe('csv', () => {
  test('has a row for each message, with what the report says', async () => {
    const rows = await rowsOf(fullReport);
    expect(rows.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    expect(rows[0]).toEqual({
      id: 'm1',
      sentAt: '2016-07-12T09:31:04.000Z',
      endedAt: '2016-07-12T09:33:04.000Z',
      outcome: 'stuck-in-drafts',
      certainty: 'likely',
      recipients: 'bob@contoso.com carol@contoso.com dave@fabrikam.com',
      causes: 'drafts-bug-2016-06',
      environmentCauses: '',
      attempts: '2',
      lastOperation: 'SendItem',
      httpStatus: '',
      responseCode: '',
      innerResponseCode: '',
      transportError: 'ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)',
      spool: 'present',
      witnesses: 'agree',
      spoolFile: '{8F5B2A10-64CE-4C9A-8D1E-52A1A5F0C001}.hist',
      conversationId: 'AdHcJ7bFq1',
      requestIds: '6d2c4f2e-0b6d-4a3c-9a51-2f1f4bb3a001',
      evidenceSource: 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt',
      evidenceLine: '1234',
    });
  });

  test('has a table of one width, and no cell that a spreadsheet reckons, whatever the data', async () => {
    for (const report of reports) {
      const rows: readonly (readonly string[])[] = parse(await textOf('csv', report), { bom: true });
      expect(rows).toHaveLength(report.messages.length + 1);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/);
    }
  });

  test('begins with a byte order mark and ends its rows as RFC 4180 wants', async () => {
    for (const report of reports) {
      const text = await textOf('csv', report);
      expect(text.startsWith('\ufeffid,sentAt,')).toBe(true);
      expect(text.split('\r\n').join('')).not.toMatch(/[\r\n]/);
    }
  });

  test('tells the findings on no message in each row, and in one without an id where there is no message', async () => {
    const findings = [sampleFinding('build-old', []), sampleFinding('quota', ['m1'])];
    const rows = await rowsOf({ ...fullReport, findings, messages: [sampleMessage('m1', 'rejected', ['quota'])] });
    expect(rows.map(({ causes, environmentCauses }) => [causes, environmentCauses])).toEqual([['quota', 'build-old']]);
    const lone = await rowsOf({ ...fullReport, findings: findings.slice(0, 1), messages: [] });
    expect(lone.map(({ id, environmentCauses }) => [id, environmentCauses])).toEqual([['', 'build-old']]);
  });
});

describe('timesketch', () => {
  test('has what its importer wants in every line, by time', async () => {
    for (const report of reports) {
      const events = await linesOf('timesketch', report);
      for (const { message, datetime, timestamp, timestamp_desc: desc } of events) {
        expect([typeof message, typeof desc]).toEqual(['string', 'string']);
        expect(datetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
        expect(Number.isSafeInteger(timestamp)).toBe(true);
        expect(Math.floor(Number(timestamp) / 1000)).toBe(Date.parse(String(datetime)));
      }
      const times = events.map(({ timestamp }) => Number(timestamp));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  test('has an event for each message, step, attempt and finding, and one for the whole', async () => {
    const events = await linesOf('timesketch', fullReport);
    const { messages, findings } = fullReport;
    const number = (type: string) => events.filter((event) => event.data_type === `oimscope:${type}`).length;
    expect(number('message')).toBe(messages.length);
    expect(number('step')).toBe(messages.flatMap(({ steps }) => steps).length);
    expect(number('attempt')).toBe(messages.flatMap(({ attempts }) => attempts).length);
    expect(number('finding')).toBe(findings.length);
    expect(number('report')).toBe(1);
  });

  test('keeps microseconds, and puts a step that was not seen before the next that was', async () => {
    const [message = sampleMessage('m1', 'rejected')] = fullReport.messages;
    const sentAt = '2016-07-12T09:31:04.0000019Z';
    const events = await linesOf('timesketch', { ...fullReport, messages: [{ ...message, sentAt }] });
    const sent = events.find(({ data_type: type }) => type === 'oimscope:message');
    expect(sent).toMatchObject({ datetime: '2016-07-12T09:31:04.000001+00:00', timestamp: 1468315864000001 });
    const unseen = events.find(({ fit }) => fit === 'required-not-seen');
    expect(unseen).toMatchObject({
      datetime: '2016-07-12T09:31:05.123000+00:00',
      timestamp_desc: 'Not seen, at the latest',
    });
  });
});

describe('a finding stands where the first of its messages was sent', () => {
  const [finding] = fullReport.findings.filter(({ messages }) => messages.length > 0);
  const evidence = [{ source: 'a.log', line: 1, offset: 0, at: '2016-01-02T03:04:05Z', text: 'early' }];
  const [message = sampleMessage('m1', 'rejected')] = fullReport.messages;
  const sentAt = '2016-07-12T09:31:04Z';
  const report: Report = {
    ...fullReport,
    messages: [{ ...message, sentAt }],
    findings: finding === undefined ? [] : [{ ...finding, messages: [message.id], evidence }],
  };

  test('in timesketch, and not at a request for another message', async () => {
    const events = await linesOf('timesketch', report);
    expect(events.find(({ data_type: type }) => type === 'oimscope:finding')).toMatchObject({
      datetime: '2016-07-12T09:31:04.000000+00:00',
      timestamp_desc: 'First of its messages',
    });
  });

  test('in perfetto', async () => {
    const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(
      await textOf('perfetto', report),
    );
    const at = (cat: string) => traceEvents.find((event) => event.cat === cat)?.ts;
    expect(at('finding')).toBe(at('message'));
  });
});

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly args: Readonly<Record<string, unknown>>;
}

describe('perfetto', () => {
  async function traceOf(report: Report) {
    const trace: {
      readonly traceEvents: readonly TraceEvent[];
      readonly displayTimeUnit: string;
      readonly otherData: Readonly<Record<string, unknown>>;
    } = JSON.parse(await textOf('perfetto', report));
    return trace;
  }

  test('is a trace of named threads, with whole times that are not negative', async () => {
    for (const report of [...reports, oddTimes]) {
      const { traceEvents, displayTimeUnit, otherData } = await traceOf(report);
      expect(displayTimeUnit).toBe('ms');
      expect(otherData.epoch).toMatch(/^\d{4}-/);
      const named = traceEvents.filter(({ name }) => name === 'thread_name').map(({ tid }) => tid);
      expect(new Set(named).size).toBe(report.messages.length + 1);
      for (const event of traceEvents) {
        expect(['X', 'i', 'M']).toContain(event.ph);
        expect(named).toContain(event.tid);
        if (event.ph !== 'M') expect(Number.isSafeInteger(event.ts) && event.ts >= 0).toBe(true);
        if (event.ph === 'X') expect(Number.isSafeInteger(event.dur) && event.dur >= 0).toBe(true);
      }
    }
  });

  test('has spans that nest in each thread, in the order of the file', async () => {
    for (const report of [...reports, oddTimes]) {
      const { traceEvents } = await traceOf(report);
      for (const tid of new Set(traceEvents.map((event) => event.tid))) {
        const open: number[] = [];
        let last = 0;
        for (const { ts, dur } of traceEvents.filter((event) => event.ph === 'X' && event.tid === tid)) {
          expect(ts).toBeGreaterThanOrEqual(last);
          last = ts;
          while (open.length > 0 && (open.at(-1) ?? 0) <= ts && open.length > 1) open.pop();
          expect(ts + dur).toBeLessThanOrEqual(open.at(-1) ?? Number.POSITIVE_INFINITY);
          open.push(ts + dur);
        }
      }
    }
  });

  test('has each state end where the next begins', async () => {
    for (const report of [fullReport, oddTimes]) {
      const { traceEvents } = await traceOf(report);
      for (const tid of new Set(traceEvents.map((event) => event.tid))) {
        const states = traceEvents.filter((event) => event.cat === 'state' && event.tid === tid);
        for (const [index, { ts, dur }] of states.slice(0, -1).entries()) expect(ts + dur).toBe(states[index + 1]?.ts);
      }
    }
  });

  test('says when time begins, and counts from there in microseconds', async () => {
    const { traceEvents, otherData } = await traceOf(fullReport);
    expect(otherData.epoch).toBe('2016-07-12T09:31:04.000Z');
    const attempt = traceEvents.find(({ cat }) => cat === 'attempt');
    expect(attempt).toMatchObject({ ph: 'i', ts: 1_123_000, args: { startedAt: '2016-07-12T09:31:05.123Z' } });
    const deadline = traceEvents.find(({ cat }) => cat === 'deadline');
    expect(deadline?.ts).toBe(120_000_000);
  });

  test('shows a message of which no time is known', async () => {
    const { sentAt: _sent, endedAt: _ended, ...message } = sampleMessage('m1', 'unknown');
    const report = { ...fullReport, messages: [{ ...message, steps: [], attempts: [] }] };
    const { traceEvents } = await traceOf(report);
    expect(traceEvents.map(({ name }) => name)).toContain('m1 unknown, time not known');
  });
});
