import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeVisible } from '../../src/model/visible.ts';
import { HOSTILE_TEXTS, hostileReport } from '../report/hostile-report.ts';
import { fullReport } from '../report/sample-reports.ts';
import { hasNoBrowser, openBrowser, openReport } from './chromium.ts';

/** Members whose values are words of the tool itself, which no log can choose. */
const OWN_WORDS = new Set(
  'schema outcome certainty severity verdict status event state fit link format encoding basis against holds joins spool witnesses fact'.split(
    ' ',
  ),
);
const MOMENT = /^\d{4}-\d\d-\d\dT/;

/** The same data with one text in place of every other. */
function withText(value: unknown, text: string, name = ''): unknown {
  if (typeof value === 'string') return OWN_WORDS.has(name) || MOMENT.test(value) ? value : text;
  if (Array.isArray(value)) return value.map((item) => withText(item, text, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withText(one, text, key)]));
}

const TEXTS = [
  ...HOSTILE_TEXTS.filter((text) => text !== ''),
  '<!-- ]]> --><script>alert(1)</script><svg onload=alert(1)>',
  '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
  "' style='position:fixed' '",
  'javascript:alert(1)',
  '</style><style>body{display:none}</style>',
  '</title></textarea></noscript><base href="https://fabrikam.com/">',
];
const COUNTS =
  'JSON.stringify([document.scripts.length, document.querySelectorAll(\'img, base, iframe, style, [onload], [onerror], [onfocus], [onmouseover], [style]\').length, document.querySelectorAll(\'a:not([href^="#"]):not([href^="https://"])\').length])';

describe.skipIf(hasNoBrowser)('hostile text in the HTML report', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  test.each(TEXTS.map((text) => [text.slice(0, 40), text] as const))(
    '%j stays text, wherever it stands',
    async (_, text) => {
      const reports = [hostileReport(text), { ...fullReport, ...Object(withText(fullReport, text)) }];
      for (const report of reports) {
        const { page, troubles } = await openReport(browser, report);
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        expect(await page.evaluate(COUNTS)).toBe('[1,1,0]');
        expect(troubles).toEqual([]);
        expect(await page.locator('.dest').first().textContent()).toContain(makeVisible(text));
        expect(await page.locator('.steps .evidence code').first().textContent()).toBe(makeVisible(text));
        await page.getByLabel('Search').fill('bob');
        expect(troubles).toEqual([]);
        await page.context().close();
      }
    },
  );
});
