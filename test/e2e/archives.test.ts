import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARCHIVE_LIMITS } from '../../src/input/archive/archive-limits.ts';
import type { Report } from '../../src/model/report.ts';
import { writeCab } from '../make/archives/cab-writer.ts';
import { deflatedRepeat, gzipRepeat } from '../make/archives/deflate-bomb.ts';
import { paxHeader, type TarMember, writeTar } from '../make/archives/tar-writer.ts';
import { extraField, u16, u32, u64, writeZip, type ZipMember } from '../make/archives/zip-writer.ts';
import { type UnpackedStory, unpackStory } from '../make/unpack-story.ts';
import { expectValidReport } from '../report/valid-report.ts';
import { type Outcome, runCli } from './run-cli.ts';

const PEAK = fileURLToPath(new URL('./peak-memory.mjs', import.meta.url));
const MIB = 1 << 20;
/** What the program itself takes is 60 MiB, a decompressor of a bomb as much again. */
const MOST_MEMORY = 250 * MIB;

let folder = '';
let story: UnpackedStory;
/** What the program says of the folder of the story. */
let plain: Outcome;
let members: readonly { readonly name: string; readonly data: Buffer; readonly mtime: number }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-archives-'));
  story = await unpackStory('drafts-bug');
  plain = await runCli([story.path, '-f', 'json']);
  const names = readdirSync(story.path, { recursive: true, encoding: 'utf-8' });
  members = names
    .filter((name) => statSync(join(story.path, name)).isFile())
    .map((name) => ({
      name,
      data: readFileSync(join(story.path, name)),
      mtime: statSync(join(story.path, name)).mtimeMs / 1000,
    }));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await story.remove();
});

interface Run {
  readonly report: Report;
  readonly code: number | undefined;
  /** Most memory of the process, in bytes. */
  readonly peak: number;
  readonly seconds: number;
}

/** Runs the program on a file of these bytes, or with them on standard input. */
async function run(name: string, bytes: Uint8Array, options: readonly string[] = []): Promise<Run> {
  const path = join(folder, name);
  const peakFile = join(folder, 'peak');
  if (name !== '-') writeFileSync(path, bytes);
  const started = performance.now();
  const { stdout, code } = await runCli([name === '-' ? '-' : path, '-f', 'json', ...options], {
    env: { NODE_OPTIONS: `--import=${PEAK}`, PEAK_FILE: peakFile },
    ...(name === '-' ? { stdin: bytes } : {}),
  });
  const report: Report = JSON.parse(stdout);
  expectValidReport(report);
  return { report, code, peak: Number(readFileSync(peakFile)), seconds: (performance.now() - started) / 1000 };
}

/** The members with their time in UTC and exact, which the time of DOS is not. */
function zipped(): readonly ZipMember[] {
  return members.map(({ name, data, mtime }) => {
    const fileTime = 10_000 * (1000 * mtime + 11_644_473_600_000);
    return { name, data, extra: extraField(0x000a, Buffer.concat([u32(0), u16(1, 24), u64(fileTime, 0, 0)])) };
  });
}

function tarred(): readonly TarMember[] {
  return members.flatMap(({ name, data, mtime }) => [paxHeader({ mtime: String(mtime) }), { name, data }]);
}

/** What a report says but for where it stands. */
function gist({ messages, findings, collectedAt }: Report): unknown {
  return {
    messages: messages.map(({ outcome, recipients, sentAt, spool, causes }) => ({
      outcome,
      recipients,
      sentAt,
      spool,
      causes,
    })),
    findings: findings.map(({ rule, verdict }) => ({ rule, verdict })),
    collectedAt,
  };
}

describe('a story', () => {
  test.each<[string, () => Buffer]>([
    ['logs.zip', () => writeZip(zipped())],
    ['logs.tar', () => writeTar(tarred())],
    ['logs.tgz', () => gzipSync(writeTar(tarred()))],
    ['nested.zip', () => writeZip([{ name: 'in.tar.gz', data: gzipSync(writeTar(tarred())) }])],
    ['-', () => writeZip(zipped())],
  ])('is told alike out of its folder and out of %s', async (name, make) => {
    const { report, code, peak } = await run(name, make());
    expect(gist(report)).toEqual(gist(JSON.parse(plain.stdout)));
    expect(report.bundle.sources).toHaveLength(members.length);
    expect(report.bundle.sources.every(({ path }) => path.startsWith(`${name}/`))).toBe(true);
    expect(code).toBe(plain.code);
    expect(peak).toBeLessThan(MOST_MEMORY);
  });

  test('out of a cabinet, whose times are those of DOS', async () => {
    const { report, code } = await run('logs.cab', writeCab(members), ['--now', '2016-06-08T12:00:00Z']);
    const { stdout } = await runCli([story.path, '-f', 'json', '--now', '2016-06-08T12:00:00Z']);
    const outcomes = ({ messages }: Report) =>
      messages.map(({ outcome, spool, causes }) => ({ outcome, spool, causes }));
    expect(outcomes(report)).toEqual(outcomes(JSON.parse(stdout)));
    expect(code).toBe(0);
  });

  test('an empty spooler folder in an archive says that no message waits', async () => {
    const traces = members.filter(({ name }) => name.startsWith('Tracing'));
    const { report } = await run(
      'no-spool.zip',
      writeZip([...traces, { name: 'sip_alice@contoso.com/History Spooler/' }]),
    );
    expect(report.messages.map(({ spool }) => spool)).toContain('absent');
  });

  test('an archive without anything of use ends with 3', async () => {
    for (const bytes of [
      writeZip([{ name: 'note.txt', data: 'nothing of interest' }]),
      writeZip([]),
      writeZip([]).subarray(0, 5),
    ]) {
      expect((await run('none.zip', bytes)).code).toBe(3);
    }
  });

  test('an archive of which a limit left nothing of use ends with 4: behind it something may stand', async () => {
    const inner = writeZip([{ name: 'in.zip', data: writeZip(zipped()) }]);
    const { report, code } = await run('deep.zip', writeZip([{ name: 'in.zip', data: inner }]));
    expect(report.issues.map((issue) => issue.code)).toEqual(['capped']);
    expect(code).toBe(4);
    const output = join(folder, 'deep.txt');
    const told = await runCli([join(folder, 'deep.zip'), '-o', output]);
    expect(told).toEqual({ stdout: '', stderr: '', code: 4 });
  });
});

describe('what would fill memory or take for ever', () => {
  const LINE = 'TL_INFO(TF_COMPONENT) [0]1F4C.0F28::06/08/2016-09:15:00.250.00000001 (EWS,Client)text\r\n';

  function bomb(text: string): ZipMember {
    const { packed, size } = deflatedRepeat(text, 2048);
    return { name: 'bomb', packed, lies: { size, crc: 0 } };
  }

  test.each<[string, () => Buffer]>([
    ['2 GiB of zeros beside a trace', () => writeZip([bomb('\0'), ...zipped()])],
    ['2 GiB of lines of a trace', () => writeZip([bomb(LINE), ...zipped()])],
    [
      '2 GiB of lines in a zip in a zip',
      () => writeZip([{ name: 'in.zip', data: writeZip([bomb(LINE)]) }, ...zipped()]),
    ],
    [
      '2 GiB of zeros behind the members of a tar.gz',
      () => {
        const head = writeTar([...tarred(), { name: 'bomb', stated: 2 ** 31 }], true);
        return Buffer.concat([gzipSync(head), gzipRepeat('\0', 2048)]);
      },
    ],
  ])('%s: capped, and the rest is read', async (_name, make) => {
    const { report, code, peak, seconds } = await run('bomb.zip', make());
    expect(report.issues.map((issue) => issue.code)).toContain('capped');
    expect(report.gaps.map(({ kind }) => kind)).toContain('capped');
    expect(report.messages).toHaveLength(3);
    expect(code).toBe(4);
    expect(peak).toBeLessThan(MOST_MEMORY);
    expect(seconds).toBeLessThan(20);
  });

  test('more entries than are read', async () => {
    const many = Array.from({ length: ARCHIVE_LIMITS.entries + 1000 }, (_, i) => ({ name: `${i}`, method: 0 }));
    const { report, code, peak, seconds } = await run('many.zip', writeZip([...zipped(), ...many]));
    expect(report.issues.filter((issue) => issue.code === 'capped')).toHaveLength(1);
    expect(report.messages).toHaveLength(3);
    expect(code).toBe(4);
    expect(peak).toBeLessThan(MOST_MEMORY);
    expect(seconds).toBeLessThan(30);
  });

  test('an archive on standard input that is too large to hold', async () => {
    // A pipe brings up to 64 KiB at a time: of the last piece that is asked for all is held.
    const packed = Buffer.alloc(ARCHIVE_LIMITS.standardInputBytes + MIB, 'x');
    const noise: ZipMember = { name: 'z.bin', packed, method: 0, lies: { size: packed.length } };
    const { report, code, peak } = await run('-', writeZip([...zipped(), noise]));
    const capped = report.issues.filter((issue) => issue.code === 'capped');
    expect(capped.map(({ source }) => source)).toContain('-');
    expect(capped[0]?.text).toContain('Give the file itself');
    expect(report.messages).toHaveLength(3);
    expect(code).toBe(4);
    expect(peak).toBeLessThan(MOST_MEMORY);
  });
});
