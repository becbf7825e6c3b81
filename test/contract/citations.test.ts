import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { storyOptions } from '../golden/story-options.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { inFolder } from './bundle-of.ts';
import { named, readable } from './format-fixtures.ts';
import { faultOf, refsIn } from './reopen.ts';

function expectTrue(report: Report, bytesOf: (source: string) => Buffer): number {
  const refs = refsIn(report);
  const sources = report.bundle.sources.map((source) => source.path);
  for (const ref of refs) {
    expect(sources).toContain(ref.source);
    expect(faultOf(ref, bytesOf(ref.source))).toBeUndefined();
  }
  return refs.length;
}

const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('every citation of a report points at a line that holds its text', () => {
  test.each(stories.map((entry) => entry.name))('the story %s', async (name) => {
    const story = await unpackStory(name);
    try {
      const report = await analyze([story.path], storyOptions(story.options));
      const cited = expectTrue(report, (source) => readFileSync(join(story.path, source)));
      expect(cited).toBeGreaterThan(0);
    } finally {
      await story.remove();
    }
  });

  test.each(named(readable))('%s', async (_, fixture) => {
    const report = await inFolder({ [fixture.fileName]: fixture.bytes }, (folder) => analyze([folder]));
    expectTrue(report, () => fixture.bytes);
  });

  test.each([
    ['no line ends between its elements', '><'],
    ['indented elements', '>\n      <'],
  ])('an XML trace with %s', async (_, between) => {
    const path = join(BUNDLES, 'draft-deleted/bundle/Tracing/Lync-16.0.6965.5305-Office-x86ship-U.xml');
    const bytes = Buffer.from(readFileSync(path, 'utf8').replace(/>\s*\n\s*</g, between));
    const report = await inFolder({ 'trace.xml': bytes }, (folder) => analyze([folder]));
    expect(expectTrue(report, () => bytes)).toBeGreaterThan(5);
  });
});
