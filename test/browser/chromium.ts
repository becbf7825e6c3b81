import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Report } from '../../src/model/report.ts';
import { render } from '../../src/report/index.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const found = PLACES.find((place) => existsSync(place));

/** On a machine without a browser these tests are left out, but never where a gate runs. */
export const hasNoBrowser: boolean = found === undefined && process.env.CI === undefined;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: found ?? 'chromium' });
}

/** A page opened from disk, and all that went wrong or was asked for on it. */
export interface Opened {
  readonly page: Page;
  /** Requests but for the page itself, messages of the console (breaches of the policy are some), errors, dialogs. */
  readonly troubles: readonly string[];
}

async function openFile(browser: Browser, html: string, options: BrowserContextOptions): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-page-'));
  const file = join(folder, 'report.html');
  const address = pathToFileURL(file).href;
  await writeFile(file, html);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.on('close', () => void rm(folder, { recursive: true, force: true }));
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== address) troubles.push(`request ${request.url()}`);
  });
  page.on('console', (message) => troubles.push(`console ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, troubles };
}

/** Opens the HTML of a report, as a user does who double-clicks it. */
export async function openReport(
  browser: Browser,
  report: Report,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const html = await render('html', report, { width: 100, color: false, verbose: false, unicode: true });
  return openFile(browser, html, options);
}
