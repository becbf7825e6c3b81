import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { openBrowser, openReport } from './chromium.ts';
import { manyMessages, storyReport } from './reports.ts';

const FOLDER = join(import.meta.dirname, '../../docs/images');
/** A page with pictures should load at once. */
const MOST_BYTES = 200_000;

interface Picture {
  readonly name: string;
  readonly report: Report;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** What is done before. */
  readonly show?: (page: Page) => Promise<unknown>;
}

async function scrollTo(page: Page, selector: string): Promise<void> {
  await page.evaluate(
    `scrollTo({ top: document.querySelector('${selector}').getBoundingClientRect().top + scrollY - 12, behavior: 'instant' })`,
  );
  await page.waitForTimeout(300);
}

const drafts = storyReport('drafts-bug');
const PICTURES: readonly Picture[] = [
  { name: 'report-findings', report: drafts, width: 1100, height: 760, colorScheme: 'light' },
  {
    name: 'report-time-line',
    report: manyMessages(40),
    width: 1300,
    height: 640,
    colorScheme: 'light',
    show: async (page) => {
      await scrollTo(page, '#messages');
    },
  },
  {
    name: 'report-from-sending',
    report: drafts,
    width: 1300,
    height: 760,
    colorScheme: 'light',
    show: async (page) => {
      await page.keyboard.press('s');
      await page.locator('#m2 > summary').click();
      await page.locator('#m2 .steps summary').nth(1).click();
      await scrollTo(page, '#messages');
    },
  },
  {
    name: 'report-causes-dark',
    report: storyReport('quota'),
    width: 1100,
    height: 560,
    colorScheme: 'dark',
    show: (page) => scrollTo(page, '#rules'),
  },
];

/** Not part of the suite: `npm run report-pictures` makes the pictures of docs/report.md anew. */
it.each(PICTURES)('makes $name', async ({ name, report, width, height, colorScheme, show }) => {
  const browser = await openBrowser();
  const { page } = await openReport(browser, report, { viewport: { width, height }, colorScheme });
  await show?.(page);
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  await browser.close();
  expect(statSync(path).size).toBeLessThan(MOST_BYTES);
});
