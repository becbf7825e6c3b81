import { expect, test } from 'vitest';
import type { Ref } from '../../src/model/ref.ts';
import { ticksFromIso } from '../../src/model/ticks.ts';
import { toReport } from '../../src/report/report-data.ts';
import { expectValidReport } from './valid-report.ts';

test('a citation keeps the time as its source writes it beside the moment', () => {
  const at = ticksFromIso('2016-06-08T07:41:05.123Z');
  const ref: Ref = { source: 'a.txt', line: 1, offset: 0, text: 'x', ...(at === undefined ? {} : { at }) };
  const stamp = '06/08/2016|09:41:05.123';
  const report = toReport({
    name: 'bundle',
    sources: [],
    environment: { user: { value: 'alice@contoso.com', certainty: 'proven', evidence: [ref, { ...ref, stamp }] } },
    lives: [],
    findings: [],
    rules: [],
    gaps: [],
    issues: [],
  });
  const shown = { source: 'a.txt', line: 1, offset: 0, at: '2016-06-08T07:41:05.123Z', text: 'x' };
  expect(report.environment.user?.evidence).toEqual([shown, { ...shown, stamp }]);
  expectValidReport(report);
});
