import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import type { Report, ReportMessage } from '../../src/model/report.ts';
import { afterEvent, type LiveState, NOTHING_SEEN } from '../../src/report/live-state.ts';
import { Changes } from '../../src/watch/changes.ts';
import { FolderReader } from '../../src/watch/folder-reader.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { analyze } from '../report/analyze-validly.ts';
import { anyHistory, Client, type Happening, STRETCH_BYTES, WRITTEN } from './any-history.ts';

/** Bytes of the trace in front of its messages, all but the first 20,000, would only take time. */
const BEGIN = 90_000;
const BIN = fileURLToPath(new URL('../../bin/oimscope.js', import.meta.url));

async function inNewFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'oimscope-'));
  try {
    await use(join(parent, 'Lync'));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** What was told adds up to a report: by ids of its own, so messages are compared without theirs. */
function expectTold(told: LiveState, report: Report): void {
  const sorted = (values: Iterable<unknown>): readonly string[] =>
    [...values].map((value) => JSON.stringify(value)).toSorted();
  const messages = (of: Iterable<ReportMessage>): readonly string[] =>
    sorted([...of].map((message) => ({ ...message, id: '' })));
  expect(messages(told.messages.values())).toEqual(messages(report.messages));
  expect([...told.findings.keys()].toSorted()).toEqual(report.findings.map(({ rule }) => rule).toSorted());
  expect(sorted(told.issues.values())).toEqual(sorted(report.issues));
}

async function expectAsAnalyzed(reader: FolderReader, folder: string, options: AnalysisOptions): Promise<Report> {
  const report = await reader.report();
  const analyzed = await analyze([folder], options).catch(() => undefined);
  if (analyzed === undefined) expect([report.messages, report.bundle.sources]).toEqual([[], []]);
  else expect(JSON.stringify(report)).toBe(JSON.stringify(analyzed));
  return report;
}

async function expectLaw(written: Buffer, begin: number, history: readonly Happening[]): Promise<void> {
  const options: AnalysisOptions = { workers: 1 };
  await inNewFolder(async (folder) => {
    const client = new Client(folder, written, begin);
    let reader = new FolderReader(folder, options, STRETCH_BYTES);
    let [changes, told] = [new Changes(), NOTHING_SEEN];
    const look = async (): Promise<void> => {
      const report = await expectAsAnalyzed(reader, folder, options);
      told = changes.of(report).reduce(afterEvent, told);
      expectTold(told, report);
    };
    await look();
    for (const one of history) {
      client.do(one);
      if (one.kind === 'restart') {
        reader = new FolderReader(folder, options, STRETCH_BYTES);
        [changes, told] = [new Changes(), NOTHING_SEEN];
      }
      if (one.kind === 'look') await look();
      // Reports between two looks are made, and not compared, now and then.
      else if (one.kind === 'append') await reader.report();
    }
    await look();
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

  test('of a raw trace beside a decoded one', async () => {
    const raw = readFileSync(join(BUNDLES, 'raw-trace/bundle/Tracing/Lync-16.0.6965.5305-Office-x86ship-U.etl'));
    await inNewFolder(async (folder) => {
      mkdirSync(folder);
      const [etl, text] = [join(folder, 'a.etl'), join(folder, 'b.txt')];
      writeFileSync(text, WRITTEN.subarray(0, 100_000));
      const reader = new FolderReader(folder, { workers: 1 }, STRETCH_BYTES);
      for (const share of [0.1, 0.37, 0.7, 1]) {
        writeFileSync(etl, raw.subarray(0, Math.floor(share * raw.length)));
        await expectAsAnalyzed(reader, folder, { workers: 1 });
        appendFileSync(text, WRITTEN.subarray(100_000 + share * 20_000, 110_000 + share * 20_000));
        await expectAsAnalyzed(reader, folder, { workers: 1 });
      }
      // Its decoded text comes beside it, and goes again.
      const { stdout } = spawnSync(process.execPath, [BIN, 'decode', etl], { encoding: 'buffer' });
      writeFileSync(join(folder, 'a.etl.txt'), stdout);
      await expectAsAnalyzed(reader, folder, { workers: 1 });
      rmSync(join(folder, 'a.etl.txt'));
      await expectAsAnalyzed(reader, folder, { workers: 1 });
    });
  });

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
