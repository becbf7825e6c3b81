import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasNoBrowser, openBrowser, openReport } from './chromium.ts';
import { manyMessages, storyReport } from './reports.ts';

const drafts = storyReport('drafts-bug');
const MARGIN = '12mm';

/** Sheets of A4 that the page takes. */
async function sheets(page: Page): Promise<number> {
  const margin = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN };
  const pdf = await page.pdf({ format: 'A4', margin });
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}

/** Tops and bottoms of what a selector finds, in pixels. */
function edges(page: Page, selector: string): Promise<readonly { readonly top: number; readonly bottom: number }[]> {
  return page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return { top, bottom };
    }),
  );
}

describe.skipIf(hasNoBrowser)('the HTML report on paper', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  test('takes a few sheets, and fewer where a search leaves nothing', async () => {
    const { page } = await openReport(browser, drafts);
    const all = await sheets(page);
    expect(all).toBeLessThanOrEqual(10);
    await page.getByLabel('Search').fill('nobody has written this');
    await expect.poll(() => page.getByText('No message is like that.').isVisible()).toBe(true);
    expect(await sheets(page)).toBeLessThan(all);
    await page.context().close();
  });

  test('shows all lanes one below the other under one axis, and the lives after them, each below its id', async () => {
    const { page } = await openReport(browser, manyMessages(12));
    await page.emulateMedia({ media: 'print' });
    const rows = await edges(page, '.message > summary');
    const lives = await edges(page, '.life');
    expect(rows.length).toBe(12);
    for (const [index, { top }] of rows.entries()) {
      if (index > 0) expect(top).toBeCloseTo(rows[index - 1]?.bottom ?? 0, 0);
    }
    expect(lives[0]?.top).toBeGreaterThanOrEqual(rows.at(-1)?.bottom ?? 0);
    const headed = "[...document.querySelectorAll('.message')].map((one) => getComputedStyle(one, '::before').content)";
    expect(await page.evaluate(headed)).toEqual(rows.map((_, index) => `"m${index + 1}"`));
    expect((lives[1]?.top ?? 0) - (lives[0]?.bottom ?? 0)).toBeGreaterThan(20);
    await page.context().close();
  });

  test('names the places of evidence that is folded, and shows what is unfolded, without a handle', async () => {
    const { page } = await openReport(browser, drafts);
    await page.locator('#m1 > summary').click();
    await page.locator('#m1 .steps summary').first().click();
    await page.emulateMedia({ media: 'print' });
    const evidence = page.locator('#m1 .steps .evidence');
    expect(await evidence.first().locator('code').first().isVisible()).toBe(true);
    expect(await evidence.nth(1).locator('code').first().isVisible()).toBe(false);
    for (const { id } of drafts.messages) {
      expect(await page.locator(`#${id} .steps .evidence .place`).first().isVisible(), id).toBe(true);
    }
    const handles = "[...document.querySelectorAll('main summary')].map((one) => getComputedStyle(one).listStyleType)";
    expect(new Set(await page.evaluate<string[]>(handles))).toEqual(new Set(['none']));
    const arrow = "getComputedStyle(document.querySelector('#m1 .id'), '::before').content";
    expect(await page.evaluate(arrow)).toBe('none');
    await page.context().close();
  });

  test('has the conditions of a cause only where they are unfolded', async () => {
    const { page } = await openReport(browser, drafts);
    await page.locator('#rule-quota summary').first().click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#rule-quota .conditions').first().isVisible()).toBe(true);
    expect(await page.locator('#rule-proxy .conditions').first().isVisible()).toBe(false);
    expect(await page.locator('#rule-proxy').isVisible()).toBe(true);
    await page.context().close();
  });
});
