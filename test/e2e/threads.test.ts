import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { analyze } from '../../src/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';

const DIST = pathToFileURL(join(import.meta.dirname, '../../dist/index.js')).href;

/** The library as it is shipped: only there are threads, as Node 20 runs no TypeScript. */
async function builtAnalyze(): Promise<typeof analyze> {
  const built: { readonly analyze: typeof analyze } = await import(DIST);
  return built.analyze;
}

describe('the report is the same to the byte', () => {
  const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(stories.map(({ name }) => [name] as const))('however many threads read %s', async (name) => {
    const read = await builtAnalyze();
    const path = join(BUNDLES, name, 'bundle');
    const one = JSON.stringify(await read([path], { workers: 1, stretchBytes: 1 << 30 }));
    for (const workers of [1, 2, 4]) {
      const report = await read([path], { workers, stretchBytes: 12_000 });
      expect(JSON.stringify(report), `${workers} threads`).toBe(one);
    }
  });

  test('though every thread dies as it starts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oimscope-'));
    try {
      const preload = join(folder, 'die.cjs');
      writeFileSync(preload, "if (!require('node:worker_threads').isMainThread) process.exit(3);\n");
      const script = `import { analyze } from ${JSON.stringify(DIST)};
        const [path] = process.argv.slice(1);
        const read = (workers) => analyze([path], { workers, stretchBytes: 12_000 });
        console.log(JSON.stringify(await read(1)) === JSON.stringify(await read(3)));`;
      const args = ['--require', preload, '--input-type=module', '-e', script, join(BUNDLES, 'drafts-bug/bundle')];
      const child = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 50_000 });
      expect([child.status, child.stdout.trim(), child.stderr]).toEqual([0, 'true', '']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('and a reading that is broken off leaves no thread behind', async () => {
    const read = await builtAnalyze();
    const abort = new AbortController();
    const reading = read([join(BUNDLES, 'drafts-bug/bundle')], {
      workers: 3,
      stretchBytes: 12_000,
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(reading).rejects.toThrow(/abort/i);
    // vitest ends a worker of its own only when nothing keeps it: a thread left behind would hang this file.
  });
});
