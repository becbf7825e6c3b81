import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { hasNoBrowser, openBrowser, openReport } from './chromium.ts';
import { manyMessages } from './reports.ts';

const WIDTHS = [360, 900, 1300, 1600] as const;

function sentTo(report: Report, ...recipients: readonly string[]): Report {
  return { ...report, messages: report.messages.map((message) => ({ ...message, recipients })) };
}

/** Sides of what a selector first finds, in pixels. */
async function sides(page: Page, selector: string): Promise<{ readonly left: number; readonly right: number }> {
  const box = await page.locator(selector).first().boundingBox();
  return { left: box?.x ?? 0, right: (box?.x ?? 0) + (box?.width ?? 0) };
}

describe.skipIf(hasNoBrowser)('rows of the HTML report', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  test.each(WIDTHS)('say how many recipients there are at %i pixels, and who they are', async (width) => {
    const first = 'a.colleague.with.a.long.name@subsidiary.contoso.com';
    const report = sentTo(manyMessages(2), first, 'bob@contoso.com', 'carol@fabrikam.com');
    const { page } = await openReport(browser, report, { viewport: { width, height: 800 } });
    const row = await sides(page, '.dest');
    const more = await sides(page, '.more');
    expect(await page.locator('.more').first().textContent()).toBe('+2');
    expect(more.right).toBeLessThanOrEqual(row.right + 0.5);
    expect(more.left).toBeGreaterThan(row.left);
    const all = `${first}, bob@contoso.com, carol@fabrikam.com`;
    expect(await page.locator('.dest').first().getAttribute('title')).toBe(all);
    expect(await page.locator('#m1 > summary').ariaSnapshot()).toContain('carol@fabrikam.com');
    await page.context().close();
  });

  test.each(WIDTHS)('are all of one height at %i pixels, m1000 and beyond, too', async (width) => {
    const many = manyMessages(4);
    const messages = many.messages.map((message, index) => ({ ...message, id: `m${10 ** (index + 1)}` }));
    const { page } = await openReport(browser, { ...many, messages }, { viewport: { width, height: 800 } });
    await page.locator('#m10').scrollIntoViewIfNeeded();
    const heights = await page
      .locator('li.row')
      .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    expect(new Set(heights).size, String(heights)).toBe(1);
    await page.context().close();
  });

  test('cut a recipient without end, here and where it can be chosen', async () => {
    const { page } = await openReport(browser, sentTo(manyMessages(2), 'x'.repeat(10_000)));
    const cut = `${'x'.repeat(200)}… 9800 more characters`;
    expect(await page.locator('.dest').first().textContent()).toBe(cut);
    expect(await page.locator('#m1 .facts dd').first().textContent()).toBe(cut);
    expect(await page.locator('select[name=recipient] option').nth(1).textContent()).toBe(cut);
    await page.context().close();
  });

  test.each([
    [1600, 900],
    [400, 900],
  ])('out of sight do not lead links astray in a window of %i by %i', async (width, height) => {
    const { page } = await openReport(browser, manyMessages(150), { viewport: { width, height } });
    const links = page.locator('nav a');
    for (const link of await links.all()) {
      await page.evaluate('scrollTo({ top: 0, behavior: "instant" })');
      await link.click();
      const place = (await link.getAttribute('href')) ?? '';
      const top = () => page.evaluate<number>(`document.querySelector('${place} h2').getBoundingClientRect().top`);
      await expect.poll(top, { message: place, timeout: 10_000 }).toBeLessThan(height / 2);
      // What is near the end of the page cannot come to the top of the window.
      const isAtEnd = 'scrollY + innerHeight > document.documentElement.scrollHeight - 2';
      await expect
        .poll(
          async () => {
            const now = await top();
            return now >= 0 && (now <= 60 || (await page.evaluate<boolean>(isAtEnd)));
          },
          { message: place },
        )
        .toBe(true);
    }
    await page.context().close();
  });

  test('are drawn in a picture of the whole page', async () => {
    const { page } = await openReport(browser, manyMessages(60));
    const kind = "getComputedStyle(document.querySelector('li.row:nth-child(60)')).contentVisibility";
    expect(await page.evaluate(kind)).toBe('visible');
    await page.context().close();
  });
});
