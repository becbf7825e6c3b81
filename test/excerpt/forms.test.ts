import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf } from '../../src/excerpt/excerpt-file.ts';
import type { ReportFinding } from '../../src/model/report.ts';
import * as cast from '../make/cast.ts';
import { later, moment } from '../make/clock.ts';
import { exchangeOf } from '../make/exchange-session.ts';
import { noise } from '../make/noise.ts';
import { ocsText } from '../make/ocs-text.ts';
import { tracerptCsv, winEventCsv } from '../make/trace-csv.ts';
import type { TraceEvent } from '../make/trace-event.ts';
import { tracerptXml } from '../make/tracerpt-xml.ts';
import { analyze } from '../report/analyze-validly.ts';
import { excerptOf } from './story-excerpt.ts';

const client = cast.clientProcess('6741.2042', cast.EXCHANGE_2016_CU1);
const exchange = exchangeOf('forms', client);
const from = moment('2016-06-08T09:00:00Z');
const sent = moment('2016-06-08T09:10:00Z');
const SECRET = 'Lunch at twelve by the river?';

function traceOf(
  shape: NonNullable<TraceEvent['shape']>,
  layout: 'together' | 'headers-then-body',
): readonly TraceEvent[] {
  const calls = [1, 41, 81].flatMap((seconds) =>
    exchange.create({
      at: later(sent, seconds),
      tid: 0x1100,
      mails: [cast.missedMail(['bob@contoso.com'], SECRET)],
      disposition: 'SaveOnly',
      folder: { distinguished: 'drafts' },
      layout,
      outcomes: [{ code: 'NoError', item: exchange.item() }],
    }),
  );
  const around = noise('forms', client, { from, to: later(from, 1200), lines: 200, calls: 2 });
  return [...around, ...calls.map((event) => ({ ...event, shape }))];
}

const plain = traceOf('decoded', 'together');
const split = traceOf('event-data', 'headers-then-body');
const forms: readonly [string, Buffer][] = [
  ['text of OCSLogger', ocsText(split)],
  ['text of OCSLogger in UTF-16BE', ocsText(plain, { encoding: 'utf-16be-bom', lineEnd: 'crlf' })],
  ['CSV of tracerpt', tracerptCsv(split)],
  ['CSV of tracerpt with formatted events', tracerptCsv(plain, { lineEnd: 'crlf' })],
  ['CSV of events', winEventCsv(plain)],
  ['CSV of events in UTF-16, bodies cut off from their heads', winEventCsv(split, { encoding: 'utf-16le-bom' })],
  ['XML of tracerpt', tracerptXml(split, { offsetText: 'utc' })],
  ['XML of tracerpt in UTF-16', tracerptXml(plain, { offsetText: 'utc', encoding: 'utf-16le-bom', lineEnd: 'crlf' })],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-forms-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function told(findings: readonly ReportFinding[]): readonly string[] {
  return findings.map(({ rule, verdict, messages }) => `${rule} ${verdict} ${messages.length}`);
}

describe.each(forms)('%s', (name, bytes) => {
  test.each([['none'], ['ticket']])(
    'redacted %s, tells the same in the same encoding, without what people wrote',
    async (redaction) => {
      const bundle = join(folder, name, redaction);
      mkdirSync(bundle, { recursive: true });
      const trace = join(bundle, 'Lync-16.0.6741.5305-Office-x86ship-U.log');
      writeFileSync(trace, bytes);
      const analysis = { now: moment('2016-06-08T12:00:00Z') };
      const before = await analyze([bundle], analysis);
      expect(told(before.findings)).toContain('drafts-bug-2016-06 likely 1');
      const excerpt = await excerptOf(bundle, {
        analysis,
        ...(redaction === 'ticket' ? { key: Buffer.from('key') } : {}),
      });
      expect(excerpt.isMinimal).toBe(true);
      expect(excerpt.kept.length).toBeLessThan(12);
      const [file] = excerpt.files;
      if (file === undefined) throw new Error('no file');
      const content = Buffer.from(contentOf(file, excerpt.kept));
      writeFileSync(trace, content);
      expect(told((await analyze([bundle], analysis)).findings)).toEqual(told(before.findings));
      const texts = [
        content.toString('utf8'),
        content.toString('utf16le'),
        Buffer.from(content).subarray(1).toString('utf16le'),
      ];
      for (const text of texts) {
        for (const part of [SECRET, 'Lunch', 'river', 'Missed conversation with']) expect(text).not.toContain(part);
        if (redaction === 'ticket') expect(text).not.toMatch(/alice|contoso\.com|\bbob\b|EXCH0/i);
      }
      const mark = bytes.subarray(0, 2).equals(content.subarray(0, 2));
      expect(mark).toBe(true);
      expect(readFileSync(trace).includes('\r\n')).toBe(bytes.includes('\r\n'));
    },
  );
});
