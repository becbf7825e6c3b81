import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { columnsOf } from '../../src/report/text-width.ts';
import { FORMS, inventedEvents, MESSAGES } from '../radar/invented-trace.ts';
import { inFolder } from '../radar/temporary-folder.ts';
import { radarSchemaErrors } from '../radar/valid-radar.ts';
import { runCli } from './run-cli.ts';

const FILES = { 'Tracing/trace.txt': FORMS.tracefmt?.(inventedEvents(MESSAGES)) ?? '' };

const NEXT =
  'oimscope: run radar again with --phrasebook FILE: lines that tell no more than an id show once it is known whose\n';

test('radar, its draft, and an analysis that understands the lines', async () => {
  await inFolder(FILES, async (folder) => {
    const draft = join(folder, '..', 'draft.json');
    const first = await runCli(['radar', folder, '--write', draft, '-f', 'json']);
    expect([first.code, first.stderr]).toEqual([
      0,
      `oimscope: ${draft}: 4 phrases; in the report alone: 2 without a guess at what they tell\n${NEXT.replace('FILE', draft)}`,
    ]);
    const found = JSON.parse(first.stdout);
    expect(radarSchemaErrors(found)).toEqual([]);
    expect(found.lines).toEqual({ unmatched: 20, left: 0 });
    const phrases = JSON.parse(await readFile(draft, 'utf-8')).phrases as readonly { id: string; status: string }[];
    expect(phrases.map(({ status }) => status)).toEqual(['assumed', 'assumed', 'assumed', 'assumed']);
    const listed = await runCli(['phrases', '--phrasebook', draft, '-f', 'json']);
    expect([listed.code, listed.stderr]).toEqual([0, '']);
    for (const { id } of phrases) expect(listed.stdout).toContain(`"${id}"`);
    const second = await runCli(['radar', folder, '--phrasebook', draft, '-f', 'json']);
    expect(JSON.parse(second.stdout).lines).toEqual({ unmatched: 8, left: 0 });
    const analysed = await runCli(['analyze', folder, '--phrasebook', draft, '-f', 'json']);
    expect([analysed.code, analysed.stderr]).toEqual([0, '']);
    const again = await runCli(['radar', folder, '--write', draft]);
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toContain('is there already; choose another name, or remove it');
  });
});

test('known messages, a narrow page', async () => {
  await inFolder(FILES, async (folder) => {
    const list = join(folder, '..', 'known.txt');
    await writeFile(
      list,
      'to bob@contoso.com at 09:15, stuck in Drafts\r\nto carol@fabrikam.com 9:30 am: delivered\r\n',
      'utf16le',
    );
    await writeFile(list, Buffer.concat([Buffer.from([0xff, 0xfe]), await readFile(list)]));
    const { stdout, stderr, code } = await runCli(['radar', folder, '--known', list, '--width', '40']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Known messages (2)');
    expect(stdout.replace(/\s+/g, ' ')).toContain('in 2 of 2 known messages, 2 lines elsewhere: score 0.50');
    const prose = stdout.split('\n').filter((line) => !/^ {3}[{ ] "\w+": /.test(line));
    for (const line of prose) expect(columnsOf(line)).toBeLessThanOrEqual(40);
    expect(stdout).not.toContain('@');
  });
});

test('what cannot be used ends with the code of the contract', async () => {
  await inFolder({ ...FILES, 'more/none.txt': 'nothing', 'more/list.txt': 'stuck\n25:00\n' }, async (folder) => {
    const useless = await runCli(['radar', join(folder, 'more', 'none.txt')]);
    expect([useless.code, useless.stderr]).toEqual([3, 'oimscope: no usable input: there are no lines to look at\n']);
    const draft = join(folder, '..', 'draft.json');
    expect(await runCli(['radar', join(folder, 'more', 'none.txt'), '--write', draft])).toMatchObject({
      code: 3,
      stderr: 'oimscope: no usable input: there are no lines to look at, and no draft was written\n',
    });
    await expect(readFile(draft)).rejects.toThrow('ENOENT');
    const list = join(folder, 'more', 'list.txt');
    const unread = await runCli(['radar', join(folder, 'Tracing'), '--known', list]);
    expect(unread).toEqual({
      code: 2,
      stdout: '',
      stderr: `oimscope: --known ${list}: line 1: no time of day in it; write when it was sent, as 09:15\noimscope: --known ${list}: line 2: there is no such time of day\n`,
    });
    expect((await runCli(['radar'])).code).toBe(2);
    for (const option of ['--write', '--known'])
      expect(await runCli(['radar', join(folder, 'Tracing'), option, '-'])).toEqual({
        code: 2,
        stdout: '',
        stderr: `oimscope: ${option} -: a dash stands for standard input, and only as a path\n`,
      });
    expect((await runCli(['radar', '-', '--known', list], { stdin: FILES['Tracing/trace.txt'] })).code).toBe(2);
    const cut = FILES['Tracing/trace.txt'].slice(0, 300);
    const piped = await runCli(['radar', '-', '-f', 'json'], { stdin: cut });
    expect([piped.code, JSON.parse(piped.stdout).bundle.sources[0].path]).toEqual([0, '-']);
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40)]);
    await writeFile(join(folder, 'Tracing', 'broken.zip'), zip);
    expect((await runCli(['radar', join(folder, 'Tracing')])).code).toBe(4);
  });
});

test('a draft that cannot be written is refused before anything is read', async () => {
  await inFolder(FILES, async (folder) => {
    const file = join(folder, '..', 'draft.json');
    const nowhere = join(folder, '..', 'none', 'draft.json');
    const refused = async (...options: readonly string[]) => {
      const { code, stdout, stderr } = await runCli(['radar', folder, ...options]);
      expect([code, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await refused('--write', file, '-o', `${folder}/../bundle/../draft.json`)).toBe(
      `oimscope: --write ${file}: that is the file of --output; give the draft one of its own\n`,
    );
    expect(await refused('--write', '')).toBe('oimscope: --write: an empty name names no file; give the name of one\n');
    expect(await refused('--write', nowhere)).toBe(
      `oimscope: --write ${nowhere} cannot be written: there is no folder ${join(folder, '..', 'none')}\n`,
    );
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});

test('a list of known messages is read in whatever coding a phrasebook may have', async () => {
  await inFolder(FILES, async (folder) => {
    const list = join(folder, '..', 'known.txt');
    const text = 'to bob@contoso.com at 09:15, stuck in Drafts\r\nto carol@fabrikam.com 9:30 am: delivered\r\n';
    const little = Buffer.from(text, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16(), Buffer.from(`\ufeff${text}`)]) {
      await writeFile(list, bytes);
      const { code, stdout } = await runCli(['radar', folder, '--known', list, '-f', 'json']);
      expect([code, JSON.parse(stdout).known?.length]).toEqual([0, 2]);
    }
  });
});

test('tokens for people and hosts: there are none to stand for', async () => {
  await inFolder(FILES, async (folder) => {
    const plain = await runCli(['radar', folder]);
    expect(await runCli(['radar', folder, '--redact', 'ticket'])).toEqual({
      ...plain,
      stderr: 'oimscope: --redact: radar shows no people, hosts or ids in any case, so there is nothing to redact\n',
    });
    const map = join(folder, '..', 'map.json');
    expect(await runCli(['radar', folder, '--redact', 'ticket', '--redact-map', map])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'oimscope: --redact-map: radar makes no tokens; leave it out\n',
    });
  });
});

test('a known message of whose fate nothing could be read', async () => {
  await inFolder(FILES, async (folder) => {
    const list = join(folder, '..', 'known.txt');
    await writeFile(list, 'to bob@contoso.com at 09:15, ended in nirvana\n');
    const { stdout, code } = await runCli(['radar', folder, '--known', list]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/line 1: \S+, no fate read; no message of the report/);
  });
});

test('a list of known messages is read no further than it may be long, and a folder is none', async () => {
  await inFolder(FILES, async (folder) => {
    const long = join(folder, '..', 'long.txt');
    await writeFile(long, 'x'.repeat(1 << 21));
    const refused = 'larger than 1 MiB; a list of known messages is short';
    const lists = process.platform === 'win32' ? [long] : [long, '/dev/zero'];
    for (const list of lists)
      expect(await runCli(['radar', folder, '--known', list])).toMatchObject({
        code: 2,
        stderr: `oimscope: --known ${list}: ${refused}\n`,
      });
    expect((await runCli(['radar', folder, '--known', folder])).stderr).toBe(
      `oimscope: --known ${folder}: not a file\n`,
    );
  });
}, 20_000);
