import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { learnFormats } from '../../src/index.ts';
import { messageRecord, STARTED, writeEtl } from '../etl/etl-writer.ts';
import { inFolder } from './trace-of.ts';

const GUID = '11111111-2222-3333-4444-555555555555';

it('no words are learned from what a thread began to log in a message before', async () => {
  const bodies = ['alpha', 'bravo'].flatMap((name) => [
    { number: 10, argument: `<t:Body BodyType="Text">Dear ${name}`, format: 'Sent: ' },
    { number: 11, argument: name, format: 'the merger closes for ' },
    { number: 12, argument: `${name}</t:Body>`, format: '' },
  ]);
  const time = (i: number): bigint => STARTED + BigInt(i + 1) * 10_000n;
  const trace = writeEtl({ bufferSize: 8192 }, [
    {
      records: bodies.map(({ number, argument }, i) =>
        messageRecord(0xaa, {
          tid: 100,
          pid: 200,
          time: time(i),
          guid: GUID,
          number,
          payload: Buffer.from(`${argument}\0`),
        }),
      ),
    },
  ]);
  const text = bodies.map(
    ({ argument, format }, i) => `[0]00C8.0064::06/08/2016-08:00:00.00${i + 1}0000 [made]${format}${argument}\n`,
  );
  const learned = await inFolder(async (folder) => {
    writeFileSync(join(folder, 'trace.etl'), trace);
    writeFileSync(join(folder, 'trace.txt'), text.join(''));
    return learnFormats(join(folder, 'trace.txt'), join(folder, 'trace.etl'));
  });
  expect(learned?.joined).toBe(bodies.length);
  expect(learned?.text).toContain('Sent: ');
  expect(learned?.text).not.toContain('merger');
});
