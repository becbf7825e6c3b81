import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { render } from '../../src/report/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { storyOptions } from './story-options.ts';

const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(stories.map((entry) => entry.name))('the story %s', (name) => {
  it('is told as it happened, in the report and in the table', async () => {
    const story = await unpackStory(name);
    try {
      const report = await analyze([story.path], storyOptions(story.options));
      const told = report.messages.map(({ recipients, outcome, sentAt }) => ({ recipients, outcome, sentAt }));
      expect(told).toEqual(story.truth.messages);
      expect(report.findings.map((finding) => finding.rule).toSorted()).toEqual(
        expect.arrayContaining([...story.truth.fired].toSorted()),
      );
      const wrongly = report.findings.map((finding) => finding.rule).filter((rule) => story.truth.quiet.includes(rule));
      expect(wrongly).toEqual([]);
      const text = JSON.stringify(report);
      await expect(
        await render('json', report, { width: 100, color: false, verbose: false, unicode: true }),
      ).toMatchFileSnapshot(join(BUNDLES, name, 'report.json'));
      await expect(
        await render('table', report, { width: 100, color: false, verbose: true, unicode: true }),
      ).toMatchFileSnapshot(join(BUNDLES, name, 'report.txt'));
      expect(JSON.stringify(await analyze([story.path], storyOptions(story.options)))).toBe(text);
    } finally {
      await story.remove();
    }
  });
});
