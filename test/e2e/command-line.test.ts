import { link, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/model/version.ts';
import { runCli } from './run-cli.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oimscope-cli-'));
  await writeFile(join(folder, 'note.txt'), 'nothing of interest\n');
});

afterAll(() => rm(folder, { recursive: true }));

test('-f html writes one whole page, the same on standard output and to a file', async () => {
  const bundle = ['fixtures/bundles/quota/bundle', '--now', '2016-06-20T12:00:00Z', '-f', 'html'];
  const file = join(folder, 'quota.html');
  const { stdout, code } = await runCli(bundle);
  expect(stdout).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*<\/html>\n$/);
  expect(stdout).toContain('3 of 3 offline messages did not arrive: 3 rejected (quota, proven).');
  expect(code).toBe(0);
  await runCli([...bundle, '-o', file]);
  expect(await readFile(file, 'utf-8')).toBe(stdout);
  await rm(file);
});

describe('wrong usage ends with 2 and one line that helps', () => {
  test.each([
    [[], 'no path given'],
    [['--nope', '.'], 'Unknown argument: nope'],
    [['.', '-f', 'xml'], 'Given: "xml", Choices: "table", "json"'],
    [['rules', '-f', 'csv'], 'Given: "csv", Choices: "table", "json"'],
    [['explain', '--all', '.', '-f', 'markdown'], 'Given: "markdown", Choices: "table", "json"'],
    [['.', '-f'], 'Not enough arguments following: f'],
    [['.', '--width', '60', '--width', '70'], '--width is given more than once'],
    [['.', '--width', '12'], 'from 40 to 1000'],
    [['.', '--zone', 'Mars/Phobos'], '"Mars/Phobos" is no time zone'],
    [['.', '--now', 'yesterday'], 'not an ISO 8601 time'],
    [['.', '--client-version', '16'], '16.0.6741.2048'],
    [['.', '--mailbox', 'cloud'], 'Choices: "on-premises", "online"'],
    [['.', '--fail-on', 'fatal'], 'Choices: "error"'],
    [['rules', 'extra'], 'Unknown argument: extra'],
    [['no-such-thing'], 'no-such-thing: no such file or folder; nor is it a command'],
    [['analyze', 'no-such-thing'], 'no-such-thing: no such file or folder; check the spelling'],
    [['.', 'no-such-thing'], 'no-such-thing: no such file or folder; check the spelling'],
    [['explain', 'quota', 'no-such-thing'], 'no-such-thing: no such file or folder; check the spelling'],
    [['caf\u{fffd}'], 'its name is not valid UTF-8; rename it'],
    [['Tracing/*.etl'], 'wildcards are not expanded'],
    [['%localappdata%\\Microsoft'], '$env:LOCALAPPDATA'],
    [['~/logs'], 'write the path in full'],
    [['missing\u001b[2J.txt'], 'missing\\u{1b}[2J.txt'],
  ])('%j', async (args, message) => {
    const { stdout, stderr, code } = await runCli(args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('an output file that cannot be written', async () => {
    const { stderr, code } = await runCli([folder, '-o', join(folder, 'no', 'such', 'folder.json')]);
    expect(stderr).toContain('cannot be written');
    expect(code).toBe(2);
  });

  test('an output file that is part of the input', async () => {
    const input = join(folder, 'note.txt');
    const before = await readFile(input, 'utf-8');
    for (const paths of [[folder], [input]]) {
      const { stderr, code } = await runCli([...paths, '-o', input]);
      expect(stderr).toContain('part of the input');
      expect(code).toBe(2);
    }
    expect(await readFile(input, 'utf-8')).toBe(before);
  });

  test('an output file in a folder that is read is written, and said to be read next time', async () => {
    const bundle = await mkdtemp(join(tmpdir(), 'oimscope-within-'));
    await writeFile(join(bundle, 'note.txt'), 'a note');
    const elsewhere = join(await mkdtemp(join(tmpdir(), 'oimscope-out-')), 'report.json');
    const within = await runCli([bundle, '-o', join(bundle, 'report.json')]);
    expect(within.stderr).toContain('the next run reads it too');
    expect((await readFile(join(bundle, 'report.json'), 'utf-8')).length).toBeGreaterThan(0);
    const outside = await runCli([bundle, '-o', elsewhere]);
    expect(outside.stderr).not.toContain('the next run');
  });

  test('an output file that is part of the input by another name', async () => {
    const twin = join(await mkdtemp(join(tmpdir(), 'oimscope-out-')), 'twin.txt');
    await link(join(folder, 'note.txt'), twin);
    const other = await mkdtemp(join(tmpdir(), 'oimscope-other-'));
    for (const args of [[folder], [join(folder, 'note.txt')], ['decode', folder], [other, '--tmf', folder]]) {
      const { stderr, code } = await runCli([...args, '-o', twin]);
      expect([stderr.includes('part of the input'), code], args.join(' ')).toEqual([true, 2]);
    }
    expect(await readFile(twin, 'utf-8')).toBe(await readFile(join(folder, 'note.txt'), 'utf-8'));
  });

  test('line breaks in the name of a file', async () => {
    const forged = join(await mkdtemp(join(tmpdir(), 'oimscope-name-')), 'a\nERROR quota (proven): fake.txt');
    await writeFile(forged, 'nothing');
    const { stdout } = await runCli([forged]);
    expect(stdout).toContain('a\\u{a}ERROR quota');
    expect(stdout).not.toMatch(/^ERROR quota/m);
  });
});

describe('what the program tells of itself', () => {
  test('--version', async () => {
    expect(await runCli(['--version'])).toEqual({ stdout: `${VERSION}\n`, stderr: '', code: 0 });
  });

  test('--help has the options, examples and exit codes', async () => {
    const { stdout, stderr, code } = await runCli(['--help']);
    expect(stdout).toContain('--client-version');
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('3 no usable input');
    expect(stdout).not.toContain('\0');
    expect([stderr, code]).toEqual(['', 0]);
  });

  test.each(['rules', 'formats'])('%s lists ids, as text and as JSON', async (command) => {
    const text = await runCli([command]);
    const json = await runCli([command, '--format', 'json']);
    const ids = (JSON.parse(json.stdout) as readonly { id: string }[]).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(3);
    expect(
      text.stdout
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith(' '))
        .map((line) => line.split(' ')[0]),
    ).toEqual(ids);
    expect([text.code, json.code]).toEqual([0, 0]);
  });

  test('completion prints a script', async () => {
    const { stdout, code } = await runCli(['completion']);
    expect(stdout).toContain('--get-yargs-completions');
    expect(stdout).toContain('oimscope');
    expect(code).toBe(0);
  });
});

describe('a bundle of no use', () => {
  test('ends with 3 and says what was looked at', async () => {
    const { stdout, stderr, code } = await runCli([folder]);
    expect(stdout).toContain('note.txt: unknown');
    expect(stdout).toContain('How to go on');
    expect([stderr, code]).toEqual(['', 3]);
  });

  test('the default command and analyze are one', async () => {
    expect(await runCli(['analyze', folder])).toEqual(await runCli([folder]));
  });

  test('- is standard input', async () => {
    const { stdout, code } = await runCli(['-', '-f', 'json'], { stdin: 'nothing of interest\n' });
    expect(JSON.parse(stdout).bundle.sources[0].path).toBe('-');
    expect(code).toBe(3);
  });

  test('--output writes the same bytes to a file and nothing to standard output', async () => {
    const file = join(folder, '..', 'oimscope-report.json');
    const piped = await runCli([join(folder, 'note.txt'), '-f', 'json']);
    const written = await runCli([join(folder, 'note.txt'), '-f', 'json', '-o', file]);
    expect(await readFile(file, 'utf-8')).toBe(piped.stdout);
    expect(written.stdout).toBe('');
    expect(written.code).toBe(3);
    await rm(file);
  });
});

describe('streams', () => {
  test('a reader that goes away ends the program quietly', async () => {
    const { stderr, code } = await runCli(['rules', '-f', 'json'], { onStart: (child) => child.stdout.destroy() });
    expect([stderr, code]).toEqual(['', 0]);
  });

  test('an interruption ends it with 130', async () => {
    const { stdout, code } = await runCli(['-', '--progress', 'always'], {
      onStart: (child) => {
        // The progress line says that the reading has begun.
        child.stderr.once('data', () => child.kill('SIGINT'));
      },
    });
    expect([stdout, code]).toEqual(['', 130]);
  });

  test('a progress line is only for those who ask, and is erased', async () => {
    expect((await runCli([folder])).stderr).toBe('');
    const { stderr } = await runCli([folder, '--progress', 'always']);
    expect(stderr).toContain('note.txt');
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, boolean]>([
    ['a pipe', [], {}, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['--color always', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ['--color never', ['--color', 'never'], { FORCE_COLOR: '1' }, false],
  ])('colour with %s', async (_name, args, env, isColored) => {
    const { stdout } = await runCli([folder, ...args], { env });
    expect(stdout.includes('\u001b[')).toBe(isColored);
  });
});
