import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Report, ReportMessage } from '../../src/index.ts';
import { BUNDLES } from '../make/bundle-folder.ts';
import { expectValidReport } from '../report/valid-report.ts';
import { runCli } from './run-cli.ts';
import { Watched } from './watched.ts';

const DRAFTS = join(BUNDLES, 'drafts-bug/bundle');
const SPOOLED = join(BUNDLES, 'left-in-spooler/bundle');
const TRACE = 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt';
const DAMAGED = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(60, 7)]);
const BIN = fileURLToPath(new URL('../../bin/oimscope.js', import.meta.url));

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'oimscope-'));
  const folder = join(parent, 'Lync');
  mkdirSync(folder);
  try {
    await use(folder);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

async function watching(folder: string, use: (watched: Watched) => Promise<void>): Promise<void> {
  const watched = new Watched([folder]);
  try {
    await use(watched);
  } finally {
    watched.child.kill('SIGKILL');
  }
}

async function analyzed(folder: string): Promise<Report> {
  const { stdout } = await runCli(['analyze', folder, '-f', 'json']);
  return JSON.parse(stdout);
}

function withoutIds(messages: Iterable<ReportMessage>): readonly unknown[] {
  return [...messages].map(({ id: _, ...message }) => JSON.stringify(message)).toSorted();
}

/** At rest what was told adds up to what analyze makes of the folder. */
async function expectAsAnalyzed(watched: Watched, folder: string): Promise<void> {
  const report = await analyzed(folder);
  expect(withoutIds(watched.messages.values())).toEqual(withoutIds(report.messages));
  expect([...watched.findings.keys()].toSorted()).toEqual(report.findings.map(({ rule }) => rule).toSorted());
  expect([...watched.issues.keys()].toSorted()).toEqual(report.issues.map((issue) => JSON.stringify(issue)).toSorted());
}

/** Waits until what was told is what analyze says; events may come in more than one batch. */
async function untilAsAnalyzed(watched: Watched, folder: string): Promise<void> {
  for (let tries = 0; tries < 6; tries++) {
    const report = await analyzed(folder);
    if (JSON.stringify(withoutIds(watched.messages.values())) === JSON.stringify(withoutIds(report.messages))) break;
    await watched.next(({ event }) => event === 'settled', 10_000).catch(() => undefined);
  }
  await expectAsAnalyzed(watched, folder);
}

describe('a folder under watch', () => {
  test('tells a message as it is appended, and ends with the report of analyze on SIGINT', async () => {
    await inFolder(async (folder) => {
      cpSync(DRAFTS, folder, { recursive: true });
      const trace = join(folder, TRACE);
      const whole = readFileSync(trace);
      writeFileSync(trace, whole.subarray(0, 20_000));
      await watching(folder, async (watched) => {
        const [started] = [await watched.next(() => true)];
        expect(started).toEqual({ event: 'started', schema: 'oimscope.watch/1', folder });
        await watched.settled();
        await expectAsAnalyzed(watched, folder);
        for (const [from, to] of [
          [20_000, 200_001],
          [200_001, 200_002],
          [200_002, 400_003],
          [400_003, whole.length],
        ] as const) {
          appendFileSync(trace, whole.subarray(from, to));
          await watched.settled();
          await untilAsAnalyzed(watched, folder);
        }
        expect([...watched.messages.values()].some(({ outcome }) => outcome === 'stuck-in-drafts')).toBe(true);
        expect(await watched.end('SIGINT')).toBe(0);
        const last = watched.events.at(-1);
        if (last?.event !== 'stopped') throw new Error('the last line is no stopped event');
        expect(last.report).toEqual(await analyzed(folder));
        expectValidReport(last.report);
        expect(watched.stderr).toBe('');
      });
    });
  });

  test('tells what was removed, and ends with 0 on SIGTERM', async () => {
    await inFolder(async (folder) => {
      cpSync(SPOOLED, folder, { recursive: true });
      await watching(folder, async (watched) => {
        await watched.settled();
        const ids = [...watched.messages.keys()];
        expect(ids.length).toBeGreaterThan(0);
        rmSync(folder, { recursive: true });
        for (const _ of ids) await watched.next(({ event }) => event === 'message-gone');
        expect(await watched.settled()).toEqual({ event: 'settled', messages: 0, findings: watched.findings.size });
        cpSync(SPOOLED, folder, { recursive: true });
        await watched.next(({ event }) => event === 'message');
        await untilAsAnalyzed(watched, folder);
        expect([...watched.messages.keys()].toSorted()).toEqual(ids.toSorted());
        rmSync(folder, { recursive: true });
        expect(await watched.end('SIGTERM')).toBe(0);
        const last = watched.events.at(-1);
        expect(last?.event === 'stopped' && last.report.messages).toEqual([]);
      });
    });
  });

  test('is followed through rotation, truncation and replacement', async () => {
    await inFolder(async (folder) => {
      cpSync(DRAFTS, folder, { recursive: true });
      const log = join(folder, 'Tracing/trace-0.txt');
      renameSync(join(folder, TRACE), log);
      const whole = readFileSync(log);
      writeFileSync(log, whole.subarray(0, 300_000));
      await watching(folder, async (watched) => {
        await watched.settled();
        renameSync(log, join(folder, 'Tracing/trace-1.txt'));
        writeFileSync(log, whole.subarray(300_000, 400_000));
        await untilAsAnalyzed(watched, folder);
        truncateSync(log, 100);
        appendFileSync(log, whole.subarray(400_000));
        await untilAsAnalyzed(watched, folder);
        writeFileSync(`${log}~`, whole.subarray(300_000, 500_000));
        renameSync(`${log}~`, log);
        await untilAsAnalyzed(watched, folder);
      });
    });
  });

  test('is left as it was found', async () => {
    await inFolder(async (folder) => {
      cpSync(DRAFTS, folder, { recursive: true });
      const listing = () =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
          (path) => `${path} ${statSync(join(folder, path)).mtimeMs}`,
        );
      const before = listing();
      await watching(folder, async (watched) => {
        await watched.settled();
        expect(await watched.end('SIGINT')).toBe(0);
      });
      expect(listing()).toEqual(before);
    });
  });
});

test('lines for people are told into a pipe', async () => {
  await inFolder(async (folder) => {
    cpSync(SPOOLED, folder, { recursive: true });
    const { stdout, stderr, code } = await runCli(['watch', folder], {
      onStart: (child) => {
        child.stdout.on('data', (text: string) => {
          if (String(text).includes('waiting for changes')) child.kill('SIGINT');
        });
      },
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`watching ${folder}\n`);
    expect(stdout).toMatch(/^m1 {2}to .*left-in-spooler/m);
    expect(stdout).toMatch(/^stopped: \d+ messages?, /m);
  });
});

describe('what cannot be read while it is watched', () => {
  test('is told as it comes and as it goes', async () => {
    await inFolder(async (folder) => {
      cpSync(SPOOLED, folder, { recursive: true });
      await watching(folder, async (watched) => {
        await watched.settled();
        const archive = join(folder, 'logs.zip');
        writeFileSync(archive, DAMAGED);
        expect(await watched.next(({ event }) => event === 'issue')).toMatchObject({
          issue: { code: 'ARCHIVE_DAMAGED', source: 'logs.zip' },
        });
        await watched.settled();
        await expectAsAnalyzed(watched, folder);
        rmSync(archive);
        expect(await watched.next(({ event }) => event === 'issue-gone')).toMatchObject({
          issue: { code: 'ARCHIVE_DAMAGED', source: 'logs.zip' },
        });
        await watched.settled();
        await expectAsAnalyzed(watched, folder);
      });
    });
  });

  test('is told when something else takes the place of the folder', async () => {
    await inFolder(async (folder) => {
      cpSync(SPOOLED, folder, { recursive: true });
      await watching(folder, async (watched) => {
        await watched.settled();
        rmSync(folder, { recursive: true });
        writeFileSync(folder, 'a file');
        await watched.next(
          (one) => one.event === 'issue' && one.issue.text === 'Something that is no folder stands in its place.',
        );
        while (!watched.stderr.includes('no folder')) await new Promise((resolve) => setTimeout(resolve, 50));
        expect(watched.stderr).toContain('something that is no folder stands where the folder was');
        expect(watched.messages.size).toBe(0);
        rmSync(folder);
        cpSync(SPOOLED, folder, { recursive: true });
        await watched.next(({ event }) => event === 'message');
        await untilAsAnalyzed(watched, folder);
      });
    });
  });

  test('is told in lines for people', async () => {
    await inFolder(async (folder) => {
      cpSync(DRAFTS, folder, { recursive: true });
      const archive = join(folder, 'logs.zip');
      const { stdout } = await runCli(['watch', folder], {
        onStart: (child) => {
          child.stdout.on('data', (text: string) => {
            if (String(text).includes('waiting for changes')) writeFileSync(archive, DAMAGED);
            if (String(text).includes('not read in full: logs.zip')) rmSync(archive, { force: true });
            if (String(text).includes('no longer so')) child.kill('SIGTERM');
          });
        },
      });
      expect(stdout).toMatch(/^not read in full: logs\.zip: /m);
      expect(stdout).toMatch(/^no longer so: not read in full: logs\.zip: /m);
    });
  });
});

test('a reader that goes away ends the watch quietly', async () => {
  await inFolder(async (folder) => {
    cpSync(SPOOLED, folder, { recursive: true });
    const child = spawn(process.execPath, [BIN, 'watch', folder, '-f', 'ndjson'], { env: { PATH: process.env.PATH } });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
      child.stdout.once('data', () => {
        child.stdout.destroy();
        writeFileSync(join(folder, 'more.txt'), 'x');
      });
    });
    expect([code, stderr]).toEqual([0, '']);
  });
});

// Links want rights on Windows that few have.
describe.skipIf(process.platform === 'win32')('a file of the folder is not written to by another name', () => {
  test.each<readonly [string, (file: string, output: string, folder: string) => void]>([
    ['a link to it', (file, output) => symlinkSync(file, output)],
    ['a hard link to it', (file, output) => linkSync(file, output)],
    ['a link that leads to nothing yet', (file, output) => symlinkSync(`${file}.new`, output)],
    [
      'a link to a link by a path of its own',
      (file, output) => {
        symlinkSync(basename(file), join(dirname(file), 'inner'));
        symlinkSync(join(dirname(file), 'inner'), output);
      },
    ],
    [
      'a link of a folder above it',
      (_file, output, folder) => {
        mkdirSync(dirname(output), { recursive: true });
        symlinkSync(folder, output);
      },
    ],
  ])('%s', async (_, link) => {
    await inFolder(async (folder) => {
      cpSync(DRAFTS, folder, { recursive: true });
      const file = join(folder, TRACE);
      const before = readFileSync(file);
      const output = join(dirname(folder), 'changes.ndjson');
      link(file, output, folder);
      const names = readdirSync(join(folder, 'Tracing'));
      const given = statSync(output, { throwIfNoEntry: false })?.isDirectory() ? join(output, 'x.ndjson') : output;
      const { code, stderr } = await runCli(['watch', folder, '-f', 'ndjson', '-o', given], {
        // A watch that begins all the same shall not go on for ever.
        onStart: (child) => setTimeout(() => child.kill('SIGTERM'), 8000).unref(),
      });
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/^oimscope: --output .* (folder under watch|the input)/),
      ]);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(readdirSync(join(folder, 'Tracing'))).toEqual(names);
    });
  });
});

test.skipIf(process.platform === 'win32')('a terminal that is closed ends the watch as SIGTERM does', async () => {
  await inFolder(async (folder) => {
    cpSync(SPOOLED, folder, { recursive: true });
    await watching(folder, async (watched) => {
      await watched.settled();
      expect(await watched.end('SIGHUP')).toBe(0);
      expect(watched.events.at(-1)?.event).toBe('stopped');
    });
  });
});

describe('what cannot be watched', () => {
  test.each([
    [['watch', '/no/such/folder'], 'no such file or folder'],
    [['watch', BIN], 'not a folder'],
    [['watch'], 'no folder given'],
    [['watch', '-'], 'standard input'],
    [['watch', '.', '-f', 'json'], 'format'],
    [['watch', '.', '-o', 'changes.ndjson'], 'in the folder under watch'],
    [['watch', '.', '..'], 'Unknown argument'],
    [['watch', ''], 'an empty path names no file or folder'],
    [['watch', 'nothing'], 'nothing: no such file or folder; check the spelling'],
  ])('%s ends with 2', async (args, words) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
