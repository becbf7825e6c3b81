import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeTrace } from '../../../src/decode.ts';
import { learnFormats } from '../../../src/learn.ts';
import type { AnalysisOptions } from '../../../src/model/analysis-options.ts';
import type { Report } from '../../../src/model/report.ts';
import { inFolder } from '../../radar/temporary-folder.ts';
import { analyze } from '../../report/analyze-validly.ts';
import { messageRecord, STARTED, writeEtl } from '../etl-writer.ts';

const GUID = '744151fd-b3f4-32e6-38eb-0fd11e3fb62d';
/** Its words stand in the formats alone. */
const TMF = `${GUID} HeronFerry // SRC=ferry.cpp MJ= MN=
#typev ferry_cpp10 10 "%0Heron note %10!s! laid out for %11!s!" //   LEVEL=TRACE FLAGS=All FUNC=CHeronFerry::Queue
{
id, ItemString -- 10
who, ItemWString -- 11
}
#typev ferry_cpp20 11 "%0Heron clock of note %10!s! fired after %11!d!s" //   LEVEL=TRACE FLAGS=All FUNC=CHeronFerry::Tick
{
id, ItemString -- 10
seconds, ItemLong -- 11
}
#typev ferry_cpp30 12 "%0Tide %10!d!" //   LEVEL=TRACE FLAGS=All FUNC=CHeronFerry::Tick
{
level, ItemLong -- 10
}
`;

const QUEUED = {
  id: 'queued',
  observes: 'message-queued',
  text: 'Heron note {messageId} laid out for {recipient}',
  component: 'HeronFerry',
};

const BOOK = JSON.stringify({
  phrasebook: 1,
  name: 'ferry',
  phrases: [
    QUEUED,
    {
      id: 'fired',
      observes: 'timer-expired',
      text: 'Heron clock of note {messageId} fired after {seconds}s',
      component: 'HeronFerry',
    },
  ],
});

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

const ansi = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');
const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

function trace(): Uint8Array {
  const records = Array.from({ length: 7 }, (_, n) => {
    const at = (seconds: number) => STARTED + BigInt((n * 300 + seconds) * 10_000_000);
    const fields = { guid: GUID, pid: 7124, tid: 3340 };
    const record = (seconds: number, number: number, ...parts: readonly Buffer[]) =>
      messageRecord(0x2a, { ...fields, number, time: at(seconds), payload: Buffer.concat(parts) });
    return [
      record(0, 10, ansi(`n${n}`), wide(`person${n}@contoso.com`)),
      record(60, 12, long(n)),
      record(120, 11, ansi(`n${n}`), long(120)),
    ];
  });
  return writeEtl({}, [{ records: records.flat() }]);
}

function told({ messages }: Report): readonly unknown[] {
  return messages.map(({ outcome, recipients, sentAt, steps }) => [
    outcome,
    recipients,
    sentAt,
    steps.map(({ at, event, fit, reason }) => [at, event, fit, fit === 'allowed' ? reason : undefined]),
  ]);
}

async function decodedText(path: string, tmf: string): Promise<string> {
  let text = '';
  const more = async (part: string): Promise<boolean> => {
    text += part;
    return true;
  };
  await decodeTrace(path, 'text', more, { tmf: [tmf] });
  return text;
}

describe('phrases whose words stand in formats alone', () => {
  test('tell of a raw trace what they tell of its decoded text: by TMF files named or in the bundle, by learned formats', async () => {
    await inFolder({ 'raw.etl': trace(), 'tmf/ferry.tmf': TMF, 'words.json': BOOK }, async (folder) => {
      const at = (name: string): string => join(folder, name);
      const options: AnalysisOptions = { phrasebooks: [at('words.json')] };
      await writeFile(at('decoded.txt'), await decodedText(at('raw.etl'), at('tmf')));
      const decoded = told(await analyze([at('decoded.txt')], options));
      expect(decoded).toHaveLength(7);
      const timer = "two minutes from sending are over, and the client's timer ran out after 120 s";
      expect(decoded[0]).toEqual([
        'timed-out',
        ['person0@contoso.com'],
        '2016-06-08T08:00:00.000Z',
        [
          ['2016-06-08T08:00:00.000Z', 'message-queued', 'allowed', undefined],
          ['2016-06-08T08:02:00.000Z', 'deadline-passed', 'allowed', timer],
        ],
      ]);
      expect(told(await analyze([at('raw.etl')], { ...options, tmf: [at('tmf')] }))).toEqual(decoded);
      expect(told(await analyze([at('raw.etl'), at('tmf/ferry.tmf')], options))).toEqual(decoded);
      const learned = await learnFormats(at('decoded.txt'), at('raw.etl'));
      await writeFile(at('formats.json'), learned?.text ?? '');
      expect(told(await analyze([at('raw.etl')], { ...options, formats: [at('formats.json')] }))).toEqual(decoded);
      // Without formats there are no words to match.
      expect(told(await analyze([at('raw.etl')], options))).toEqual([]);
    });
  });

  test('hold for the component and the function of the format alone', async () => {
    const only = (more: object): string => JSON.stringify({ ...JSON.parse(BOOK), phrases: [{ ...QUEUED, ...more }] });
    const files = {
      'raw.etl': trace(),
      'ferry.tmf': TMF,
      'right.json': only({ function: 'CHeronFerry::Queue' }),
      'wrong.json': only({ function: 'CHeronFerry::Tick' }),
      'other.json': only({ component: 'findneedle' }),
    };
    await inFolder(files, async (folder) => {
      const counts = ['right', 'wrong', 'other'].map(async (name) => {
        const phrasebooks = [join(folder, `${name}.json`)];
        const { messages } = await analyze([join(folder, 'raw.etl'), join(folder, 'ferry.tmf')], { phrasebooks });
        return messages.length;
      });
      expect(await Promise.all(counts)).toEqual([7, 0, 0]);
    });
  });
});
