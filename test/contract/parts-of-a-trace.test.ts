import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUNDLES } from '../make/bundle-folder.ts';
import { clientProcess, EXCHANGE_2016_CU1, missedMail } from '../make/cast.ts';
import { moment } from '../make/clock.ts';
import { createItem, itemResponse } from '../make/ews.ts';
import { callEvents } from '../make/exchange-call.ts';
import { ocsText } from '../make/ocs-text.ts';
import { tracerptCsv, winEventCsv } from '../make/trace-csv.ts';
import { tracerptXml } from '../make/tracerpt-xml.ts';
import { reportOf } from './bundle-of.ts';

const CLIENT = clientProcess('6965.2058', EXCHANGE_2016_CU1);
const MAIL = missedMail(['bob@contoso.com'], 'Hello');
const EVENTS = callEvents(CLIENT, {
  at: moment('2016-07-12T09:15:00Z'),
  tid: 0xc14,
  soap: createItem([MAIL], 'SendAndSaveCopy', { distinguished: 'sentitems' }, CLIENT.style),
  requestId: '8f2d0c1e-6a3b-4f57-9d21-0a7be1c4d5f6',
  answer: {
    status: 200,
    afterSeconds: 1,
    soap: itemResponse('CreateItem', [{ code: 'NoError' }], EXCHANGE_2016_CU1.version, CLIENT.style),
  },
});
const WRITERS = [
  ['ocs-text', ocsText],
  ['tracerpt-xml', tracerptXml],
  ['tracerpt-csv', tracerptCsv],
  ['winevent-csv', winEventCsv],
] as const;

describe.each(WRITERS)('a call in %s', (_, write) => {
  test('of which both halves are there is told', async () => {
    const report = await reportOf({ trace: write(EVENTS) });
    expect(report.messages.map((message) => message.outcome)).toEqual(['delivered']);
  });

  test('whose answer is behind the end of the trace leaves the message pending, and says that the trace ends', async () => {
    const report = await reportOf({ trace: write(EVENTS.slice(0, 1)) });
    expect(report.messages.map((message) => message.outcome)).toEqual(['pending']);
    expect(report.gaps.map((gap) => gap.kind)).toContain('trace-ends');
    expect(report.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
  });

  test('whose request is in front of its beginning makes no message', async () => {
    const report = await reportOf({ trace: write(EVENTS.slice(1)) });
    expect(report.messages).toEqual([]);
    expect(report.environment.exchangeVersion?.value).toContain('15.1.396');
  });

  test('that a rotated log cuts between two files is one call', async () => {
    const report = await reportOf({ 'a-1': write(EVENTS.slice(0, 1)), 'a-2': write(EVENTS.slice(1)) });
    expect(report.messages.map((message) => message.outcome)).toEqual(['delivered']);
  });

  test('never becomes a failure where its text is cut, wherever that is', async () => {
    const bytes = write(EVENTS);
    for (let size = 1; size < bytes.length; size += 61) {
      for (const part of [bytes.subarray(0, size), bytes.subarray(size)]) {
        const report = await reportOf({ trace: part });
        const outcomes = report.messages.map((message) => message.outcome);
        expect(['', 'delivered', 'pending', 'unknown'], `cut at ${size}`).toContain(outcomes.join());
        expect(report.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
        expect(report.issues.filter((issue) => issue.code === 'ANALYSIS_FAILED')).toEqual([]);
      }
    }
  }, 30_000);
});

describe('the halves of every trace of the stories give a report', () => {
  const traces = readdirSync(BUNDLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.endsWith('Tracing') && !entry.name.endsWith('.etl'))
    .map((entry) => join(entry.parentPath, entry.name));

  test.each(traces.map((path) => [path.slice(BUNDLES.length + 1), path] as const))('%s', async (_, path) => {
    const bytes = readFileSync(path);
    for (const part of [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]) {
      const report = await reportOf({ 'Tracing/trace': part });
      const codes = report.issues.map((issue) => issue.code);
      expect(['', 'XML_TRUNCATED', 'NOT_RECOGNISED']).toContain(codes.join());
    }
  });
});
