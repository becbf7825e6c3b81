import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type OutputFormat, render, renderers } from '../../src/report/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';

/** Several causes, one of them on the environment; no trace; no message. JSON and table have a golden in every story. */
const STORIES = ['drafts-bug', 'left-in-spooler', 'build-old'];
const forms = (Object.keys(renderers) as readonly OutputFormat[]).filter((name) => name !== 'json' && name !== 'table');

describe.each(STORIES)('the story %s', (story) => {
  const report: Report = JSON.parse(readFileSync(join(BUNDLES, story, 'report.json'), 'utf-8'));

  it.each(forms)('as %s', async (form) => {
    await expect(
      await render(form, report, { width: 100, color: false, verbose: false, unicode: true }),
    ).toMatchFileSnapshot(join(BUNDLES, story, `report.${form}`));
  });
});
