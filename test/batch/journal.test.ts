import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JournalReader, JournalWriter } from '../../src/batch/journal.ts';
import type { JournalLine } from '../../src/batch/journal-line.ts';
import { someDigest } from './some-digest.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-journal-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const [digest] = fc.sample(someDigest, { numRuns: 1, seed: 1 });

function line(name: string, content = 'c0'): JournalLine {
  if (digest === undefined) throw new Error('no digest');
  return { journal: 1, key: { content, tool: '0.1.0', options: 'o' }, name, signature: 's', isFinal: true, digest };
}

async function write(lines: readonly JournalLine[]): Promise<void> {
  const writer = await JournalWriter.open(folder, Number.POSITIVE_INFINITY);
  await Promise.all(lines.map((one) => writer.add(one)));
  await writer.close();
}

function read(): {
  readonly names: readonly string[];
  readonly whole: number;
  readonly find: (name: string) => unknown;
} {
  const reader = new JournalReader(folder);
  const names = [...reader.names].toSorted();
  const lines = new Map(names.map((name) => [name, reader.line(name)]));
  reader.close();
  return { names, whole: reader.wholeBytes, find: (name) => lines.get(name) };
}

describe('a journal', () => {
  test('keeps every line that was added at once, and the last of each bundle', async () => {
    const many = Array.from({ length: 300 }, (_, index) => line(`bundle ${index} ☎`));
    await write([...many, line('bundle 7 ☎', 'c1')]);
    const { names, find } = read();
    expect(names).toEqual(many.map(({ name }) => name).toSorted());
    expect(find('bundle 7 ☎')).toEqual(line('bundle 7 ☎', 'c1'));
  });

  test('torn anywhere keeps the lines before, and takes new ones', async () => {
    await write([line('a'), line('b ☎'), line('c')]);
    const path = join(folder, 'journal.ndjson');
    const bytes = readFileSync(path);
    const ends = [0, ...[...bytes].flatMap((byte, at) => (byte === 10 ? [at + 1] : []))];
    for (let cut = 0; cut < bytes.length; cut += 7) {
      writeFileSync(path, bytes.subarray(0, cut));
      const { names, whole } = read();
      expect(whole).toBe(ends.findLast((end) => end <= cut));
      const writer = await JournalWriter.open(folder, whole);
      await writer.add(line('new'));
      await writer.close();
      expect(read().names, `cut at ${cut}`).toEqual([...names, 'new']);
    }
  });

  test('forgets a bundle that is gone, and knows the parts that were begun', async () => {
    await write([line('a'), line('b')]);
    const writer = await JournalWriter.open(folder, Number.POSITIVE_INFINITY);
    await writer.addAll([{ journal: 1, name: 'a', isGone: true }, { journal: 1, shard: '2/3' }, line('c')]);
    await writer.close();
    expect(read().names).toEqual(['b', 'c']);
    const reader = new JournalReader(folder);
    expect([...reader.shards]).toEqual(['2/3']);
    reader.close();
  });

  test.each<readonly [string, object]>([
    ['of a digest that is none', { digest: null }],
    ['of a digest that is empty', { digest: {} }],
    ['of a key that is none', { key: null }],
    ['of a key of other things', { key: { content: 1, tool: '', options: '' } }],
    ...['../x.json', 'reports/../x.json', 'reports/a/../../x.json', '/etc/x.json', 'reports/..', 'C:\\x.json'].map(
      (path): readonly [string, object] => [`of a report at ${path}`, { report: { path, bytes: 1, sha256: '' } }],
    ),
  ])('passes over a line %s', async (_, members) => {
    await write([line('a')]);
    appendFileSync(join(folder, 'journal.ndjson'), `${JSON.stringify({ ...line('b'), ...members })}\n`);
    expect(read().names).toEqual(['a']);
  });

  test('passes over lines that are none of ours, and refuses those of a later version', async () => {
    await write([line('a')]);
    appendFileSync(join(folder, 'journal.ndjson'), 'no json\n{"journal":1}\nnull\n');
    expect(read().names).toEqual(['a']);
    appendFileSync(join(folder, 'journal.ndjson'), '{"journal":2,"name":"b"}\n');
    expect(read).toThrow(/written by a later version/);
  });
});
