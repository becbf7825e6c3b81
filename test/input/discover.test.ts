import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discover } from '../../src/input/discover.ts';
import { TraceError } from '../../src/model/errors.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import { writeZip } from '../make/archives/zip-writer.ts';
import { analyze } from '../report/analyze-validly.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-discover-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes files of one line each; answers their full paths. */
function write(...paths: readonly string[]): readonly string[] {
  return paths.map((path) => {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, `${path}\n`);
    return full;
  });
}

async function pathsOf(...paths: readonly string[]): Promise<readonly string[]> {
  return (await discover(paths)).files.map((file) => file.path);
}

async function contents(path: string, ...paths: readonly string[]): Promise<string> {
  const file = (await discover(paths)).files.find((known) => known.path === path);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file?.chunks() ?? []) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

async function errorOf(path: string): Promise<TraceError> {
  const error: unknown = await discover([path]).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TraceError)) throw new Error(`no TraceError for ${path}`);
  return error;
}

describe('what a bundle holds', () => {
  test('a folder: files to any depth by their relative path, sorted by code units', async () => {
    write('b.txt', 'B.txt', 'a/z.txt', 'a.txt', 'ä.txt', 'a/b/c/d.txt');
    const found = await discover([folder]);
    expect(found.files.map((file) => file.path)).toEqual([
      'B.txt',
      'a.txt',
      'a/b/c/d.txt',
      'a/z.txt',
      'b.txt',
      'ä.txt',
    ]);
    expect(found.folders.map((known) => known.path)).toEqual(['', 'a', 'a/b', 'a/b/c']);
    expect(found.issues).toEqual([]);
    expect(found.name).toBe(folder.split('/').at(-1));
  });

  test('a file: its base name, size and time', async () => {
    const [path = ''] = write('x/trace.txt');
    utimesSync(path, new Date('2016-06-08T09:15:00.250Z'), new Date('2016-06-08T09:15:00.250Z'));
    const { files, name } = await discover([path]);
    expect(name).toBe('trace.txt');
    expect(files).toMatchObject([{ path: 'trace.txt', bytes: 12 }]);
    expect(files[0]?.place.endsWith('/x/trace.txt')).toBe(true);
    expect(files[0]?.modifiedAt === undefined ? undefined : ticksToIso(files[0].modifiedAt)).toBe(
      '2016-06-08T09:15:00.250Z',
    );
    expect(await contents('trace.txt', path)).toBe('x/trace.txt\n');
  });

  test('standard input, once', async () => {
    const stdin = (async function* () {
      yield Buffer.from('text');
    })();
    expect((await discover(['-', '-'], stdin)).files).toMatchObject([{ path: '-', bytes: 0 }]);
    expect(await errorOf('-')).toMatchObject({ code: 'USAGE' });
  });
});

describe('several paths are one bundle', () => {
  test('each under its base name, in the same order whatever the order given', async () => {
    const [a = '', b = ''] = write('one/a.txt', 'two/b.txt');
    expect(await pathsOf(a, dirname(b))).toEqual(['a.txt', 'two/b.txt']);
    expect(await discover([dirname(b), a]).then((found) => found.name)).toBe('a.txt + two');
    expect(await pathsOf(dirname(b), a)).toEqual(await pathsOf(a, dirname(b)));
  });

  test('those of one name are told apart, also from a name that looks so already', async () => {
    const paths = write('one/a.txt', 'two/a.txt', 'three/a.txt#2', 'four/a.txt');
    const found = await pathsOf(...paths);
    expect(new Set(found).size).toBe(4);
    expect(found).toEqual(['a.txt', 'a.txt#2', 'a.txt#2#2', 'a.txt#3']);
  });

  test('a path given twice, in whatever spelling, counts once', async () => {
    const [path = ''] = write('Tracing/a.txt');
    const spelled = [
      path,
      path,
      `${dirname(path)}/./a.txt`,
      relative(process.cwd(), path),
      join(dirname(path), '../Tracing/a.txt'),
    ];
    expect(await pathsOf(...spelled)).toEqual(['a.txt']);
    symlinkSync(path, join(folder, 'link.txt'));
    expect(await pathsOf(path, join(folder, 'link.txt'))).toHaveLength(1);
  });

  test('a folder and a file in it: the file counts once', async () => {
    const [path = ''] = write('Tracing/a.txt', 'Tracing/b.txt');
    for (const paths of [
      [path, dirname(path)],
      [dirname(path), path],
      [folder, dirname(path), path],
    ]) {
      expect(await pathsOf(...paths), paths.join(' ')).toHaveLength(2);
    }
  });
});

describe('what is neither file nor folder', () => {
  test('a link is not followed, be it to a file, a folder, itself or nowhere', async () => {
    write('a.txt', 'sub/b.txt');
    for (const [name, target] of Object.entries({
      file: 'a.txt',
      up: '..',
      self: 'self',
      nowhere: 'gone',
      sub2: 'sub',
    })) {
      symlinkSync(target, join(folder, name));
    }
    const { files, issues } = await discover([folder]);
    expect(files.map((file) => file.path)).toEqual(['a.txt', 'sub/b.txt']);
    expect(issues.map((issue) => [issue.code, issue.source])).toEqual(
      ['file', 'nowhere', 'self', 'sub2', 'up'].map((name) => ['LINK_NOT_FOLLOWED', name]),
    );
  });

  test('a link that is given itself is followed', async () => {
    write('real/a.txt');
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    const { files, name } = await discover([join(folder, 'link')]);
    expect(name).toBe('link');
    expect(files.map((file) => file.path)).toEqual(['a.txt']);
  });

  test.skipIf(process.platform === 'win32')('a FIFO is not opened', async () => {
    write('a.txt');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { files, issues } = await discover([folder]);
    expect(files.map((file) => file.path)).toEqual(['a.txt']);
    expect(issues).toMatchObject([{ code: 'NOT_A_FILE', source: 'pipe' }]);
    expect(await errorOf(join(folder, 'pipe'))).toMatchObject({ code: 'USAGE' });
  });
});

describe('what cannot be read is an issue, and the rest is read', () => {
  test.skipIf(process.getuid?.() === 0)('a folder without permission', async () => {
    write('a.txt', 'secret/b.txt');
    chmodSync(join(folder, 'secret'), 0);
    try {
      const { files, issues } = await discover([folder]);
      expect(files.map((file) => file.path)).toEqual(['a.txt']);
      expect(issues).toMatchObject([{ code: 'UNREADABLE', source: 'secret' }]);
      expect(issues[0]?.text).not.toContain(folder);
    } finally {
      chmodSync(join(folder, 'secret'), 0o700);
    }
  });

  test('a file that goes away between listing and reading', async () => {
    const [gone = ''] = write('a.txt', 'b.txt');
    let isFirst = true;
    const report = await analyze([folder], {
      onProgress: () => {
        if (isFirst) unlinkSync(gone);
        isFirst = false;
      },
    });
    expect(report.issues.map((issue) => [issue.code, issue.source])).toEqual([
      ['UNREADABLE', 'a.txt'],
      ['NOT_RECOGNISED', 'b.txt'],
    ]);
    expect(report.issues[0]?.text).not.toContain(folder);
    expect(report.bundle.sources.map((source) => source.path)).toEqual(['a.txt', 'b.txt']);
  });

  test('a file that shrinks or grows after listing is read as it then is', async () => {
    const [path = ''] = write('a.txt');
    const [file] = (await discover([path])).files;
    for (const text of ['x', 'y'.repeat(3_000_000)]) {
      writeFileSync(path, text);
      const chunks: Buffer[] = [];
      for await (const chunk of file?.chunks() ?? []) chunks.push(Buffer.from(chunk));
      expect(Buffer.concat(chunks).length).toBe(text.length);
    }
  });
});

describe('a path that does not exist', () => {
  test('is an error that names it', async () => {
    expect(await errorOf('/no/such/path')).toMatchObject({
      code: 'PATH_NOT_FOUND',
      message: '/no/such/path: no such file or folder',
    });
    expect(await errorOf('')).toBeInstanceOf(TraceError);
  });

  test('ends the run although others exist', async () => {
    write('a.txt');
    await expect(discover([folder, join(folder, 'gone')])).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });
  });
});

describe('an archive', () => {
  test('in a folder or given itself is its members, wherever it lies', async () => {
    write('plain.txt');
    mkdirSync(join(folder, 'sub'));
    const path = join(folder, 'sub', 'logs.dat');
    writeFileSync(path, writeZip([{ name: 'Tracing\\a.log', data: 'text' }, { name: 'History Spooler/' }]));
    expect(await pathsOf(folder)).toEqual(['plain.txt', 'sub/logs.dat/Tracing/a.log']);
    expect(await contents('sub/logs.dat/Tracing/a.log', folder)).toBe('text');
    expect(await pathsOf(path)).toEqual(['logs.dat/Tracing/a.log']);
    expect(await pathsOf(path, join(folder, 'plain.txt'))).toEqual(['logs.dat/Tracing/a.log', 'plain.txt']);
    const { folders, name, files } = await discover([path]);
    expect(folders).toEqual([
      { path: 'logs.dat/History Spooler', place: `${path.replaceAll('\\', '/')}/History Spooler` },
    ]);
    expect(name).toBe('logs.dat');
    expect(files[0]?.modifiedAt === undefined ? undefined : ticksToIso(files[0].modifiedAt)).toBe(
      '2016-06-08T09:15:00.000Z',
    );
  });

  test('on standard input is its members, in whatever pieces it comes', async () => {
    const bytes = writeZip([{ name: 'a.log', data: 'text' }]);
    for (const size of [1, 50, 10_000]) {
      const stdin = (async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      })();
      expect((await discover(['-'], stdin)).files.map((file) => file.path)).toEqual(['-/a.log']);
    }
  });

  test('is left when the user interrupts', async () => {
    const controller = new AbortController();
    const path = join(folder, 'a.zip');
    writeFileSync(path, writeZip(Array.from({ length: 50 }, (_, i) => ({ name: `${i}` }))));
    const seen: string[] = [];
    const onProgress = ({ source }: { source: string }) => {
      seen.push(source);
      if (seen.length === 5) controller.abort();
    };
    await expect(discover([path], undefined, { signal: controller.signal, onProgress })).rejects.toThrow();
    expect(seen).toHaveLength(5);
  });
});
