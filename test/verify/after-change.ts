import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { StoredReport } from '../../src/model/stored-report.ts';
import type { Verification } from '../../src/model/verification.ts';
import { verifyReport } from '../../src/verify/verify-report.ts';
import { storyOptions } from '../golden/story-options.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { verificationSchemaErrors } from '../report/valid-report.ts';

/** Analyses a story, lets `change` lay hands on its folder, and verifies the report of before. */
export async function afterChange(
  id: string,
  change: (folder: string, report: StoredReport) => void,
  edit: (report: StoredReport) => StoredReport = (report) => report,
): Promise<Verification> {
  const story = await unpackStory(id);
  try {
    const options = storyOptions(story.options);
    const report = await analyze([story.path], options);
    change(story.path, report);
    const found = await verifyReport(edit(report), [story.path], options);
    expect(verificationSchemaErrors(found)).toEqual([]);
    expect(Object.values(found.counts).reduce((sum, count) => sum + count, 0)).toBe(found.citations);
    expect(found.lost).toHaveLength(found.citations - found.counts.holds - found.counts.redacted);
    return found;
  } finally {
    await story.remove();
  }
}

/** Changes a file of a bundle, byte by byte. */
export function edit(folder: string, path: string, change: (text: string) => string): void {
  const file = join(folder, path);
  writeFileSync(file, change(readFileSync(file, 'latin1')), 'latin1');
}
