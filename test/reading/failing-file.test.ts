import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discover } from '../../src/input/discover.ts';
import { readSources } from '../../src/reading/index.ts';
import { inFolder } from '../contract/bundle-of.ts';

const LINE = 'TL_INFO(TF_A) [0]1BD4.0D0C::06/08/2016-09:15:00.101.00000001 (C,F::g:f.cpp(1))HTTP/1.1 200 OK\n';

test('a file that goes away while its stretches wait takes no scan of the file behind it', async () => {
  const text = LINE.repeat(200);
  await inFolder({ 'a.txt': text, 'b.txt': text.replaceAll('1BD4', '1BD5') }, async (folder) => {
    const discovery = await discover([folder]);
    let isGone = false;
    const { sources, issues } = await readSources(discovery, {
      stretchBytes: 3000,
      workers: 1,
      onProgress: () => {
        if (!isGone) rmSync(join(folder, 'a.txt'));
        isGone = true;
      },
    });
    expect(issues.map(({ code, source }) => `${code} ${source}`)).toEqual(['UNREADABLE a.txt']);
    expect(sources.map(({ path, records }) => [path, records])).toContainEqual(['b.txt', 200]);
  });
});

test('a file that shrinks while its stretches wait keeps what is left of it, and the next file its own', async () => {
  const text = LINE.repeat(200);
  await inFolder({ 'a.txt': text, 'b.txt': text.replaceAll('1BD4', '1BD5') }, async (folder) => {
    const discovery = await discover([folder]);
    writeFileSync(join(folder, 'a.txt'), LINE.repeat(100));
    const { sources } = await readSources(discovery, { stretchBytes: 3000 });
    expect(sources.map(({ path, records }) => [path, records])).toEqual([
      ['a.txt', 100],
      ['b.txt', 200],
    ]);
  });
});
