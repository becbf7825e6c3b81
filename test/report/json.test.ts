import { expect, test } from 'vitest';
import { jsonParts } from '../../src/report/json.ts';
import { HOSTILE_TEXTS, hostileReport } from './hostile-report.ts';
import { emptyReport, fullReport, uselessReport } from './sample-reports.ts';

test('the parts together are the report as JSON.stringify lays it out', () => {
  for (const report of [emptyReport, uselessReport, fullReport, ...HOSTILE_TEXTS.map(hostileReport)]) {
    const text = [...jsonParts(report)].join('');
    expect(JSON.parse(text)).toEqual(report);
    // Characters that a terminal would obey are escaped, which JSON.stringify does not do.
    if (!/\\u/.test(text)) expect(text).toBe(`${JSON.stringify(report, undefined, 2)}\n`);
    expect([...jsonParts(report)].length).toBeGreaterThan(Object.keys(report).length);
  }
});
