import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { listPhrases } from '../../src/list-phrases.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

it('a phrasebook of the bundle that is that of the working folder, too, is read once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-same-'));
  folders.push(folder);
  const file = join(folder, 'oimscope.phrases.json');
  const phrases = [{ id: 'one', observes: 'message-queued', text: 'Keeps note {messageId}' }];
  await writeFile(file, JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  const link = join(folder, 'link.json');
  await symlink(file, link);
  const list = await listPhrases([folder], { standingPhrasebooks: [file], phrasebooks: [link] });
  expect(list.replaced).toEqual([]);
  expect(list.phrases.filter(({ id }) => id === 'one').map((phrase) => phrase.file)).toEqual([link]);
  const other = join(folder, 'other.json');
  await writeFile(other, JSON.stringify({ phrasebook: 1, name: 'test', phrases }));
  expect((await listPhrases([folder], { phrasebooks: [other] })).replaced.length).toBe(1);
});
