import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/model/exit-code.ts';
import type { Report } from '../../src/model/report.ts';
import { columnsOf } from '../../src/report/text-width.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { expectValidReport } from '../report/valid-report.ts';
import { runCli } from './run-cli.ts';

const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(stories.map((entry) => entry.name))('the story %s', (name) => {
  test('is told alike by the program as JSON and as a table', async () => {
    const story = await unpackStory(name);
    try {
      const args = [story.path, ...story.options];
      const json = await runCli([...args, '-f', 'json', '--fail-on', 'info']);
      const table = await runCli([...args, '--width', '80']);
      const report: Report = JSON.parse(json.stdout);
      expectValidReport(report);
      expect(report.messages.map(({ outcome }) => outcome)).toEqual(story.truth.messages.map(({ outcome }) => outcome));
      expect(json.code === EXIT.found).toBe(report.findings.length > 0);
      expect([EXIT.analysed, EXIT.partial]).toContain(table.code);
      expect([json.stderr, table.stderr]).toEqual(['', '']);
      for (const finding of report.findings) expect(table.stdout).toContain(`${finding.rule} (${finding.verdict})`);
      for (const line of table.stdout.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(80);
    } finally {
      await story.remove();
    }
  });
});
