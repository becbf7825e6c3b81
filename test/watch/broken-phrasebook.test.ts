import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { WatchEvent } from '../../src/model/watch-event.ts';
import { watchFolder } from '../../src/watch/index.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

it('no watch is told to begin with a phrasebook that cannot be used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-watch-'));
  folders.push(folder);
  await writeFile(join(folder, 'oimscope.phrases.json'), '{"phrasebook":1,"name":"x"}');
  const told: WatchEvent[] = [];
  const watch = watchFolder(folder, {
    analysis: {},
    signal: new AbortController().signal,
    now: () => performance.now(),
    onEvent: async (event) => {
      told.push(event);
      return true;
    },
  });
  await expect(watch).rejects.toThrow(/\(in the bundle\): the phrasebook: phrases is missing/);
  expect(told).toEqual([]);
});
