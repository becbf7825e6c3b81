import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../src/formats/index.ts';
import { diskFile } from '../../src/input/disk-file.ts';
import { openText } from '../../src/input/text-source.ts';
import type { Report } from '../../src/model/report.ts';
import { stretchesOf } from '../../src/reading/stretches.ts';
import { inFolder } from '../contract/bundle-of.ts';
import { named, readable } from '../contract/format-fixtures.ts';
import { writingsOf } from '../contract/rewritten.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { analyze } from '../report/analyze-validly.ts';

async function expectSame(path: string, sizes: readonly number[]): Promise<Report> {
  const whole = await analyze([path], { workers: 1 });
  for (const stretchBytes of sizes) {
    const report = await analyze([path], { workers: 1, stretchBytes });
    expect(JSON.stringify(report), `stretches of ${stretchBytes} bytes`).toBe(JSON.stringify(whole));
  }
  return whole;
}

describe('a trace read stretch by stretch gives what the whole gives', () => {
  const stories = readdirSync(BUNDLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(stories.map(({ name }) => [name] as const))('%s', async (name) => {
    await expectSame(join(BUNDLES, name, 'bundle'), [9000]);
  });

  test.each(named(readable))('%s', async (_, fixture) => {
    await inFolder({ [fixture.fileName]: fixture.bytes }, (folder) => expectSame(folder, [300]));
  });

  const TRACE = join(BUNDLES, 'drafts-bug/bundle/Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt');

  test('and files are cut where somebody says how large a stretch is', async () => {
    const known = await openText(diskFile('trace.txt', TRACE, statSync(TRACE)));
    await known.close();
    const format = formatOf(known.head);
    if (format === undefined) throw new Error('no form claims the trace');
    const cuts = await stretchesOf(known.file, known.head, format, 40_001, []);
    expect(cuts.length).toBeGreaterThan(10);
    expect(cuts.slice(1).every(({ start }, i) => start === cuts[i]?.end)).toBe(true);
  });

  test('in any encoding', async () => {
    for (const { name, bytes } of writingsOf(readFileSync(TRACE, 'utf8'))) {
      if (bytes === undefined) continue;
      const report = await inFolder({ 'trace.txt': bytes }, (folder) => expectSame(folder, [40_001]));
      expect(report.messages.length, name).toBeGreaterThan(0);
    }
  });

  test('wherever it is cut', async () => {
    const bytes = readFileSync(TRACE);
    await inFolder({ 'trace.txt': bytes }, (folder) =>
      fc.assert(
        fc.asyncProperty(fc.integer({ min: 20_000, max: bytes.length }), async (stretchBytes) => {
          await expectSame(folder, [stretchBytes]);
        }),
        { numRuns: 12 },
      ),
    );
  });
});
