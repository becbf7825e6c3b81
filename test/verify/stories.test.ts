import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { redactReport } from '../../src/redact/index.ts';
import { verifyReport } from '../../src/verify/verify-report.ts';
import { inFolder } from '../contract/bundle-of.ts';
import { named, readable } from '../contract/format-fixtures.ts';
import { storyOptions } from '../golden/story-options.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';

const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('every citation of a report holds in the bundle that it was made of', () => {
  test.each(stories.map((entry) => entry.name))('the story %s', async (name) => {
    const story = await unpackStory(name);
    try {
      const options = storyOptions(story.options);
      const report = await analyze([story.path], options);
      const found = await verifyReport(report, [story.path], options);
      expect(found.lost).toEqual([]);
      expect(found.counts.holds).toBe(found.citations);
      expect(found.citations).toBeGreaterThan(0);
    } finally {
      await story.remove();
    }
  });

  test.each(stories.map((entry) => entry.name))('the story %s, told with tokens', async (name) => {
    const story = await unpackStory(name);
    try {
      const options = storyOptions(story.options);
      const { report } = redactReport(await analyze([story.path], options), { key: 'a key for tests' });
      const found = await verifyReport(report, [story.path], options);
      expect(found.lost).toEqual([]);
    } finally {
      await story.remove();
    }
  });

  test.each(named(readable))('%s', async (_, fixture) => {
    await inFolder({ [fixture.fileName]: fixture.bytes }, async (folder) => {
      const found = await verifyReport(await analyze([folder]), [folder]);
      expect(found.lost).toEqual([]);
      expect(found.counts.holds).toBe(found.citations);
    });
  });
});
