import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { runRadar } from '../../src/cli/commands/radar.ts';
import { openLiveOutput, openOutput, writeOutput } from '../../src/cli/output.ts';
import { openRedaction, writeMap } from '../../src/cli/redaction.ts';
import { writeWhole } from '../../src/cli/whole-file.ts';
import { TraceError } from '../../src/model/errors.ts';

const root = mkdtempSync(join(tmpdir(), 'oimscope-whole-file-'));
const isPosix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;
let number = 0;
let folder = root;
beforeEach(() => {
  number += 1;
  folder = join(root, String(number));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true }));

function* broken(): Generator<string> {
  yield 'a piece'.repeat(20_000);
  throw new Error('the parts broke off');
}

function modeOf(file: string): number {
  return statSync(file).mode & 0o777;
}

/** What a program in a shell wrote. */
async function outputOf(script: string): Promise<string> {
  const child = spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const part of child.stdout.setEncoding('utf-8')) text += String(part);
  return text;
}

test('a text that breaks off leaves the earlier file, and nothing beside it', async () => {
  const file = join(folder, 'report.json');
  writeFileSync(file, 'earlier');
  await expect(writeOutput(broken(), file)).rejects.toThrow('the parts broke off');
  expect(readFileSync(file, 'utf-8')).toBe('earlier');
  await expect(writeOutput(broken(), join(folder, 'new.json'))).rejects.toThrow('the parts broke off');
  expect(readdirSync(folder)).toEqual(['report.json']);
});

test('until it is closed, the earlier file stands there; what is discarded never does', async () => {
  const file = join(folder, 'report.json');
  writeFileSync(file, 'earlier');
  const discarded = await openOutput(file);
  await discarded.write('half');
  await discarded.discard();
  expect(readdirSync(folder)).toEqual(['report.json']);
  const output = await openOutput(file);
  await output.write('la');
  await output.write('ter');
  expect(readFileSync(file, 'utf-8')).toBe('earlier');
  await output.close();
  await output.discard();
  expect(readFileSync(file, 'utf-8')).toBe('later');
  expect(readdirSync(folder)).toEqual(['report.json']);
});

test('what is followed while it grows stands there at once', async () => {
  const file = join(folder, 'events.ndjson');
  const output = await openLiveOutput(file);
  await output.write('one\n');
  expect(readFileSync(file, 'utf-8')).toBe('one\n');
  await output.close();
});

test.runIf(isPosix)('a link stays a link, also one that leads to nothing yet', async () => {
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(folder, 'elsewhere', 'there'), 'earlier');
  for (const name of ['there', 'new']) {
    const link = join(folder, `${name}.link`);
    symlinkSync(join('elsewhere', name), link);
    await writeOutput(['later'], link);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'elsewhere', name), 'utf-8')).toBe('later');
  }
  expect(readdirSync(folder).toSorted()).toEqual(['elsewhere', 'new.link', 'there.link']);
});

test.runIf(isPosix)('a file keeps its permissions and its other names', async () => {
  const [file, other] = [join(folder, 'report.json'), join(folder, 'other.json')];
  writeFileSync(file, 'earlier');
  chmodSync(file, 0o604);
  await writeOutput(['later'], file);
  expect(modeOf(file)).toBe(0o604);
  linkSync(file, other);
  await writeOutput(['latest'], file);
  expect(readFileSync(other, 'utf-8')).toBe('latest');
});

test.runIf(isPosix && !isRoot)('what must not be written is not replaced', async () => {
  const file = join(folder, 'report.json');
  writeFileSync(file, 'earlier');
  chmodSync(file, 0o444);
  await expect(writeOutput(['later'], file)).rejects.toThrow('not writable: you are not allowed to');
  expect(readFileSync(file, 'utf-8')).toBe('earlier');
});

test.runIf(isPosix && !isRoot)('a file in a folder that is closed to us is written in its place', async () => {
  const file = join(folder, 'report.json');
  writeFileSync(file, 'earlier');
  chmodSync(folder, 0o555);
  await writeOutput(['later'], file);
  chmodSync(folder, 0o755);
  expect(readFileSync(file, 'utf-8')).toBe('later');
});

test.runIf(isPosix)('a map of tokens is for its owner alone, whoever could read an earlier one', async () => {
  const file = join(folder, 'map.json');
  writeFileSync(file, 'earlier');
  chmodSync(file, 0o644);
  await writeMap(file, { map: { 'user-1': 'alice@contoso.com' } });
  expect(modeOf(file)).toBe(0o600);
  expect(readFileSync(file, 'utf-8')).toContain('alice@contoso.com');
  await expect(writeWhole({ file, option: 'redact-map', mode: 0o600 }, broken())).rejects.toThrow('broke off');
  expect(readFileSync(file, 'utf-8')).toContain('alice@contoso.com');
});

test.runIf(process.platform === 'linux')('a device is written directly, and stays as it is', async () => {
  const mode = modeOf('/dev/null');
  await writeOutput(['text'], '/dev/null');
  await writeMap('/dev/null', { map: {} });
  expect(modeOf('/dev/null')).toBe(mode);
  await expect(writeOutput(['text'], '/dev/full')).rejects.toThrow(
    '--output /dev/full cannot be written: no space left on the disk',
  );
});

test.runIf(isPosix)('a pipe is written directly', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const read = outputOf(`cat '${pipe}'`);
  await writeOutput(['one ', 'two'], pipe);
  expect(await read).toBe('one two');
});

test.runIf(process.platform === 'linux')(
  'what a process has open keeps what it has, and takes the text behind it',
  async () => {
    const file = join(folder, 'report.json');
    writeFileSync(file, 'earlier, ');
    const fd = openSync(file, 'a');
    await writeOutput(['later'], `/proc/self/fd/${fd}`);
    closeSync(fd);
    expect(readFileSync(file, 'utf-8')).toBe('earlier, later');
  },
);

const ROOM = 256 * 1024;

/** A small disk, where one can be had. */
function mounted(): string | undefined {
  if (process.platform !== 'linux' || !isRoot) return undefined;
  const disk = mkdtempSync(join(root, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOM}`, 'tmpfs', disk], { stdio: 'ignore' });
    return disk;
  } catch {
    return undefined;
  }
}

const disk = mounted();
afterAll(() => {
  if (disk !== undefined) execFileSync('umount', [disk]);
});

test.runIf(disk !== undefined)('a full disk keeps the earlier report, and no stump', async () => {
  const file = join(String(disk), 'report.json');
  const earlier = 'x'.repeat(ROOM / 2);
  writeFileSync(file, earlier);
  await expect(writeOutput(['y'.repeat(ROOM)], file)).rejects.toThrow(
    `--output ${file} cannot be written: no space left on the disk`,
  );
  expect(readFileSync(file, 'utf-8')).toBe(earlier);
  await expect(writeOutput(['y'.repeat(ROOM)], join(String(disk), 'new.json'))).rejects.toThrow(
    'no space left on the disk',
  );
  expect(readdirSync(String(disk))).toEqual(['report.json']);
});

test.runIf(disk !== undefined)('a full disk leaves no stump of a new key or a draft phrasebook', async () => {
  const small = String(disk);
  const fill = join(small, 'fill');
  expect(() => writeFileSync(fill, 'x'.repeat(2 * ROOM))).toThrow('ENOSPC');
  const key = join(small, 'key');
  await expect(openRedaction({ keepDomains: [], key }, undefined, [])).rejects.toThrow(
    `--redact-key ${key} cannot be written: no space left on the disk`,
  );
  const draft = join(small, 'draft.json');
  const failure = await runRadar(
    {
      paths: ['fixtures/phrasebook/trace.txt'],
      format: 'json',
      progress: 'never',
      display: { color: 'never', verbose: false, output: '/dev/null' },
      analysis: {},
      write: draft,
    },
    new AbortController().signal,
  ).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(TraceError);
  expect(String(failure)).toContain(`--write ${draft} cannot be written: no space left on the disk`);
  expect(readdirSync(small).filter((name) => name !== 'report.json')).toEqual(['fill']);
});

test.runIf(isPosix)('who reads a pipe may go away: the writing ends, and that is no error', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const pieces = (): string[] => Array.from({ length: 40 }, () => 'x'.repeat(1 << 16));
  const read = outputOf(`head -c 10 '${pipe}'`);
  await writeOutput(pieces(), pipe);
  expect(await read).toBe('x'.repeat(10));
  const again = outputOf(`head -c 10 '${pipe}'`);
  const output = await openLiveOutput(pipe);
  let isRead = true;
  for (const piece of pieces()) isRead &&= await output.write(piece);
  await output.close();
  expect([isRead, await again]).toEqual([false, 'x'.repeat(10)]);
});

test.runIf(process.platform === 'linux')(
  'a folder that is there, and takes no file, is not called missing',
  async () => {
    await expect(writeOutput(['text'], '/proc/report.json')).rejects.toThrow(
      '--output /proc/report.json cannot be written: no file can be made in that folder',
    );
  },
);
