import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBundles } from '../../src/batch/bundle-places.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-places-'));
  mkdirSync(join(folder, 'out'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function make(...paths: readonly string[]): void {
  for (const path of paths) {
    if (path.endsWith('/')) mkdirSync(join(folder, path), { recursive: true });
    else writeFileSync(join(folder, path), path.endsWith('z') ? gzipSync('words') : 'words');
  }
}

function names(roots: readonly string[], output = 'out', shard?: { index: number; count: number }): readonly string[] {
  const { jobs } = listBundles(
    roots.map((root) => join(folder, root)),
    join(folder, output),
    shard && { shard },
  );
  return jobs.map(({ name }) => name);
}

describe('bundles of a root', () => {
  test('are its folders and archives, told by their content', () => {
    make('root/', 'root/bob/', 'root/alice/', 'root/carol.gz', 'root/notes.txt');
    writeFileSync(join(folder, 'root/renamed.dat'), gzipSync('words'));
    symlinkSync(join(folder, 'root/bob'), join(folder, 'root/link'));
    expect(names(['root'])).toEqual(['alice', 'bob', 'carol.gz', 'renamed.dat']);
  });

  test.each(['Tracing/', 'tracing/', 'History Spooler/', 'sip_alice@contoso.com/'])(
    'is itself, with %s in it',
    (inner) => {
      make('alice/', `alice/${inner}`, 'alice/other/');
      expect(names(['alice'])).toEqual(['alice']);
    },
  );

  test('is itself, where it is an archive; a file of another kind is none', () => {
    make('logs.gz', 'log.txt');
    expect(names(['logs.gz'])).toEqual(['logs.gz']);
    expect(() => names(['log.txt'])).toThrow(/neither a folder of bundles nor an archive/);
  });

  test('bear the names of several roots, told apart where they are alike; each place once', () => {
    make('a/x/pc/', 'b/x/pc/');
    const { jobs } = listBundles([join(folder, 'b/x'), join(folder, 'a/x'), join(folder, 'a/x')], join(folder, 'out'));
    expect(jobs.map(({ name, reportPath }) => [name, reportPath])).toEqual([
      ['x#2/pc', 'reports/x#2/pc.json'],
      ['x/pc', 'reports/x/pc.json'],
    ]);
  });

  test('are the same in whatever order roots are given, of which one may lie in another', () => {
    make('s/', 's/pc 1/', 's/pc 1/Tracing/', 's/pc 2/');
    const all = names(['s', 's/pc 1']);
    expect(names(['s/pc 1', 's'])).toEqual(all);
    expect(all).toEqual(['s/pc 1', 's/pc 2']);
  });

  test('are told from what only looks like them', () => {
    make('root/', 'root/pc/');
    writeFileSync(join(folder, 'root/failed.zip'), '');
    symlinkSync(join(folder, 'root/pc'), join(folder, 'root/link'));
    const { passedOver } = listBundles([join(folder, 'root')], join(folder, 'out'));
    expect(passedOver.map(({ path, why }) => `${path.split(/[\\/]/).at(-1)}: ${why}`).toSorted()).toEqual([
      'failed.zip: no archive by what it holds',
      'link: a link, which is not followed',
    ]);
  });

  test('are refused before anything is made where the results folder would be in one', () => {
    make('root/pc/Tracing/');
    expect(() => names(['root'], 'root/pc/Tracing/out/deep')).toThrow(/that folder is in the bundle/);
  });

  test('are not the results folder, and do not hold it', () => {
    make('root/pc/', 'root/out/', 'root/pc/out/');
    expect(names(['root'], 'root/out')).toEqual(['pc']);
    expect(() => names(['root'], 'root/pc/out')).toThrow(/that folder is in the bundle/);
    expect(() => names(['root'], 'root')).toThrow(/that is a folder of bundles/);
  });

  test('are each in one shard', () => {
    const all = Array.from({ length: 40 }, (_, index) => `pc ${index}`);
    make(...all.map((name) => `root/${name}/`));
    const shards = [1, 2, 3].map((index) => names(['root'], 'out', { index, count: 3 }));
    expect(shards.flat().toSorted()).toEqual(all.toSorted());
    for (const shard of shards) expect(shard.length).toBeGreaterThan(5);
  });

  test('of a name as long as a file system takes have reports with shorter ones', () => {
    const [one, other] = ['a', 'b'].map((end) => `${'ü'.repeat(126)}${end}`);
    make(`root/${one}/`, `root/${other}/`);
    const paths = listBundles([join(folder, 'root')], join(folder, 'out')).jobs.map(({ reportPath }) => reportPath);
    expect(new Set(paths).size).toBe(2);
    for (const path of paths) expect(Buffer.byteLength(path.slice('reports/'.length))).toBeLessThan(255);
  });
});
