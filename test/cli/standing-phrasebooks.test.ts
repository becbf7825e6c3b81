import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { withStandingPhrasebooks } from '../../src/cli/standing-phrasebooks.ts';

const NAME = 'oimscope.phrases.json';
const folders: string[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

it('takes files alone for phrasebooks of the user, no folder of their name', async () => {
  const home = await mkdtemp(join(tmpdir(), 'oimscope-standing-'));
  folders.push(home);
  vi.stubEnv('XDG_CONFIG_HOME', home);
  vi.stubEnv('APPDATA', home);
  const path = join(home, 'oimscope', NAME);
  await mkdir(path, { recursive: true });
  expect(withStandingPhrasebooks({})).toEqual({});
  await rm(path, { recursive: true });
  await writeFile(path, '{}');
  expect(withStandingPhrasebooks({})).toEqual({ standingPhrasebooks: [path] });
});
