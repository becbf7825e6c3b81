import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Excerpt } from '../../src/excerpt/excerpt.ts';
import { excerptPage } from '../../src/excerpt/excerpt-page.ts';
import { writeExcerpt } from '../../src/excerpt/write-excerpt.ts';
import { moment } from '../make/clock.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analysisOf, excerptOf } from './story-excerpt.ts';

let folder: string;
let excerpt: Excerpt;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oimscope-excerpt-'));
  const story = await unpackStory('told-by-companions');
  const analysis = await analysisOf(story.path, story.options);
  excerpt = await excerptOf(story.path, { analysis });
  await story.remove();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('what fails half-way leaves nothing, and says which folder it is about', async () => {
  const [, second = 0] = new Set(excerpt.kept.map(({ file }) => file));
  const files = excerpt.files.map((file, i) => ({ ...file, path: i === second ? 'a/b' : 'a' }));
  const writing = writeExcerpt({ ...excerpt, files }, join(folder, 'out'), undefined);
  await expect(writing).rejects.toMatchObject({ name: 'TraceError', code: 'OUTPUT_FAILED' });
  await expect(writing).rejects.toThrow(/^--output .*out cannot be written: a file of that name is there$/);
  expect(await readdir(folder)).toEqual([]);
});

test('where there is no time, all that told something is kept, and it is said', async () => {
  const story = await unpackStory('quota');
  const analysis = await analysisOf(story.path, story.options);
  const hasty = await excerptOf(story.path, { analysis, isOver: () => true });
  await story.remove();
  expect(hasty.isMinimal).toBe(false);
  expect(hasty.kept.length).toBeGreaterThan(6);
  expect(hasty.kept.length).toBeLessThan(200);
  expect(await writeExcerpt(hasty, join(folder, 'out'), undefined)).toBe(true);
  expect(await readFile(join(folder, 'out/EXCERPT.md'), 'utf8')).toContain('The time was over');
});

test('what tells something else is not written', async () => {
  expect(await writeExcerpt({ ...excerpt, kept: excerpt.kept.slice(1) }, join(folder, 'out'), undefined)).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

test('an interruption leaves nothing', async () => {
  const signal = AbortSignal.abort();
  const writing = writeExcerpt(
    { ...excerpt, analysis: { ...excerpt.analysis, signal } },
    join(folder, 'out'),
    undefined,
  );
  await expect(writing).rejects.toThrow('aborted');
  expect(await readdir(folder)).toEqual([]);
});

test('the page names the options that an analysis needs, quoted for every shell', async () => {
  const page = excerptPage(
    {
      ...excerpt,
      isRedacted: false,
      isMinimal: false,
      analysis: {
        zones: [{ zone: 'Europe/Berlin' }, { glob: '*.`$(x)"Ucc\u{1b}', zone: '+02:00' }],
        stated: { mailbox: 'online', clientVersion: '16.0.6741.2042' },
        noSkew: true,
        since: moment('2016-06-01T00:00:00.000Z'),
      },
    },
    ['quota'],
  );
  expect(page).toContain(
    'oimscope . --zone Europe/Berlin --zone "*.(x)Ucc\\u{1b}=+02:00" --no-skew --mailbox online --client-version 16.0.6741.2042 --since 2016-06-01T00:00:00.000Z\n',
  );
  expect(page).toContain('Only some findings were asked for.');
  expect(page).toContain('**Not redacted**');
  expect(page).toContain('The time was over');
  expect(page.endsWith('\n')).toBe(true);
});
