import { expect, test } from 'vitest';
import { explain, type RenderOptions } from '../../src/report/index.ts';
import { columnsOf } from '../../src/report/text-width.ts';
import { HOSTILE_TEXTS, hostileReport } from './hostile-report.ts';
import { emptyReport, fullReport } from './sample-reports.ts';

const options: RenderOptions = { width: 60, color: false, verbose: false, unicode: false };
const titles = fullReport.rules.map(({ id }) => ({ id, title: `Title of ${id}` }));

test('each condition has its answer, what was wanted and found, its place, and its parts below it', async () => {
  const text = await explain('table', fullReport, titles, options);
  expect(text).toContain(
    'send-as-denied: quiet\n  Title of send-as-denied\n  1 of 2 conditions hold; missing: ErrorSendAsDenied was',
  );
  expect(text).toContain(
    '  [no]      Exchange refused the sender (any of these):\n    [no]      ErrorSendAsDenied was answered\n',
  );
  expect(text).toContain('              wanted:  ErrorSendAsDenied\n              found:   NoError\n');
  expect(text).toContain('  [unknown] the server allows it\n            because: no provisioning text\n');
  expect(text).toContain('drafts-bug-2016-06: fired (likely)');
  expect(text).toContain('explained by drafts-bug-2016-06');
  expect(text).toContain('unreachable: undefined');
  for (const line of text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(60);
});

test('as JSON it has the distance and the names of what is missing', async () => {
  const told = JSON.parse(await explain('json', fullReport, titles, options));
  expect(told).toMatchObject({ schema: 'oimscope.explanation/1', bundle: 'drafts-bug' });
  expect(told.rules.map(({ id }: { id: string }) => id)).toEqual(titles.map(({ id }) => id));
  expect(told.rules[1]).toMatchObject({
    distance: { hold: 1, of: 2, unknown: 0 },
    missing: ['Exchange refused the sender'],
  });
  expect(told.rules[2].distance).toEqual({ hold: 0, of: 1, unknown: 1 });
});

test('a report without the rule has nothing to explain, and ends with one newline', async () => {
  expect(await explain('table', emptyReport, titles, options)).toMatch(/[^\n]\n$/);
});

test('no control, escape or bidi character of the data gets through', async () => {
  for (const text of HOSTILE_TEXTS) {
    for (const format of ['table', 'json'] as const) {
      const told = await explain(format, hostileReport(text), titles, { ...options, verbose: true });
      expect(told).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }
  }
});
