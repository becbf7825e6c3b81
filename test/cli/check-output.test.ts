import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkOutput } from '../../src/cli/check-paths.ts';
import { openOutput, writeOutput } from '../../src/cli/output.ts';
import { checkExcerptFolder } from '../../src/excerpt/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'oimscope-output-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cases: readonly [string, () => string, string, RegExp][] = [
  ['a folder', () => folder, 'is a folder: name a file', /that is a folder; name a file$/],
  ['in no folder', () => join(folder, 'no', 'report.json'), 'the folder does not exist', /there is no folder/],
  [
    'below a file',
    () => {
      writeFileSync(join(folder, 'file'), '');
      return join(folder, 'file', 'report.json');
    },
    'a part of the path is a file, and no folder',
    /there is no folder/,
  ],
];

test.each(cases)(
  'what cannot be written is told before the work, and when it is done: %s',
  async (_, path, reason, early) => {
    const message = `--output ${path()} cannot be written: ${reason}`;
    await expect(checkOutput(path(), [])).rejects.toThrow(early);
    await expect(writeOutput(['text'], path())).rejects.toThrow(message);
    await expect(openOutput(path())).rejects.toThrow(message);
  },
);

test('a file that is there, or can be, will do', async () => {
  writeFileSync(join(folder, 'there.json'), '');
  await checkOutput(join(folder, 'there.json'), []);
  await checkOutput(join(folder, 'new.json'), []);
  await checkOutput(undefined, []);
});

test('an excerpt makes its folder, and none above it', async () => {
  await checkExcerptFolder(join(folder, 'new'), []);
  const path = join(folder, 'no', 'new');
  await expect(checkExcerptFolder(path, [])).rejects.toThrow(
    `--output ${path} cannot be written: the folder does not exist`,
  );
});
