import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { analyze, radar } from '../../src/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { ocsText } from '../make/ocs-text.ts';
import { saidLine } from '../make/said-line.ts';
import { inFolder } from '../radar/temporary-folder.ts';

const DIST = pathToFileURL(join(import.meta.dirname, '../../dist/index.js')).href;

interface Built {
  readonly analyze: typeof analyze;
  readonly radar: typeof radar;
}

/** The library as it is shipped: only there are threads, as Node 20 runs no TypeScript. */
async function built(): Promise<Built> {
  return import(DIST);
}

describe('the report is the same to the byte', () => {
  const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(stories.map(({ name }) => [name] as const))('however many threads read %s', async (name) => {
    const { analyze: read } = await built();
    const path = join(BUNDLES, name, 'bundle');
    const one = JSON.stringify(await read([path], { workers: 1, stretchBytes: 1 << 30 }));
    for (const workers of [1, 2, 4]) {
      const report = await read([path], { workers, stretchBytes: 12_000 });
      expect(JSON.stringify(report), `${workers} threads`).toBe(one);
    }
  });

  test.each([
    ['ids of messages', undefined],
    ['ids of known messages', { file: 'known.txt', content: 'to bob@contoso.com 2016-06-08 09:15:00, delivered' }],
  ])('however many threads look twice, for words and then for %s', async (_, known) => {
    const { radar: look } = await built();
    const ids = [0, 1, 2, 3].map((number) => `N-471${number}`);
    // Lines without a word of the matter stand in other stretches than those that tell the ids.
    const texts = [
      ...ids.map((id) => `Offline note ${id} to bob@contoso.com lined up`),
      ...Array.from({ length: 60 }, (__, i) => `lane ${i} took ${ids[i % 4]} on`),
    ];
    await inFolder({ 'trace.txt': ocsText(texts.map(saidLine)) }, async (path) => {
      const options = known === undefined ? {} : { known };
      const one = await look([path], { ...options, workers: 1, stretchBytes: 1 << 30 });
      expect(one.lines.unmatched).toBe(texts.length);
      for (const workers of [1, 2, 4])
        expect(await look([path], { ...options, workers, stretchBytes: 700 }), `${workers} threads`).toEqual(one);
    });
  });

  test('though every thread dies as it starts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oimscope-'));
    try {
      const preload = join(folder, 'die.cjs');
      writeFileSync(preload, "if (!require('node:worker_threads').isMainThread) process.exit(3);\n");
      const script = `import { analyze, radar } from ${JSON.stringify(DIST)};
        const [path] = process.argv.slice(1);
        for (const read of [analyze, radar]) {
          const told = async (workers) => JSON.stringify(await read([path], { workers, stretchBytes: 12_000 }));
          console.log((await told(1)) === (await told(3)));
        }`;
      const args = ['--require', preload, '--input-type=module', '-e', script, join(BUNDLES, 'drafts-bug/bundle')];
      const child = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 50_000 });
      expect([child.status, child.stdout.trim(), child.stderr]).toEqual([0, 'true\ntrue', '']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('and a reading that is broken off leaves no thread behind', async () => {
    const { analyze: read } = await built();
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
