import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { inFolder } from '../decode/trace-of.ts';
import { messageRecord, STARTED, writeEtl } from '../etl/etl-writer.ts';
import { answered, mail, NO_ERROR, post, reply } from '../life/exchange.ts';
import { createItem } from '../make/ews.ts';

it('an answer belongs to its request whichever processor wrote its buffer first', async () => {
  const style = { prefix: 's', pretty: false } as const;
  const request = post(createItem([mail('bob@contoso.com')], 'SendAndSaveCopy', undefined, style));
  const answer = reply(200, answered('CreateItem', NO_ERROR));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), async (isAnswerFirst) => {
      let time = STARTED;
      const buffers = isAnswerFirst.flatMap((isFirst) => {
        time += 2_000_000_000n;
        const [asked, told] = [request, answer].map((text, i) => ({
          cpu: i,
          records: [
            messageRecord(0x28, {
              tid: 1,
              pid: 2,
              time: time + BigInt(i) * 10_000n,
              number: 10,
              payload: Buffer.from(`${text}\0`),
            }),
          ],
        }));
        if (asked === undefined || told === undefined) return [];
        return isFirst ? [told, asked] : [asked, told];
      });
      const outcomes = await inFolder(async (folder) => {
        mkdirSync(join(folder, 'bundle'));
        writeFileSync(join(folder, 'bundle', 'trace.etl'), writeEtl({ bufferSize: 4096 }, buffers));
        return (await analyze([join(folder, 'bundle')])).messages.flatMap(({ attempts }) =>
          attempts.map(({ httpStatus }) => httpStatus),
        );
      });
      expect(outcomes).toEqual(isAnswerFirst.map(() => 200));
    }),
  );
});
