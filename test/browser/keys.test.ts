import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasNoBrowser, openBrowser, openReport } from './chromium.ts';
import { manyMessages } from './reports.ts';

/** Two frames, after which all that was asked for is drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

async function lane(page: Page, id: string): Promise<{ readonly from: number; readonly span: number }> {
  const [from = 0, , span = 0] =
    (await page.locator(`#${id} svg.lane`).getAttribute('viewBox'))?.split(' ').map(Number) ?? [];
  return { from, span };
}

describe.skipIf(hasNoBrowser)('keys in the HTML report', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  test('open a message at the edge of the window so that its life is seen, and its row stays', async () => {
    const { page } = await openReport(browser, manyMessages(80), { viewport: { width: 1440, height: 500 } });
    for (let row = 0; row < 30; row += 1) await page.keyboard.press('j');
    await settle(page);
    const bottom = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0);
    };
    expect(await bottom('#m30 > summary')).toBeGreaterThan(400);
    await page.keyboard.press('Enter');
    await expect.poll(() => bottom('#m30 .facts')).toBeLessThan(500);
    const covered = await bottom('.bar');
    const box = await page.locator('#m30 > summary').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(covered);
    await page.context().close();
  });

  test('do not hide the next message below what stays at the top', async () => {
    const { page } = await openReport(browser, manyMessages(80), { viewport: { width: 1440, height: 500 } });
    for (let row = 0; row < 40; row += 1) await page.keyboard.press('j');
    for (let row = 0; row < 20; row += 1) await page.keyboard.press('k');
    await settle(page);
    const bar = await page.locator('.bar').boundingBox();
    const covered = (bar?.y ?? 0) + (bar?.height ?? 0);
    await expect
      .poll(async () => (await page.locator('#m20 > summary').boundingBox())?.y)
      .toBeGreaterThanOrEqual(covered);
    await page.context().close();
  });

  test('zoom around the message that is looked at, and lanes out of the window say so', async () => {
    const { page } = await openReport(browser, manyMessages(40));
    await page.keyboard.press('j');
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('+');
    await settle(page);
    const { from, span } = await lane(page, 'm1');
    expect(from).toBeLessThanOrEqual(0);
    expect(from + span).toBeGreaterThan(0);
    const beyond = (id: string) => page.locator(`#${id} svg.lane`).getAttribute('data-beyond');
    // Of the lanes in sight, which the browser tells when it has the time.
    await expect.poll(() => beyond('m5')).toBe('later');
    await page.locator('#m40 > summary').focus();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await settle(page);
    const last = await lane(page, 'm40');
    expect(last.from).toBeLessThanOrEqual(0);
    expect(last.from + last.span).toBeGreaterThan(0);
    await expect.poll(() => beyond('m37')).toBe('earlier');
    await page.keyboard.press('0');
    await settle(page);
    await expect.poll(() => beyond('m37')).toBeNull();
    await page.context().close();
  });

  /** The search and the first message that it leaves stand in the window. */
  async function isInSight(page: Page): Promise<boolean> {
    return page.evaluate(`['input[type=search]', 'li.row:not([hidden])'].every((name) => {
      const { top, bottom } = document.querySelector(name).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    })`);
  }

  test.each(['top', 'end', 'middle of the messages'])(
    'search from the %s of the page, typing on at once',
    async (from) => {
      const { page } = await openReport(browser, manyMessages(80), { viewport: { width: 1440, height: 600 } });
      if (from === 'end') await page.evaluate('scrollTo({ top: document.body.scrollHeight, behavior: "instant" })');
      if (from === 'middle of the messages') for (let row = 0; row < 60; row += 1) await page.keyboard.press('j');
      await page.keyboard.press('/');
      await page.keyboard.type('colleague7@');
      expect(await page.getByRole('status').textContent()).toBe('2 of 80 messages');
      expect(await isInSight(page)).toBe(true);
      await settle(page);
      expect(await isInSight(page)).toBe(true);
      await page.context().close();
    },
  );

  test.each(['Enter', 'ArrowDown'])('lead from the search to the first message found: %s', async (key) => {
    const { page } = await openReport(browser, manyMessages(300));
    await page.keyboard.press('/');
    await page.keyboard.type('colleague7@');
    await page.keyboard.press(key);
    const focused = () => page.evaluate('document.activeElement.parentElement.id');
    expect(await focused()).toBe('m8');
    expect(await page.locator('#m8').getAttribute('open')).toBeNull();
    await page.keyboard.press('j');
    expect(await focused()).toBe('m58');
    await page.context().close();
  });

  test('clear the search, then leave it: Escape, twice', async () => {
    const { page } = await openReport(browser, manyMessages(40));
    const search = page.getByLabel('Search');
    const isFocused = () => search.evaluate((field) => field === field.ownerDocument.activeElement);
    await page.keyboard.press('/');
    await page.keyboard.type('colleague7@');
    await page.keyboard.press('Escape');
    expect(await search.inputValue()).toBe('');
    expect(await isFocused()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await isFocused()).toBe(false);
    await page.keyboard.press('j');
    expect(await page.evaluate('document.activeElement.parentElement.id')).toBe('m1');
    await page.context().close();
  });
});
