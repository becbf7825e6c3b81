import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnsOf } from '../../src/report/text-width.ts';
import { type UnpackedStory, unpackStory } from '../make/unpack-story.ts';
import { diffSchemaErrors, verificationSchemaErrors } from '../report/valid-report.ts';
import { runCli } from './run-cli.ts';

const TRACE = 'Tracing/Lync-16.0.6741.5305-Office-x86ship-U.txt';

let story: UnpackedStory;
let beside = '';
let report = '';

beforeAll(async () => {
  story = await unpackStory('drafts-bug');
  beside = join(story.path, '..', 'beside');
  mkdirSync(beside);
  report = join(beside, 'report.json');
  expect((await runCli([story.path, ...story.options, '-f', 'json', '-o', report])).code).toBe(0);
});

afterAll(async () => {
  rmSync(beside, { recursive: true });
  await story.remove();
});

describe('verify', () => {
  test('tells that all holds, as a table and as JSON', async () => {
    const table = await runCli(['verify', report, story.path, '--width', '60']);
    expect(table.stdout).toMatch(/\n\d+ of \d+ citations hold\.\n/);
    expect(table.stdout).not.toContain('What does not hold');
    for (const line of table.stdout.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(60);
    const json = await runCli(['verify', report, story.path, '-f', 'json']);
    const found = JSON.parse(json.stdout);
    expect(verificationSchemaErrors(found)).toEqual([]);
    expect([found.lost, found.counts.holds === found.citations]).toEqual([[], true]);
    expect([table.code, table.stderr, json.code, json.stderr]).toEqual([0, '', 0, '']);
  });

  test('of a report that PowerShell wrote by >', async () => {
    const wide = join(beside, 'wide.json');
    const text = readFileSync(report, 'utf-8').replaceAll('\n', '\r\n');
    writeFileSync(wide, Buffer.from(`\ufeff${text}`, 'utf16le'));
    const { code, stdout } = await runCli(['verify', wide, story.path]);
    expect([code, stdout.includes('citations hold.')]).toEqual([0, true]);
  });

  test('of standard input', async () => {
    const bytes = readFileSync(join(story.path, TRACE));
    const piped = join(beside, 'piped.json');
    await runCli(['-', '-f', 'json', '-o', piped], { stdin: bytes });
    const held = await runCli(['verify', piped, '-'], { stdin: bytes });
    expect([held.code, held.stderr]).toEqual([0, '']);
    const moved = await runCli(['verify', piped, '-'], { stdin: Buffer.concat([Buffer.from('first\n'), bytes]) });
    expect(moved.code).toBe(1);
    expect(moved.stdout).toContain(' moved.');
  });

  test('ends with 1 where something does not hold, and says what and where', async () => {
    const path = join(story.path, TRACE);
    const before = readFileSync(path);
    try {
      writeFileSync(path, Buffer.concat([Buffer.from('one line more\r\n'), before]));
      const { code, stdout } = await runCli(['verify', report, story.path]);
      expect(code).toBe(1);
      expect(stdout).toMatch(/\nWhat does not hold \(\d+\)\n {2}moved Tracing\/Lync-[^\n]*:\d+ -> line \d+\n/);
    } finally {
      writeFileSync(path, before);
    }
    appendFileSync(path, '');
    expect((await runCli(['verify', report, story.path])).code).toBe(0);
  });

  test('ends with 3 where the bundle is another one', async () => {
    const other = join(beside, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'notes.txt'), 'nothing\n');
    const { code, stderr, stdout } = await runCli(['verify', report, other]);
    expect(stderr).toBe('oimscope: none of the sources of the report is in the bundle\n');
    expect([code, stdout.includes('of a source that is not there')]).toEqual([3, true]);
  });

  test.each([
    [['verify'], 'no report given'],
    [['verify', 'REPORT'], 'no bundle given'],
    [['verify', '-', '.'], 'the report is a file'],
    [['verify', 'none.json', '.'], 'none.json: no such file'],
    [['verify', 'REPORT', 'no-such-folder'], 'no such file or folder'],
    [['verify', 'FOLDER', '.'], 'a folder; name the file of a report'],
    [['verify', 'LATER', '.'], 'written by a later version of oimscope'],
    [['verify', 'CUT', '.'], 'the report was cut'],
    [['verify', 'REPORT', '.', '-o', 'REPORT'], 'part of the input'],
    [['verify', 'REPORT', '.', '--zone', 'Mars'], 'no time zone'],
  ])('%j ends with 2 and one line', async (words, message) => {
    writeFileSync(join(beside, 'later.json'), '{"schema":"oimscope.report/2"}');
    writeFileSync(join(beside, 'cut.json'), readFileSync(report, 'utf-8').slice(0, 5000));
    const named: Readonly<Record<string, string>> = {
      REPORT: report,
      FOLDER: beside,
      LATER: join(beside, 'later.json'),
      CUT: join(beside, 'cut.json'),
    };
    const { stdout, stderr, code } = await runCli(words.map((word) => named[word] ?? word));
    expect(stderr).toContain(message);
    expect([stdout, stderr.trimEnd().split('\n').length, code]).toEqual(['', 1, 2]);
  });
});

describe('diff', () => {
  let later = '';

  beforeAll(async () => {
    const other = await unpackStory('throttled');
    later = join(beside, 'later-report.json');
    await runCli([other.path, ...other.options, '-f', 'json', '-o', later]);
    await other.remove();
  });

  test('of a report and itself there is none', async () => {
    const { stdout, stderr, code } = await runCli(['diff', report, report]);
    expect(stdout).toBe('oimscope: from drafts-bug to drafts-bug\n\nNo difference.\n');
    expect([stderr, code]).toEqual(['', 0]);
  });

  test('of two reports is told as a table and as JSON; only --fail-on makes it fail', async () => {
    const table = await runCli(['diff', report, later]);
    expect(table.stdout).toContain('\n  gone error drafts-bug-2016-06 (likely): ');
    expect(table.stdout).toContain('\n  new warning throttled (proven): ');
    expect(table.stdout).toContain('\n  stuck-in-drafts: 3 -> 0\n');
    expect([table.code, table.stderr]).toEqual([0, '']);
    const json = await runCli(['diff', report, later, '-f', 'json', '--fail-on', 'warning']);
    expect(diffSchemaErrors(JSON.parse(json.stdout))).toEqual([]);
    const codeFor = async (before: string, after: string, severity: string) =>
      (await runCli(['diff', before, after, '--fail-on', severity])).code;
    expect(json.code).toBe(1);
    expect(await codeFor(report, later, 'error')).toBe(0);
    expect(await codeFor(later, report, 'error')).toBe(1);
  });

  test('of two results folders, bundle by bundle', async () => {
    const roots = join(beside, 'roots');
    mkdirSync(join(roots, 'alice', 'Tracing'), { recursive: true });
    writeFileSync(join(roots, 'alice', TRACE), readFileSync(join(story.path, TRACE)));
    const [first, second] = [join(beside, 'first'), join(beside, 'second')];
    expect((await runCli(['batch', roots, '-o', first])).code).toBe(0);
    mkdirSync(join(roots, 'bob', 'Tracing'), { recursive: true });
    writeFileSync(join(roots, 'bob', TRACE), readFileSync(join(story.path, TRACE)));
    expect((await runCli(['batch', roots, '-o', second])).code).toBe(0);
    const { stdout, code } = await runCli(['diff', first, second, '--fail-on', 'error']);
    expect(stdout).toContain('Bundles: 1 same, 0 changed, 1 new, 0 gone.');
    expect(code).toBe(1);
    writeFileSync(join(second, 'reports', 'alice.json'), '{');
    const partial = await runCli(['diff', first, second]);
    expect([partial.code, partial.stdout.includes('1 unreadable')]).toEqual([4, true]);
  });

  test.each([
    [['diff'], 'two reports are wanted'],
    [['diff', 'a'], 'two reports are wanted'],
    [['diff', 'none.json', 'none.json'], 'no such file'],
    [['diff', '-', '-'], 'no standard input'],
    [['diff', '.', 'package.json'], 'one of each'],
    [['diff', '.', '.'], 'not a results folder'],
    [['diff', 'package.json', 'package.json'], 'not a report'],
  ])('%j ends with 2 and one line', async (words, message) => {
    const { stdout, stderr, code } = await runCli(words);
    expect(stderr).toContain(message);
    expect([stdout, stderr.trimEnd().split('\n').length, code]).toEqual(['', 1, 2]);
  });
});
