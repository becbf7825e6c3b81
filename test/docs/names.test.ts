import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../..');
const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
/** In a folder that is under version control (dist/ is not), or beside package.json. */
const PATH = /^(?:\.ci|bench|bin|fixtures|kernel|lint|schema|src|test)\/|^[\w-]+\.(?:md|json|js|ts)$/;
/** From here on a name stands for many: `src/formats/<id>.ts`. */
const PLACEHOLDER = /[<*…].*$/;
const IDENTIFIER = /^(?:[A-Z][a-z]+(?:[A-Z][a-z]+)*|[a-z]+(?:[A-Z][a-z]+)+|[A-Z]+(?:_[A-Z]+)*)$/;
/** Words of Exchange, and an example of a name. */
const NOT_OURS = new Set(['CreateItem', 'SendItem', 'delayMs']);

function code(page: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf-8').replace(/^ *```.*?^ *```$/gms, '');
  return [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span))];
}

function textsUnder(folder: string): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf-8'));
}

/** A name that files in many folders of fixtures have: `fires.json`. */
function isFixture(name: string): boolean {
  return readdirSync(join(ROOT, 'fixtures'), { recursive: true, encoding: 'utf-8' }).some(
    (path) => path.split(/[\\/]/).at(-1) === name,
  );
}

const sources = textsUnder('src').join('\n');

describe.each(PAGES)('%s names', (page) => {
  const spans = code(page);

  test('files and folders that exist, or that the program writes', () => {
    for (const span of spans.filter((one) => PATH.test(one))) {
      const known = span.replace(PLACEHOLDER, '');
      const folder = known === span ? known : known.slice(0, known.lastIndexOf('/') + 1);
      expect(existsSync(join(ROOT, folder)) || isFixture(span) || sources.includes(`'${span}'`), span).toBe(true);
    }
  });

  test('types and functions that exist', () => {
    for (const name of spans.filter((one) => IDENTIFIER.test(one) && !NOT_OURS.has(one))) {
      expect(new RegExp(`\\b${name}\\b`).test(sources), name).toBe(true);
    }
  });

  test('scripts that exist', () => {
    const scripts = spans.flatMap((one) => /^npm run ([\w-]+)/.exec(one)?.[1] ?? []);
    for (const script of scripts) expect(Object.keys(packageJson.scripts)).toContain(script);
  });
});
