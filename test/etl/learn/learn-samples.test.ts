import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeTrace } from '../../../src/decode.ts';
import type { DecodeOptions } from '../../../src/index.ts';
import { learnFormats } from '../../../src/learn.ts';

const SAMPLES = join(import.meta.dirname, '../../../fixtures/samples/etl');
const TMF = join(SAMPLES, 'tmf');

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oimscope-learn-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function textOf(path: string, options: DecodeOptions): Promise<readonly string[]> {
  let all = '';
  const more = async (text: string): Promise<boolean> => {
    all += text;
    return true;
  };
  await decodeTrace(path, 'text', more, options);
  return all.trimEnd().split('\n');
}

/** The hour of each line as a PC two hours ahead of UTC would print it. */
function inBerlin(line: string): string {
  return line.replace(
    /-(\d\d):(?=\d\d:\d\d\.)/,
    (_, hour: string) => `-${String((Number(hour) + 2) % 24).padStart(2, '0')}:`,
  );
}

async function learned(name: string, lines: readonly string[]) {
  const path = join(folder, `${name}.txt`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  const result = await learnFormats(path, join(SAMPLES, name));
  if (result === undefined) throw new Error(`${name} is no raw trace`);
  writeFileSync(join(folder, 'formats.json'), result.text);
  return result;
}

describe('formats learned from the text of a raw trace', () => {
  test.each(['wppemitter', 'wppstr', 'wpptypes', 'wppmisc', 'wpptime'])('%s tell it without its TMF', async (short) => {
    const name = `findneedle-${short}-sample.etl`;
    const path = join(SAMPLES, name);
    const truth = await textOf(path, { tmf: [TMF] });
    expect(await textOf(path, {})).not.toEqual(truth);
    const { joined, messages, aheadMinutes } = await learned(name, truth);
    expect([joined, aheadMinutes]).toEqual([messages, 0]);
    expect(await textOf(path, { formats: [join(folder, 'formats.json')] })).toEqual(truth);
  });

  test('of a text in local time, of which every fourth line was lost', async () => {
    const name = 'findneedle-wppemitter-sample.etl';
    const path = join(SAMPLES, name);
    const truth = await textOf(path, { tmf: [TMF] });
    const known = truth.filter((_, i) => i % 4 !== 3).map(inBerlin);
    const { joined, aheadMinutes, messages } = await learned(name, known);
    expect(aheadMinutes).toBe(120);
    expect(joined).toBeLessThan(messages);
    expect(joined).toBeGreaterThan(messages / 2);
    expect(await textOf(path, { formats: [join(folder, 'formats.json')] })).toEqual(truth);
  });

  test('what a TMF tells comes first', async () => {
    const name = 'findneedle-wppstr-sample.etl';
    const path = join(SAMPLES, name);
    const truth = await textOf(path, { tmf: [TMF] });
    await learned(
      name,
      truth.map((line) => line.replace('strtrace', 'learned')),
    );
    const options = { formats: [join(folder, 'formats.json')] };
    expect((await textOf(path, options)).some((line) => line.includes('learned name=alpha'))).toBe(true);
    expect(await textOf(path, { ...options, tmf: [TMF] })).toEqual(truth);
  });

  test('a text of another session teaches nothing', async () => {
    const truth = await textOf(join(SAMPLES, 'findneedle-wppstr-sample.etl'), { tmf: [TMF] });
    const { joined, formats, text } = await learned('findneedle-wppemitter-sample.etl', truth);
    expect([joined, formats]).toEqual([0, 0]);
    expect(JSON.parse(text)).toEqual({ formats: 1, messages: [] });
  });

  test('a text that is none, and a raw trace that is none', async () => {
    const raw = join(SAMPLES, 'findneedle-wppstr-sample.etl');
    writeFileSync(join(folder, 'readme.txt'), 'Hello\n');
    await expect(learnFormats(join(folder, 'readme.txt'), raw)).rejects.toThrow(/none of the known forms/);
    expect(await learnFormats(join(folder, 'readme.txt'), join(folder, 'readme.txt'))).toBeUndefined();
    mkdirSync(join(folder, 'several'));
    copyFileSync(raw, join(folder, 'several', 'a.etl'));
    copyFileSync(raw, join(folder, 'several', 'b.etl'));
    await expect(learnFormats(join(folder, 'readme.txt'), join(folder, 'several'))).rejects.toThrow(/one file/);
  });
});
