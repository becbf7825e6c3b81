import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnyLine, JournalLine } from '../../src/batch/journal-line.ts';
import { type MergeResult, mergeResults } from '../../src/batch/merge-results.ts';
import { someDigest } from './some-digest.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-merge-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const me = { pid: 1, host: 'pc-1', isRunning: () => true, startOf: () => undefined };
const digests = fc.sample(someDigest, { numRuns: 40, seed: 3 });

interface Result {
  readonly name: string;
  readonly content: string;
  readonly isFinal?: boolean;
  readonly options?: string;
}

function lineOf({ name, content, isFinal = true, options = 'o' }: Result): JournalLine {
  const [seed = 0] = Buffer.from(content || 'x');
  const digest = digests[seed % digests.length];
  if (digest === undefined) throw new Error('no digest');
  return {
    journal: 1,
    key: { content: isFinal ? content : '', tool: '0.1.0', options },
    name,
    signature: `looks ${content}`,
    ...(isFinal && { isFinal: true }),
    report: { path: `reports/${name}.json`, bytes: 2, sha256: '' },
    digest,
  };
}

/** Writes a results folder as a batch would. */
function part(name: string, results: readonly Result[], more: readonly AnyLine[] = [], isFinished = true): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'reports'), { recursive: true });
  for (const { name: bundle, content } of results) writeFileSync(join(path, 'reports', `${bundle}.json`), content);
  const lines = [...more, ...results.map(lineOf)].map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(join(path, 'journal.ndjson'), lines.join(''));
  if (isFinished) writeFileSync(join(path, 'fleet.json'), '{}');
  return path;
}

const merge = (output: string, ...parts: readonly string[]): Promise<MergeResult> =>
  mergeResults(parts, join(folder, output), { me });

function filesOf(output: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(folder, output), { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && one.name !== 'journal.ndjson');
  return Object.fromEntries(files.map((one) => [one.name, readFileSync(join(one.parentPath, one.name), 'utf-8')]));
}

const a1 = { name: 'a', content: 'aaaaaaaaaa1' };
const a2 = { name: 'a', content: 'bbbbbbbbbb2' };
const b = { name: 'b', content: 'cccccccccc3' };

describe('merging', () => {
  test('gives the same bytes in any order and in any number of steps', async () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd');
    const contents = fc.constantFrom('0123456789', '9876543210', 'abcdefabcd');
    const result = fc.record({
      name: names,
      content: contents,
      isFinal: fc.boolean(),
      options: fc.constantFrom('o', 'p'),
    });
    const some = fc.array(fc.uniqueArray(result, { selector: ({ name }) => name, maxLength: 4 }), {
      minLength: 3,
      maxLength: 3,
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(some, async (all) => {
        const at = `run ${++run}`;
        const [one = '', two = '', three = ''] = all.map((results, index) => part(`${at} part ${index}`, results));
        await merge(`${at} all`, one, two, three);
        await merge(`${at} pair`, three, one);
        await merge(`${at} steps`, two, join(folder, `${at} pair`));
        expect(filesOf(`${at} steps`)).toEqual(filesOf(`${at} all`));
      }),
      { numRuns: 40 },
    );
  });

  test('tells two bundles of one name apart, and takes the mark away where one alone is left', async () => {
    const [one, two] = [part('one', [a1]), part('two', [a2, b])];
    const { fleet } = await merge('all', one, two);
    expect(fleet.bundles.map(({ name }) => name)).toEqual(['a~aaaaaaaa', 'a~bbbbbbbb', 'b']);
    await merge('all', two);
    expect(Object.keys(filesOf('all')).filter((name) => name.includes('a'))).toContain('a.json');
    await merge('fresh', two);
    expect(filesOf('all')).toEqual(filesOf('fresh'));
    await merge('again', join(folder, 'all'));
    expect(filesOf('again')).toEqual(filesOf('fresh'));
  });

  test('prefers a result to a try that was given up, wherever it comes from', async () => {
    const [done, given] = [part('done', [a1]), part('given', [{ ...a1, isFinal: false }])];
    for (const [output, parts] of Object.entries({ x: [done, given], y: [given, done] })) {
      const { fleet } = await merge(output, ...parts);
      expect(fleet.bundles.map(({ name }) => name)).toEqual(['a']);
      expect(filesOf(output)['a.json']).toBe(a1.content);
    }
    const two = [part('pc 1', [{ ...a1, isFinal: false }]), part('pc 2', [{ ...a2, isFinal: false }])];
    expect((await merge('z', ...two)).fleet.bundles, 'two that were given up are two').toHaveLength(2);
  });

  test('says what is missing or mixed', async () => {
    const shard = (of: string): AnyLine => ({ journal: 1, shard: of });
    const [one, three] = [part('1', [a1], [shard('1/3')]), part('3', [b], [shard('3/3')])];
    const { warnings, isPartial } = await merge('x', one, three);
    expect([warnings, isPartial]).toEqual([['part 2/3 is missing'], true]);
    const again = await merge('y', join(folder, 'x'), part('2', [], [shard('2/3')]));
    expect([again.warnings, again.isPartial]).toEqual([[], false]);
    const open = await merge('z', part('open', [a1], [], false));
    expect([open.warnings[0], open.isPartial]).toEqual([expect.stringContaining('is not finished'), true]);
    const mixed = await merge('w', one, part('other', [{ ...b, options: 'p' }], [shard('2/3'), shard('3/3')]));
    expect([mixed.warnings, mixed.isPartial]).toEqual([[expect.stringContaining('different options')], false]);
  });

  test('refuses a folder that is one of its parts, holds others, or lacks a report', async () => {
    const [one, two] = [part('one', [a1]), part('two', [b])];
    await expect(merge('one', one, two)).rejects.toThrow(/one of the folders to be merged/);
    await merge('all', one, two);
    await expect(merge('all', one)).rejects.toThrow(/holds results that are not among these \(b\)/);
    rmSync(join(two, 'reports/b.json'));
    await expect(merge('lost', two)).rejects.toThrow(/two.reports.b\.json: is not there/);
  });
});
