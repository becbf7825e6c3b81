import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RenderOptions } from '../../src/report/index.ts';
import { renderTable } from '../../src/report/table.ts';
import { columnsOf } from '../../src/report/text-width.ts';
import { HOSTILE_TEXTS, hostileReport } from './hostile-report.ts';
import { emptyReport, fullReport, uselessReport } from './sample-reports.ts';

const options: RenderOptions = { width: 100, color: false, verbose: false, unicode: false };
const COLOR = /\u001b\[\d+m/g;

function tooWide(text: string, width: number): readonly string[] {
  return text.split('\n').filter((line) => columnsOf(line.replace(COLOR, '')) > width);
}

describe('width', () => {
  const flags = { color: fc.boolean(), verbose: fc.boolean(), unicode: fc.boolean() };

  test('no line is wider than the page, whatever the data', () => {
    const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 120 }));
    const page = fc.record({ width: fc.integer({ min: 40, max: 200 }), ...flags });
    fc.assert(
      fc.property(text, page, (hostile, { width, ...rest }) => {
        expect(tooWide(renderTable(hostileReport(hostile), { width, ...rest }), width)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('all lines of a bordered table end in the same column, wide characters or not', () => {
    for (const text of ['漢字かな', '🫠🚀', 'e\u0301e\u0301', 'bob@contoso.com']) {
      const lines = renderTable(hostileReport(text), { ...options, unicode: true })
        .split('\n')
        .filter((line) => /^[│├┌└]/u.test(line));
      expect(lines.length).toBeGreaterThan(5);
      expect(new Set(lines.map(columnsOf)).size).toBe(1);
    }
  });

  test('a narrow page stacks the facts of a message', () => {
    const text = renderTable(fullReport, { ...options, width: 40 });
    expect(text).toContain('m1  stuck-in-drafts (likely)');
    expect(text).not.toContain('| m1');
  });
});

describe('what it says', () => {
  const short = renderTable(fullReport, options);
  const long = renderTable(fullReport, { ...options, verbose: true, width: 160 });

  test('without unicode its own marks are ASCII', () => {
    expect(long).toMatch(/^[\n\x20-\x7e]*$/);
    expect(renderTable(fullReport, { ...options, unicode: true })).toContain('│');
  });

  test('without colour the words are the same', () => {
    const colored = renderTable(fullReport, { ...options, color: true });
    expect(colored).toContain('\u001b[31m');
    expect(colored.replace(COLOR, '')).toBe(short);
  });

  test('a row shows the message, its first recipient and the number of the others', () => {
    expect(long).toMatch(/\| m1 .*\| 2016-07-12 09:31:04 .*bob@contoso\.com \+2.*\|/);
  });

  test('a finding has its verdict, why, numbered fix, evidence and references', () => {
    expect(short).toContain('ERROR drafts-bug-2016-06 (likely): The June 2016 client');
    expect(short).toContain('Why: The recipient never gets the message');
    expect(short).toContain('1. Update Office');
    expect(short).toContain('2. Delete the copies');
    expect(short).toContain('Lync-16.0.6741.5305-Office-x86ship-U.txt:1 ');
    expect(short).toContain('https://support.microsoft.com/kb/3115268');
    expect(short).toContain('and 1 more (--verbose)');
  });

  test('only the verbose output has steps, attempts and rules', () => {
    expect(short).not.toContain('required-not-seen');
    expect(long).toContain('message-queued -> queued  [required-not-seen, weak]');
    expect(long).toContain('because the trace begins later');
    expect(long).toContain('1. CreateItem SaveOnly into drafts: HTTP 200, NoError');
    expect(long).toContain('2. SendItem: ERROR_WINHTTP_TIMEOUT (12002, 0x80072EE2)');
    expect(long).toContain('ErrorSendAsDenied was answered (found NoError)');
    expect(long).toContain('the server allows it (no provisioning text)');
    expect(long).toContain('explained by drafts-bug-2016-06');
  });

  test('gaps and issues are counts, the important ones in words', () => {
    expect(short).toContain('1 undecoded, 1 zone-assumed');
    expect(short).not.toContain('5 of 1234 records have no text');
    expect(short).toContain('XML_TRUNCATED trace.xml:12: the last event is cut');
    expect(long).toContain('5 of 1234 records have no text');
  });

  test('times are said to be UTC', () => {
    expect(short).toContain('UTC');
  });

  test('a bundle of no use says what was looked at and how to go on', () => {
    const text = renderTable(uselessReport, options);
    expect(text).toContain('of 2 files looked at none is of any use');
    expect(text).toContain('screen.png: unknown');
    expect(text).toContain('The .etl is damaged');
    expect(text).toContain('Looked for');
    expect(renderTable(emptyReport, options)).toContain('no file was found');
  });
});
