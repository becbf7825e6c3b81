import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fullReport, uselessReport } from '../report/sample-reports.ts';
import { hasNoBrowser, openBrowser, openReport } from './chromium.ts';
import { storyReport } from './reports.ts';

const UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })";

/** What axe finds, as `rule: selector`. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(UNFOLD);
  await page.evaluate(axe.source);
  const found: axe.AxeResults = JSON.parse(String(await page.evaluate('axe.run().then(JSON.stringify)')));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe.skipIf(hasNoBrowser)('the HTML report for everybody', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  const reports = [
    ['a story', storyReport('drafts-bug')],
    ['one of everything', fullReport],
    ['no use', uselessReport],
  ] as const;
  test.each(reports.flatMap(([name, report]) => [[name, 'light', report] as const, [name, 'dark', report] as const]))(
    'axe finds nothing wrong in a report of %s, %s',
    async (_, colorScheme, report) => {
      const { page } = await openReport(browser, report, { colorScheme });
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );

  test('headings go down one level at a time, and the way past the head leads to the findings', async () => {
    const { page } = await openReport(browser, storyReport('drafts-bug'));
    await page.evaluate(UNFOLD);
    const levels = await page
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#main$/);
    await page.context().close();
  });
});
