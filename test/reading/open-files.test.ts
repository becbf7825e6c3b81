import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discover } from '../../src/input/discover.ts';
import { readSources } from '../../src/reading/index.ts';

const OPEN = '/proc/self/fd';
const FILES = 300;

test.skipIf(!existsSync(OPEN))('files that nothing recognises are closed again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oimscope-open-'));
  try {
    for (let i = 0; i < FILES; i++) {
      // Longer than the head by which a file is judged; most of it takes no place on disk.
      const path = join(folder, `${i}.bin`);
      writeFileSync(path, 'of no known form');
      truncateSync(path, 300_000);
    }
    const discovery = await discover([folder]);
    const before = readdirSync(OPEN).length;
    const { issues } = await readSources(discovery, {});
    expect(issues.filter(({ code }) => code === 'NOT_RECOGNISED')).toHaveLength(FILES);
    // The test runner opens some of its own meanwhile.
    expect(readdirSync(OPEN).length - before).toBeLessThan(FILES / 10);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
