import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OutputFormat, render, renderers } from '../../src/report/index.ts';
import { type UnpackedStory, unpackStory } from '../make/unpack-story.ts';
import { runCli } from './run-cli.ts';

let story: UnpackedStory;
let folder = '';

beforeAll(async () => {
  story = await unpackStory('drafts-bug');
  folder = await mkdtemp(join(tmpdir(), 'oimscope-forms-'));
});

afterAll(async () => {
  await story.remove();
  await rm(folder, { recursive: true });
});

describe.each(Object.keys(renderers) as readonly OutputFormat[])('-f %s', (format) => {
  test('prints the report, and writes the same bytes to a file', async () => {
    const words = [story.path, ...story.options];
    const json = await runCli([...words, '-f', 'json']);
    const printed = await runCli([...words, '-f', format]);
    const file = join(folder, `report.${format}`);
    const written = await runCli([...words, '-f', format, '-o', file]);
    const options = { width: 100, color: false, verbose: false, unicode: false };
    expect(printed).toEqual({ stdout: await render(format, JSON.parse(json.stdout), options), stderr: '', code: 0 });
    expect(await readFile(file, 'utf-8')).toBe(printed.stdout);
    expect(written).toEqual({ stdout: '', stderr: '', code: 0 });
  });
});
