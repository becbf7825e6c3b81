import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type OutputFormat, render, renderers } from '../../src/report/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { wholeReport } from '../report/free-text.ts';
import { tableCells } from './markdown.ts';

const PAGE = join(import.meta.dirname, '../../docs/forms-of-reports.md');
const page = readFileSync(PAGE, 'utf-8');
const EXCERPT = /(<!-- excerpt (\S+) from "([^"]+)" lines (\d+) -->\n(`{3,})text\n)(?:(?!\5\n).*\n)*\5\n/g;
/** Longer lines are cut. */
const COLUMNS = 160;
const options = { width: 100, color: false, verbose: false, unicode: false };

/** Lines of a golden from the first on that has these words. */
function excerpt(file: string, words: string, count: number): string {
  const lines = readFileSync(join(BUNDLES, file), 'utf-8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const first = lines.findIndex((line) => line.includes(words));
  if (first < 0) throw new Error(`${file} has no line with ${words}`);
  return lines
    .slice(first, first + count)
    .map((line) => (line.length > COLUMNS ? `${line.slice(0, COLUMNS)}…` : line.trimEnd()))
    .map((line) => `${line}\n`)
    .join('');
}

/** Names between code marks, of a cell or two. */
function names(cells: readonly string[]): readonly string[] {
  return cells.flatMap((cell) => cell.split(', '));
}

async function linesOf(format: OutputFormat, report: Report): Promise<readonly Record<string, unknown>[]> {
  const text = await render(format, report, options);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => Object(JSON.parse(line)));
}

test('the excerpts are what the program prints', async () => {
  expect([...page.matchAll(EXCERPT)].length).toBeGreaterThan(4);
  const renewed = page.replace(
    EXCERPT,
    (_, lead: string, file: string, words: string, count: string, fence: string) =>
      `${lead}${excerpt(file, words, Number(count))}${fence}\n`,
  );
  // With `npx vitest run test/docs -u` the page is written anew.
  await expect(renewed).toMatchFileSnapshot(PAGE);
});

describe('the page has', () => {
  test('each form, in the table and in a section', () => {
    expect(tableCells(page, 'form').toSorted()).toEqual(Object.keys(renderers).toSorted());
    for (const form of Object.keys(renderers)) expect(page).toContain(`\n## \`${form}\`\n`);
  });

  test('each column of the CSV, in order', async () => {
    const [head = ''] = (await render('csv', wholeReport, options)).replace(/^\ufeff/, '').split('\r\n');
    expect(names(tableCells(page, 'column'))).toEqual(head.split(','));
  });

  test('each kind of line of the NDJSON, and each member of the first', async () => {
    const lines = await linesOf('ndjson', wholeReport);
    expect(tableCells(page, 'kind')).toEqual([...new Set(lines.map(({ kind }) => kind))]);
    const row = page.split('\n').find((line) => line.startsWith('| `environment` |')) ?? '';
    for (const name of Object.keys(lines[0] ?? {}).slice(1)) expect(row).toContain(`\`${name}\``);
  });

  test('each type of event for Timesketch, and each field', async () => {
    const events = await linesOf('timesketch', wholeReport);
    const section = page.slice(page.indexOf('## `timesketch`'), page.indexOf('## `perfetto`'));
    expect(tableCells(page, 'data_type').toSorted()).toEqual(
      [...new Set(events.map((event) => String(event.data_type)))].toSorted(),
    );
    for (const name of new Set(events.flatMap((event) => Object.keys(event)))) expect(section).toContain(`\`${name}\``);
  });
});
