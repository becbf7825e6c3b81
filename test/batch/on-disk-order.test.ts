import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BundleJob } from '../../src/batch/bundle-job.ts';
import type { AnyLine, JournalLine } from '../../src/batch/journal-line.ts';
import { runBatch } from '../../src/batch/run-batch.ts';
import { type JobRun, runInThreads } from '../../src/batch/run-in-threads.ts';
import { BUNDLES } from '../make/bundle-folder.ts';

/** What is asked of the disk, in order. `full`: part of the path of a file that the disk has no room for. */
const disk = vi.hoisted(() => {
  const calls: { readonly what: string; readonly text?: string }[] = [];
  return { calls, full: '', atAppend: (_text: string): void => undefined };
});

// The disk itself, which notes what it is asked and takes its time; of no other file than those of a results folder.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (path, flags, mode) => {
    const handle = await real.open(path, flags, mode);
    const name = /(?:reports\/.*\.json|journal\.ndjson)$/.exec(String(path))?.[0];
    if (name === undefined) return handle;
    const [datasync, appendFile] = [handle.datasync.bind(handle), handle.appendFile.bind(handle)];
    handle.datasync = async () => {
      await setTimeout(30);
      if (disk.full !== '' && name.includes(disk.full)) throw new Error('no space left');
      await datasync();
      disk.calls.push({ what: `forced ${name}` });
    };
    handle.appendFile = async (data, options) => {
      disk.atAppend(String(data));
      disk.calls.push({ what: `appended ${name}`, text: String(data) });
      await appendFile(data, options);
    };
    return handle;
  };
  return { ...real, open };
});

const STORIES = ['throttled', 'quota', 'auth-401'] as const;
const me = { pid: 1, host: 'pc-1', isRunning: () => true, startOf: () => undefined };
const budget = { seconds: 600, memoryMb: 1024 };
let [folder, root, output] = ['', '', ''];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-order-'));
  [root, output] = [join(folder, 'collected'), join(folder, 'results')];
  for (const story of STORIES) cpSync(join(BUNDLES, story, 'bundle'), join(root, story), { recursive: true });
  disk.calls.length = 0;
  disk.full = '';
  disk.atAppend = () => undefined;
});

afterEach(() => rmSync(folder, { recursive: true }));

function linesOf(text: string): readonly JournalLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): AnyLine => JSON.parse(line))
    .filter((line): line is JournalLine => 'digest' in line);
}

const journal = (): readonly JournalLine[] => linesOf(readFileSync(join(output, 'journal.ndjson'), 'utf-8'));

describe('a line of the journal', () => {
  test.each([[1], [3]])(
    'is written when its report is whole and forced to the disk, with %i workers',
    async (workers) => {
      let looked = 0;
      disk.atAppend = (text) => {
        for (const { name, report } of linesOf(text)) {
          looked++;
          if (report === undefined) throw new Error(`${name} has no report`);
          expect(disk.calls.map(({ what }) => what)).toContain(`forced ${report.path}`);
          const bytes = readFileSync(join(output, report.path));
          expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([
            report.bytes,
            report.sha256,
          ]);
        }
      };
      await runBatch([root], output, { workers, budget, me });
      expect(looked).toBe(STORIES.length);
      const journalCalls = disk.calls.map(({ what }) => what).filter((what) => what.endsWith('journal.ndjson'));
      expect(journalCalls.at(-1), 'and is then forced itself').toBe('forced journal.ndjson');
    },
  );

  test('is not written where its report cannot be forced, and those of the others stay', async () => {
    disk.full = 'quota';
    await expect(runBatch([root], output, { workers: 1, budget, me })).rejects.toThrow(
      /quota\.json cannot be written: no space left/,
    );
    expect(journal().map(({ name }) => name)).toEqual(['auth-401']);
    expect(existsSync(join(output, 'fleet.json')), 'no summary of a part').toBe(false);
    disk.full = '';
    await runBatch([root], output, { workers: 1, budget, me });
    expect(journal().map(({ name }) => name)).toEqual(['auth-401', 'quota', 'throttled']);
  });
});

describe('an interruption', () => {
  const jobs: readonly BundleJob[] = ['throttled', 'quota', 'auth-401'].map((name) => ({
    name,
    path: '',
    root: 'collected',
    reportPath: `reports/${name}.json`,
  }));

  /** Runs the jobs by one thread; what is written waits until it is let go. */
  function start(): {
    readonly run: Promise<unknown>;
    readonly written: readonly string[];
    readonly begun: readonly string[];
    readonly abort: () => void;
    readonly letGo: () => void;
  } {
    const [written, begun]: [string[], string[]] = [[], []];
    const interruption = new AbortController();
    let letGo = (): void => undefined;
    const isFree = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const of: JobRun = {
      jobs: jobs.map((job) => ({ ...job, path: join(root, job.name) })),
      setting: { folder: output, options: {}, optionsKey: 'o' },
      budget,
      onBegin: ({ name }) => begun.push(name),
      async onResult({ line: { name } }) {
        await isFree;
        written.push(name);
      },
      signal: interruption.signal,
    };
    const run = runInThreads(of, 1).then(
      () => 'ended',
      (error: unknown) => (error instanceof Error ? error.name : error),
    );
    return { run, written, begun, abort: () => interruption.abort(), letGo };
  }

  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await setTimeout(5);
  };

  test('loses no bundle that was finished while the line before was still being written', async () => {
    const { run, written, begun, abort, letGo } = start();
    await until(() => existsSync(join(output, 'reports/quota.json')));
    // Its report is there; its line is on the way to whoever waits for the one before.
    await setTimeout(300);
    abort();
    letGo();
    expect(await run).toBe('AbortError');
    expect(written).toEqual(['throttled', 'quota']);
    expect(begun, 'and nothing more is begun').toEqual(['throttled', 'quota']);
  });

  test('waits for what is being written', async () => {
    const { run, written, abort, letGo } = start();
    await until(() => existsSync(join(output, 'reports/throttled.json')));
    abort();
    expect(await Promise.race([run, setTimeout(1000, 'waits')])).toBe('waits');
    letGo();
    expect(await run).toBe('AbortError');
    expect(written[0]).toBe('throttled');
  });
});
