import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeVisible } from '../../src/model/visible.ts';
import { shortened } from '../../src/report/html/html-text.ts';
import { freePlaces, wholeReport, withText } from '../report/free-text.ts';
import { HOSTILE_TEXTS, hostileReport } from '../report/hostile-report.ts';
import { hasNoBrowser, openBrowser, openReport } from './chromium.ts';

const places = freePlaces(wholeReport);

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
      const reports = [hostileReport(text), withText(wholeReport, places, text)];
      for (const report of reports) {
        const { page, troubles } = await openReport(browser, report);
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        expect(await page.evaluate(COUNTS)).toBe('[1,1,0]');
        expect(troubles).toEqual([]);
        expect(await page.locator('.dest > span').first().textContent()).toBe(makeVisible(shortened(text)));
        expect(await page.locator('.steps .evidence code').first().textContent()).toBe(makeVisible(text));
        await page.getByLabel('Search').fill('bob');
        expect(troubles).toEqual([]);
        await page.context().close();
      }
    },
  );
});
