import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../src/etl/wpp/format-message.ts';
import { parseTmf, tmfText } from '../../../src/etl/wpp/tmf.ts';
import { wppRecord } from './wpp-record.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/samples/etl');

interface Expected {
  readonly guid: string;
  readonly num: number;
  readonly tag: string;
  readonly comp: string;
  readonly payloadHex: string;
  readonly left: number;
  readonly message: string;
}

const messages = readdirSync(join(FOLDER, 'tmf')).flatMap((name) => {
  const { messages: found, faults } = parseTmf(tmfText(readFileSync(join(FOLDER, 'tmf', name))));
  expect(faults).toEqual([]);
  return found;
});

function linesOf(name: string): readonly Expected[] {
  const text = readFileSync(join(FOLDER, 'expected', name), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Expected => JSON.parse(line));
}

function formatOf({ guid, num, payloadHex }: Expected) {
  const message = messages.find((one) => one.guid === guid && one.number === num);
  if (message === undefined) throw new Error(`no format of ${guid} ${num}`);
  return { tag: message.tag, ...formatMessage(message, wppRecord(Buffer.from(payloadHex, 'hex'))) };
}

const files = readdirSync(join(FOLDER, 'expected')).filter((name) => name.endsWith('.wpp.jsonl'));

describe('real trace messages read as tracefmt prints them', () => {
  test.each(files)('%s', (name) => {
    const lines = linesOf(name);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const { message, component, tag, left, misfit } = formatOf(line);
      expect({ message, component, tag, left }).toEqual({
        message: line.message,
        component: line.comp,
        tag: line.tag,
        left: line.left,
      });
      expect(misfit).toBeUndefined();
    }
  });

  test('each text that the makers of the samples state is among them', () => {
    const stated: Readonly<Record<string, unknown>> = JSON.parse(
      readFileSync(join(FOLDER, 'expected/wpp-expected-strings.json'), 'utf8'),
    );
    const texts = new Set(files.flatMap((name) => linesOf(name).map((line) => formatOf(line).message)));
    const wanted = Object.values(stated).flatMap((one) =>
      typeof one === 'object' && one !== null && 'contains' in one && Array.isArray(one.contains) ? one.contains : [],
    );
    expect(wanted.length).toBeGreaterThanOrEqual(18);
    expect(wanted.filter((text) => !texts.has(text))).toEqual([]);
  });

  test('level, function and place come from the TMF', () => {
    const [line] = linesOf('findneedle-wppstr-sample.etl.wpp.jsonl');
    if (line === undefined) throw new Error('no line');
    expect(formatOf(line)).toMatchObject({
      level: 'STR_GENERAL',
      function: 'main',
      file: 'WppStrEmitter.cpp',
      line: 27,
    });
  });
});
