import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkNotWithin, checkOutput, checkPaths } from '../../src/cli/check-paths.ts';
import { TraceError } from '../../src/model/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'oimscope-paths-'));
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  mkdirSync(at('results'));
  writeFileSync(at('file'), 'of yesterday');
  symlinkSync(at('results/to come'), at('link'));
  symlinkSync(at('nowhere/report'), at('dangling'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('an output is refused before anything is read', () => {
  test.each([
    ['results', 'that is a folder; name a file'],
    ['nowhere/report.txt', 'cannot be written: there is no folder '],
    ['dangling', 'cannot be written: there is no folder '],
    ['file/report.txt', 'cannot be written: there is no folder '],
  ])('%s', async (name, words) => {
    const error = await checkOutput(at(name), []).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TraceError);
    expect(String(error)).toContain(`--output ${at(name)}`);
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain('\n');
  });

  // Root may write everywhere, and Windows has other rights.
  test.runIf((process.getuid?.() ?? 0) !== 0)('in a folder that cannot be written', async () => {
    mkdirSync(at('closed'), { mode: 0o555 });
    await expect(checkOutput(at('closed/new'), [])).rejects.toThrow(
      /cannot be written: the folder .*closed is read-only/,
    );
  });
});

test.each(['file', 'new', 'link', 'results/new'])('an output at %s will do', async (name) => {
  await expect(checkOutput(at(name), [])).resolves.toBeUndefined();
});

describe('a file beside a folder that is not there yet', () => {
  test.each(['to come/a.key', 'to come/below/a.key', 'to come', 'results/../to come/a.key'])(
    'is not %s',
    async (name) => {
      const checked = checkNotWithin(at(name), at('to come'), 'redact-key', 'the results folder');
      await expect(checked).rejects.toThrow('that is in the results folder');
    },
  );

  test.each(['to come.key', 'results/a.key'])('may be %s', async (name) => {
    await expect(checkNotWithin(at(name), at('to come'), 'redact-key', 'it')).resolves.toBeUndefined();
  });
});

test('all paths that do not exist are told at once, and what is wrong with phrasebooks as well', async () => {
  writeFileSync(at('bad.json'), '{"phrasebook":1,"name":"x"}');
  writeFileSync(at('worse.json'), '{');
  const phrasebooks = [at('bad.json'), at('gone.json'), at('worse.json')];
  const error = await checkPaths([at('nowhere')], { analysis: { phrasebooks }, options: ['', at('none')] }).catch(
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(TraceError);
  expect(error instanceof TraceError ? error.message.split('\n') : []).toEqual([
    expect.stringContaining(`${at('nowhere')}: no such file or folder`),
    expect.stringContaining(`${at('gone.json')}: no such file or folder`),
    'an empty path names no file or folder',
    expect.stringContaining(`${at('none')}: no such file or folder`),
    `${at('bad.json')}: the phrasebook: phrases is missing`,
    expect.stringContaining(`${at('worse.json')}: no valid JSON`),
  ]);
});
