import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULE_PAGES, rulePages } from './rule-pages.ts';

const FOLDER = join(import.meta.dirname, '../..', RULE_PAGES);
const pages = rulePages();

test('there is a page for each rule, and no other', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual([...pages.keys()].toSorted());
});

test.each([...pages])('%s is as the rules make it (npm run rule-pages writes it)', (name, text) => {
  expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
});

test('links between the pages lead somewhere', () => {
  for (const [name, text] of pages) {
    const links = [...text.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, path = '']) => path);
    for (const path of links) expect(existsSync(join(FOLDER, path)), `${name}: ${path}`).toBe(true);
  }
});
