import { describe, expect, test } from 'vitest';
import { type OutputFormat, type RenderOptions, renderers, renderParts } from '../../src/report/index.ts';
import { freeNames, freePlaces, wholeReport, withText } from './free-text.ts';
import { HOSTILE_TEXTS, hostileReport } from './hostile-report.ts';
import { emptyReport, fullReport, uselessReport } from './sample-reports.ts';

const options: RenderOptions = { width: 100, color: false, verbose: true, unicode: false };
const reports = [emptyReport, uselessReport, fullReport, wholeReport, ...HOSTILE_TEXTS.map(hostileReport)];
/** Whatever a terminal obeys or reorders, the line feed aside. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** A bit of everything that some medium obeys. */
const NASTY =
  '=1+1|\u001b[2J\u202e</script><img src=x onerror=alert(1)>![i](//x)[l](javascript:x)\r\n# h\n- @all #1 https://x.example `` ``` $& \ud800\u2028\u0085';

/** A text without what its medium wants: the byte order mark and the line ends of CSV. */
function body(format: string, text: string): string {
  return format === 'csv' ? text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n') : text;
}

const places = freePlaces(wholeReport);
const formats = Object.keys(renderers) as readonly OutputFormat[];
const loaded = await Promise.all(formats.map(async (name) => [name, await renderers[name]()] as const));

test('any text is tried in every member that may hold any text', () => {
  const tried = new Set(places.flatMap((path) => path.filter((part) => typeof part === 'string')));
  expect([...freeNames()].filter((name) => !tried.has(name))).toEqual([]);
  expect(places.length).toBeGreaterThan(100);
});

describe.each(loaded)('the %s renderer', (format, render) => {
  test('ends every report with exactly one newline', () => {
    for (const report of reports) expect(render(report, options)).toMatch(/[^\n]\r?\n$/);
  });

  test('gives the same text every time, without a clock', () => {
    expect(render(fullReport, options)).toBe(render(structuredClone(fullReport), options));
    expect(render(fullReport, options)).not.toContain(String(new Date().getFullYear()));
  });

  test('gives the same text in parts', async () => {
    for (const report of reports) {
      expect([...(await renderParts(format, report, options))].join('')).toBe(render(report, options));
    }
  });

  test('writes one kind of line end', () => {
    for (const report of reports) {
      const text = render(report, options);
      expect(text).not.toContain('\r\r');
      expect(format === 'csv' ? text.replaceAll('\r\n', '') : text).not.toContain('\r');
    }
  });

  test('lets no control, escape or bidi character of the data through', () => {
    for (const text of HOSTILE_TEXTS) {
      expect(body(format, render(hostileReport(text), options))).not.toMatch(UNSEEN);
      expect(body(format, render(withText(wholeReport, places, text), options))).not.toMatch(UNSEEN);
    }
  });

  test('lets none through in any single place', () => {
    for (const place of places) {
      const text = body(format, render(withText(wholeReport, [place], NASTY), options));
      expect(UNSEEN.exec(text)?.index, place.join('.')).toBeUndefined();
    }
  });

  test('takes replacement patterns of the data as they stand', () => {
    expect(render(hostileReport('$& $` $1 $$'), options).replaceAll('&amp;', '&')).toContain('$& $` $1 $$');
  });
});

test('JSON parses back to the same report', async () => {
  const renderJson = await renderers.json();
  for (const report of reports) expect(JSON.parse(renderJson(report, options))).toEqual(report);
});
