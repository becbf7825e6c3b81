import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BUNDLES, committedFiles } from './bundle-folder.ts';
import { allStories } from './stories/index.ts';
import { storyFiles } from './story.ts';
import { unpackStory } from './unpack-story.ts';

const stories = allStories();
const OUTCOMES = [
  'delivered',
  'stuck-in-drafts',
  'rejected',
  'unreachable',
  'timed-out',
  'left-in-spooler',
  'pending',
  'unknown',
];

describe.each(stories.map((story) => [story.id, story] as const))('the story %s', (id, story) => {
  it('is committed as the generator writes it', async () => {
    const committed = await committedFiles(id);
    const written = storyFiles(story);
    expect([...committed.keys()]).toEqual([...written.keys()].toSorted());
    for (const [path, bytes] of written) expect(committed.get(path)?.equals(bytes), path).toBe(true);
  });

  it('speaks of nobody outside contoso.com and fabrikam.com', () => {
    for (const file of story.files) {
      const text = file.bytes.toString('latin1').replaceAll('\0', '');
      const domains = Array.from(
        text.matchAll(/@([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|de))\b/gi),
        (match) => match[1],
      );
      for (const domain of domains) expect(['contoso.com', 'fabrikam.com']).toContain(domain);
    }
  });
});

describe('the stories together', () => {
  it('show every outcome and every rule, and each rule quiet as well', () => {
    const outcomes = new Set(stories.flatMap((story) => story.messages.map((message) => message.outcome)));
    expect([...outcomes].toSorted()).toEqual(OUTCOMES.toSorted());
    const fired = new Set(stories.flatMap((story) => story.fired));
    const quiet = new Set(stories.flatMap((story) => story.quiet));
    expect([...quiet].toSorted()).toEqual([...fired].toSorted());
    for (const story of stories) expect(story.quiet.filter((rule) => story.fired.includes(rule))).toEqual([]);
  });

  it('are all the folders there are, and stay under 8 MB', async () => {
    const entries = await readdir(BUNDLES, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(folders.toSorted()).toEqual(stories.map((story) => story.id).toSorted());
    const bytes = stories.flatMap((story) => story.files.map((file) => file.bytes.length));
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8_000_000);
  });
});

describe('an unpacked story', () => {
  const removes: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(removes.map((remove) => remove())));

  it('has the files with the times of story.json, under its own name', async () => {
    const story = await unpackStory('client-exited');
    removes.push(story.remove);
    expect(story.path.endsWith('client-exited')).toBe(true);
    const spooled = await stat(join(story.path, 'sip_alice@contoso.com/History Spooler/0C2D0001.hist'));
    expect(spooled.mtime.toISOString()).toBe('2016-06-29T16:58:10.500Z');
    expect(story.options).toEqual(['--now', '2016-06-29T18:00:00Z']);
    expect(story.truth.messages).toEqual([
      { recipients: ['bob@contoso.com'], outcome: 'left-in-spooler', sentAt: '2016-06-29T16:58:10.500Z' },
    ]);
  });
});
