import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeZip } from '../make/archives/zip-writer.ts';
import { encodeText } from '../make/encode.ts';
import { type UnpackedStory, unpackStory } from '../make/unpack-story.ts';
import { runCli } from './run-cli.ts';

let folder: string;
let stories: UnpackedStory[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oimscope-excerpt-'));
  stories = [];
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const story of stories) await story.remove();
});

async function story(id: string): Promise<UnpackedStory> {
  const unpacked = await unpackStory(id);
  stories.push(unpacked);
  return unpacked;
}

interface Told {
  readonly findings: readonly { readonly rule: string; readonly verdict: string }[];
  readonly messages: readonly {
    readonly outcome: string;
    readonly sentAt: string;
    readonly causes: readonly string[];
  }[];
  readonly issues: readonly { readonly code: string }[];
}

async function told(path: string, options: readonly string[] = []) {
  const { stdout } = await runCli([path, ...options, '-f', 'json']);
  const { findings, messages }: Told = JSON.parse(stdout);
  return {
    findings: findings.map(({ rule, verdict }) => `${rule} ${verdict}`),
    messages: messages.filter(({ causes }) => causes.length > 0).map(({ outcome, sentAt }) => `${sentAt} ${outcome}`),
  };
}

function files(path: string): readonly string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();
}

describe('excerpt', () => {
  test('writes a folder that tells the same, names nobody, and says what it is', async () => {
    const { path, options } = await story('drafts-bug');
    const out = join(folder, 'new/out');
    mkdirSync(join(folder, 'new'));
    const { stdout, stderr, code } = await runCli(['excerpt', path, '-o', out, ...options]);
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(/: \d\d? of 3,063 records, [\d,]+ of 599,991 bytes, in 4 files\n/);
    expect(stdout).toContain(
      'Tells the same: build-below-onprem-min (proven), drafts-bug-2016-06 (likely)\nNo record can be left out.\n',
    );
    expect(await told(out)).toEqual(await told(path, options));
    for (const name of files(out)) {
      expect(name).not.toMatch(/alice|contoso/i);
      expect(readFileSync(join(out, name), 'latin1')).not.toMatch(/alice|contoso|\bbob\b|EXCH\d/i);
    }
    const page = readFileSync(join(out, 'EXCERPT.md'), 'utf8');
    expect(page).toContain('| drafts-bug-2016-06 | likely | 3 stuck-in-drafts |');
    expect(page).toContain('--now 2016-06-08T12:00:00.000Z');
    expect(readdirSync(folder)).toEqual(['new']);
    expect(readdirSync(join(folder, 'new'))).toEqual(['out']);
    const again = await runCli(['excerpt', path, '-o', join(folder, 'again'), ...options]);
    expect(again.code).toBe(0);
    const tokens = (at: string) => files(at).find((name) => name.endsWith('.hist'));
    expect(tokens(join(folder, 'again'))).not.toBe(tokens(out));
  });

  test('--finding keeps what one finding needs, --redact none the names', async () => {
    const { path, options } = await story('drafts-bug');
    const out = join(folder, 'out');
    const args = ['excerpt', path, '-o', out, ...options, '--finding', 'build-below-onprem-min', '--redact', 'none'];
    const { stdout, code } = await runCli(args);
    expect(code).toBe(0);
    expect(stdout).toContain('Not redacted');
    expect((await told(out)).findings).toContain('build-below-onprem-min proven');
    const text = files(out)
      .map((name) => readFileSync(join(out, name), 'latin1'))
      .join('');
    expect(text).toContain('contoso.com');
    expect(text).not.toContain('Missed conversation with');
  });

  test('members of an archive stand as files, and the encoding stays', async () => {
    const { path, options } = await story('quota');
    const trace = files(path).find((name) => name.endsWith('.txt')) ?? '';
    const text = readFileSync(join(path, trace), 'utf8').replace(/\r\n/g, '\n');
    const data = encodeText(text, { encoding: 'utf-16le-bom', lineEnd: 'crlf' });
    writeFileSync(join(folder, 'logs.zip'), writeZip([{ name: trace, data }]));
    const now = ['--now', '2016-06-30T00:00:00Z'];
    const { stderr, code } = await runCli([
      'excerpt',
      join(folder, 'logs.zip'),
      '-o',
      join(folder, 'out'),
      '--redact',
      'none',
      ...now,
    ]);
    expect([stderr, code]).toEqual(['', 0]);
    expect(files(join(folder, 'out'))).toEqual(['EXCERPT.md', `logs.zip/${trace}`]);
    const bytes = readFileSync(join(folder, 'out/logs.zip', trace));
    const kept = bytes.toString('utf16le');
    expect(kept.startsWith('\ufeffTL_')).toBe(true);
    expect(kept.match(/(?<!\r)\n/)).toBe(null);
    expect(await told(join(folder, 'out'), now)).toEqual(await told(join(folder, 'logs.zip'), now));
    expect(options).toContain('--now');
  });

  test('the text of a raw trace stands in its place', async () => {
    const { path, options } = await story('raw-trace');
    const { code } = await runCli(['excerpt', path, '-o', join(folder, 'out'), ...options, '--zone', '+02:00']);
    expect(code).toBe(0);
    expect(files(join(folder, 'out'))).toEqual(['EXCERPT.md', 'Tracing/Lync-16.0.6965.5305-Office-x86ship-U.etl.txt']);
    const page = readFileSync(join(folder, 'out/EXCERPT.md'), 'utf8');
    expect(page).toContain('In place of raw traces stands their text');
    const needed = [...(/^oimscope \. (.*)$/m.exec(page)?.[1] ?? '').matchAll(/--zone "?([^" ]+)"?/g)].flatMap(
      ([, zone = '']) => ['--zone', zone],
    );
    expect(needed).toHaveLength(4);
    expect(await told(join(folder, 'out'), needed)).toEqual(await told(path, options));
  });

  test('a spooler folder given by itself keeps its name', async () => {
    const { path, options } = await story('left-in-spooler');
    const spooler = join(path, 'sip_alice@contoso.com/History Spooler');
    const { code } = await runCli(['excerpt', spooler, '-o', join(folder, 'out'), ...options, '--redact', 'none']);
    expect(code).toBe(0);
    expect(
      files(join(folder, 'out')).every(
        (name) => name === 'EXCERPT.md' || name.startsWith('sip_alice@contoso.com/History Spooler/'),
      ),
    ).toBe(true);
    expect(await told(join(folder, 'out'))).toEqual(await told(spooler, options));
  });

  test('where part of the input cannot be read it ends with 4, and the excerpt is of the rest', async () => {
    const { path, options } = await story('quota');
    writeFileSync(join(path, 'broken.zip'), Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]));
    const { stderr, code } = await runCli(['excerpt', path, '-o', join(folder, 'out'), ...options]);
    expect(stderr).toContain('part of the input could not be read');
    expect(code).toBe(4);
    expect(files(join(folder, 'out'))).toContain('EXCERPT.md');
  });

  test.each<[string, (path: string) => readonly string[], RegExp, number]>([
    ['no path', () => ['-o', 'x'], /no path given/, 2],
    ['no folder', (path) => [path], /no folder for the excerpt/, 2],
    ['standard input', () => ['-', '-o', 'x'], /reads no standard input/, 2],
    [
      'a rule that did not fire',
      (path) => [path, '-o', join(folder, 'x'), '--finding', 'quota'],
      /--finding quota: that is no finding of this bundle; found were /,
      2,
    ],
    ['a folder in the bundle', (path) => [path, '-o', join(path, 'out')], /lies in what is read/, 2],
    ['a folder in the bundle, by a link', (path) => [path, '-o', join(folder, 'link/out')], /lies in what is read/, 2],
    ['the bundle itself', (path) => [path, '-o', path], /lies in what is read/, 2],
    ['a folder that is not empty', (path) => [path, '-o', join(folder, 'full')], /that folder is not empty/, 2],
    ['a file', (path) => [path, '-o', join(folder, 'full/file')], /is no folder/, 2],
    ['a folder in a file', (path) => [path, '-o', join(folder, 'full/file/out')], /cannot be written/, 2],
    ['a time that is none', (path) => [path, '-o', 'x', '--max-seconds', '0'], /--max-seconds 0/, 2],
    ['nothing usable', () => [join(folder, 'full'), '-o', join(folder, 'x')], /no usable input/, 3],
  ])('%s is said in one line, and nothing is written', async (_name, args, message, expected) => {
    const { path } = await story('msi-client');
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full/file'), 'nothing of interest\n');
    symlinkSync(path, join(folder, 'link'));
    const before = [files(path), readdirSync(folder)];
    const { stdout, stderr, code } = await runCli(['excerpt', ...args(path)]);
    expect(stderr).toMatch(message);
    expect([stdout, stderr.trimEnd().split('\n').length, code]).toEqual(['', 1, expected]);
    expect([files(path), readdirSync(folder)]).toEqual(before);
  });

  test('of a bundle without finding and message there is none', async () => {
    const { path, options } = await story('raw-trace-opaque');
    const { stderr, code } = await runCli(['excerpt', path, '-o', join(folder, 'out'), ...options]);
    expect(stderr).toContain('nothing that an excerpt could keep');
    expect([code, readdirSync(folder)]).toEqual([3, []]);
  });

  test('an empty folder will do', async () => {
    const { path, options } = await story('msi-client');
    mkdirSync(join(folder, 'out'));
    expect((await runCli(['excerpt', path, '-o', join(folder, 'out'), ...options])).code).toBe(0);
    expect(files(join(folder, 'out'))).toContain('EXCERPT.md');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  test('interrupted, it ends with 130 and leaves nothing', async () => {
    const { path, options } = await story('drafts-bug');
    const { stdout, code } = await runCli(
      ['excerpt', path, '-o', join(folder, 'out'), ...options, '--progress', 'always'],
      {
        onStart: (child) => {
          child.stderr.on('data', (text: string) => {
            if (text.includes('records left')) child.kill('SIGINT');
          });
        },
      },
    );
    expect([stdout, code]).toEqual(['', 130]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('files that are younger than the time of collection do not move it', async () => {
    const { path, options } = await story('left-in-spooler');
    const young = new Date('2020-01-01T00:00:00Z');
    for (const name of files(path).filter((one) => one.endsWith('.txt'))) utimesSync(join(path, name), young, young);
    expect((await runCli(['excerpt', path, '-o', join(folder, 'out'), ...options])).code).toBe(0);
    expect(await told(join(folder, 'out'))).toEqual(await told(path, options));
    expect(readFileSync(join(folder, 'out/EXCERPT.md'), 'utf8')).toMatch(/^oimscope \.$/m);
  });
});
