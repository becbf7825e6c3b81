// npm run explore: every law with other values each time, and more of them. What fails tells the seed and the path that lead there again.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const LAWS = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((name) => join('test', name))
  .filter((path) => path.endsWith('.test.ts') && readFileSync(path, 'utf8').includes("from 'fast-check'"));

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: LAWS.map((path) => path.replaceAll('\\', '/')),
    setupFiles: ['test/more-seeds.ts'],
    testTimeout: 120_000,
  },
});
