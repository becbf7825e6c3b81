import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listPhrases } from '../../src/list-phrases.ts';
import { readPhrasebook } from '../../src/phrases/index.ts';

const GOOD = { id: 'a', observes: 'message-queued', text: 'Note {messageId} is queued' };

function problemsIn(content: string): readonly string[] {
  try {
    readPhrasebook('b.json', content);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
}

describe('a phrasebook that is no JSON', () => {
  it.each([
    ['', 'line 1, column 1: a value must stand here'],
    ['{"phrasebook": 1,\n "name": "b",\n}', 'line 3, column 1: the name of a member in double quotes must stand here'],
    ['{"phrasebook": 1,\r\n // mine\r\n "name": "b"}', 'line 2, column 2: a remark, of which JSON has none'],
    ['\ufeff{"name": "C:\\Users"}', 'line 1, column 10: a backslash in a text; write \\\\ for one'],
    ['{"name": "b\tc"}', 'line 1, column 10: a tab or another control character in a text; write \\t for a tab'],
    ['{"phrases": [', 'line 1, column 14: a ] is missing'],
  ])('%j has its place told', (content, told) => {
    expect(problemsIn(content)[0]).toBe(`b.json: no valid JSON: ${told}`);
  });

  it('has the errors of several lines told at once, one of each', () => {
    const told = problemsIn('{ "a": 1 "b": 2,\n "c" 3,\n "d": 4 "e": 5, "f" 6 }');
    expect(told.map((line) => /line \d/.exec(line)?.[0])).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('has the first of many errors told', () => {
    expect(problemsIn(`[${'1 2\n'.repeat(100)}]`)).toHaveLength(10);
  });

  it('may be nested more deeply than a stack is', () => {
    expect(problemsIn('['.repeat(1_000_000))).toEqual([expect.stringMatching(/^b\.json: no valid JSON: ./)]);
  });
});

describe('a broken phrasebook', () => {
  it('has too many phrases', () => {
    const phrases = Array.from({ length: 20_001 }, (_, n) => ({ ...GOOD, id: `p${n}` }));
    expect(problemsIn(JSON.stringify({ phrasebook: 1, name: 'b', phrases }))).toEqual([
      'b.json: the phrasebook: phrases are too many; at most 20000 are allowed',
    ]);
  });

  it('may have more problems than anybody reads', () => {
    const odd = Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [`odd${i}`, 1]));
    const told = problemsIn(JSON.stringify({ phrasebook: 1, name: 'b', phrases: [{ ...GOOD, ...odd }] }));
    expect(told.length).toBe(10_001);
    expect(told[0]).toBe('b.json: phrase "a": unknown member odd0');
    expect(told.at(-1)).toBe('b.json: 290000 more problems');
  });

  it('has its own problems and those of its phrases told at once', () => {
    const phrases = [{ ...GOOD, observes: 'nothing', text: 'Note {messageId}{recipient}', odd: 1, more: 2 }];
    const told = problemsIn(JSON.stringify({ phrasebook: 2, extra: 1, further: 1, phrases }));
    expect(told.map((line) => line.replace(/must be one of .*/, 'must be …'))).toEqual([
      'b.json: the phrasebook: phrasebook must be 1',
      'b.json: the phrasebook: name is missing',
      'b.json: the phrasebook: unknown member extra',
      'b.json: the phrasebook: unknown member further',
      'b.json: phrase "a": observes must be …',
      'b.json: phrase "a": unknown member odd',
      'b.json: phrase "a": unknown member more',
      'b.json: phrase "a": text: two holes touch; there must be text between them',
      'b.json: phrase "a": text: it has 5 literal characters; at least 6 are needed',
    ]);
  });

  it('names members that stand twice, which the parser does not', () => {
    const text =
      '{"phrasebook":1,"name":"\\"a\\\\","phrases":[{"note":"id, {[","id":"a","id":"b","observes":"client-exit","text":"is gone"}],"name":"c"}';
    expect(problemsIn(text)).toEqual([
      'b.json: phrase "b": id stands twice in one object',
      'b.json: the phrasebook: name stands twice in one object',
    ]);
    expect(problemsIn(JSON.stringify({ phrasebook: 1, name: 'n', phrases: [GOOD, { ...GOOD, id: 'b' }] }))).toEqual([]);
  });

  it('has all its problems told, however many they are', () => {
    const phrases = Array.from({ length: 200 }, (_, i) => ({ ...GOOD, id: `p${i}`, observes: 'nothing' }));
    const told = problemsIn(JSON.stringify({ phrasebook: 1, name: 'n', phrases }));
    expect(told.map((line) => line.slice(0, line.indexOf(': observes must be')))).toEqual(
      phrases.map(({ id }) => `b.json: phrase "${id}"`),
    );
  });

  it('is no list, nor is a phrase', () => {
    expect(problemsIn('[]')).toEqual(['b.json: the phrasebook: must be an object']);
    expect(problemsIn(JSON.stringify({ phrasebook: 1, name: 'n', phrases: [[]] }))).toEqual([
      'b.json: phrase number 1: must be an object',
    ]);
  });

  it.each(['16', '16.0.4390.1000', '65535.0.0.65535'])('may have phrases since %s', (since) => {
    expect(problemsIn(JSON.stringify({ phrasebook: 1, name: 'n', phrases: [{ ...GOOD, since }] }))).toEqual([]);
  });

  it.each(['', '16.', '16.0.4390.1000.1', '99999999999999999999.1', '16.x'])('has no phrases since %j', (since) => {
    const told = problemsIn(JSON.stringify({ phrasebook: 1, name: 'n', phrases: [{ ...GOOD, since }] }));
    expect(told).toEqual(['b.json: phrase "a": since must be a version such as 16.0.6741.2048']);
  });

  it('knows no hole by its name with blanks around it', () => {
    const phrases = [{ ...GOOD, text: 'Note { messageId } is queued' }];
    expect(problemsIn(JSON.stringify({ phrasebook: 1, name: 'n', phrases })).join()).toMatch(
      /\{ messageId \} is no name of a hole/,
    );
  });
});

describe('several phrasebooks', () => {
  const folders: string[] = [];
  afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

  it('have the problems of all told, and that of the bundle says whose it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oimscope-books-'));
    const beside = await mkdtemp(join(tmpdir(), 'oimscope-books-'));
    folders.push(folder, beside);
    await writeFile(join(folder, 'oimscope.phrases.json'), '{"phrasebook":1,"name":"x"}');
    const named = join(beside, 'named.json');
    await writeFile(named, '{"phrasebook":1,"phrases":[]}');
    const gone = join(beside, 'gone.json');
    await expect(listPhrases([folder], { phrasebooks: [named, gone] })).rejects.toThrow(
      [
        `${gone}: no such file or folder`,
        'oimscope.phrases.json (in the bundle): the phrasebook: phrases is missing',
        `${named}: the phrasebook: name is missing`,
      ].join('\n'),
    );
  });
});
