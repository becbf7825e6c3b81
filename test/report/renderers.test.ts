import { describe, expect, test } from 'vitest';
import { type RenderOptions, renderers } from '../../src/report/index.ts';
import { HOSTILE_TEXTS, hostileReport } from './hostile-report.ts';
import { emptyReport, fullReport, uselessReport } from './sample-reports.ts';

const options: RenderOptions = { width: 100, color: false, verbose: true, unicode: false };
const reports = [emptyReport, uselessReport, fullReport, ...HOSTILE_TEXTS.map(hostileReport)];
/** Whatever a terminal obeys or reorders, the line feed aside. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const loaded = await Promise.all(Object.entries(renderers).map(async ([name, load]) => [name, await load()] as const));

describe.each(loaded)('the %s renderer', (_name, render) => {
  test('ends every report with exactly one newline', () => {
    for (const report of reports) expect(render(report, options)).toMatch(/[^\n]\n$/);
  });

  test('gives the same text every time, without a clock', () => {
    expect(render(fullReport, options)).toBe(render(structuredClone(fullReport), options));
    expect(render(fullReport, options)).not.toContain(String(new Date().getFullYear()));
  });

  test('lets no control, escape or bidi character of the data through', () => {
    for (const text of HOSTILE_TEXTS) expect(render(hostileReport(text), options)).not.toMatch(UNSEEN);
  });

  test('takes replacement patterns of the data as they stand', () => {
    expect(render(hostileReport('$& $` $1 $$'), options).replaceAll('&amp;', '&')).toContain('$& $` $1 $$');
  });
});

test('JSON parses back to the same report', async () => {
  const renderJson = await renderers.json();
  for (const report of reports) expect(JSON.parse(renderJson(report, options))).toEqual(report);
});
