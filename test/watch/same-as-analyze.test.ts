import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import { FolderReader } from '../../src/watch/folder-reader.ts';
import { analyze } from '../report/analyze-validly.ts';
import { anyHistory, Client, type Happening, STRETCH_BYTES, WRITTEN } from './any-history.ts';

/** Bytes of the trace in front of its messages, all but the first 20,000, would only take time. */
const BEGIN = 90_000;

async function inNewFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'oimscope-'));
  try {
    await use(join(parent, 'Lync'));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

async function expectAsAnalyzed(reader: FolderReader, folder: string, options: AnalysisOptions): Promise<void> {
  const report = await reader.report();
  const analyzed = await analyze([folder], options).catch(() => undefined);
  if (analyzed === undefined) expect([report.messages, report.bundle.sources]).toEqual([[], []]);
  else expect(JSON.stringify(report)).toBe(JSON.stringify(analyzed));
}

async function expectLaw(written: Buffer, begin: number, history: readonly Happening[]): Promise<void> {
  const options: AnalysisOptions = { workers: 1 };
  await inNewFolder(async (folder) => {
    const client = new Client(folder, written, begin);
    let reader = new FolderReader(folder, options, STRETCH_BYTES);
    await expectAsAnalyzed(reader, folder, options);
    for (const one of history) {
      client.do(one);
      if (one.kind === 'restart') reader = new FolderReader(folder, options, STRETCH_BYTES);
      if (one.kind === 'look') await expectAsAnalyzed(reader, folder, options);
      // Reports between two looks are made, and not compared, now and then.
      else if (one.kind === 'append') await reader.report();
    }
    await expectAsAnalyzed(reader, folder, options);
  });
}

describe('whatever happens to a folder, what is read of it again is what analyze reads', () => {
  test('in UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.integer({ min: 0, max: 4 * BEGIN }), (history, begin) =>
        expectLaw(WRITTEN, begin, history),
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 240_000);

  test('in UTF-16, cut within characters', async () => {
    const text = Buffer.from(`\u{feff}${WRITTEN.subarray(0, 300_000).toString('utf8')}`, 'utf16le');
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.integer({ min: 0, max: 4 * BEGIN }), (history, begin) =>
        expectLaw(text, begin, history),
      ),
      { numRuns: 12, endOnFailure: true },
    );
  }, 240_000);
});
