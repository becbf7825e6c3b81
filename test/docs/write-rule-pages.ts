import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULE_PAGES, rulePages } from './rule-pages.ts';

/** Not part of the suite: `npm run rule-pages` writes docs/rules anew. */
it('writes the page of every rule', () => {
  const folder = join(import.meta.dirname, '../..', RULE_PAGES);
  const pages = rulePages();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  expect(pages.size).toBeGreaterThan(1);
});
