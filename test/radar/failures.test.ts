import { expect, test } from 'vitest';
import { radar } from '../../src/radar/index.ts';
import { LineMiner } from '../../src/radar/line-miner.ts';
import * as cast from '../make/cast.ts';
import { later, moment } from '../make/clock.ts';
import { exchangeOf, transportFailure } from '../make/exchange-session.ts';
import { ocsText } from '../make/ocs-text.ts';
import { lineOf } from './lines.ts';
import { inFolder } from './temporary-folder.ts';

const AT = moment('2016-06-23T12:05:00Z');
const BROKEN = 'EWS send failed: 0x80072EE2(ERROR_WINHTTP_TIMEOUT)';

/** A call for a message that breaks, and lines with the code of a transport error on threads of their own. */
function traceWith(...texts: readonly string[]): Buffer {
  return traceOf(BROKEN, texts);
}

function traceOf(failure: string, texts: readonly string[]): Buffer {
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf('radar-failures', client);
  const call = exchange.create({
    at: AT,
    tid: 0x1d00,
    disposition: 'SendAndSaveCopy',
    folder: { distinguished: 'sentitems' },
    mails: [cast.missedMail(['bob@contoso.com'], 'One.')],
  });
  const broken = transportFailure(client, later(AT, 100), 0x1d00, failure);
  const others = texts.map((text, i) => transportFailure(client, later(AT, 400 + i), 0x2f00 + 4 * i, text));
  return ocsText([...call, broken, ...others]);
}

test.each([undefined, { file: 'known.txt', content: 'to bob@contoso.com 2016-06-23 12:05' }])(
  'a line with a transport error is understood where the report cites it, and only there: known %j',
  async (known) => {
    const trace = traceWith('Offline message N-47110 gave up: 0x80072ee2', 'weather report: ERROR_WINHTTP_TIMEOUT');
    const { shapes } = await inFolder({ 'trace.log': trace }, (folder) =>
      radar([folder], known === undefined ? {} : { known }),
    );
    expect(shapes.map(({ count, first }) => [count, first.text])).toEqual([
      [1, 'Offline message <id> gave up: 0x80072ee2'],
    ]);
  },
);

test('an id that such a line tells leads to lines without a word of the matter', async () => {
  const trace = traceWith('Offline message N-47110 gave up: 0x80072ee2', 'lane 7 lost N-47110: 0x80072ee2');
  const { shapes } = await inFolder({ 'trace.log': trace }, (folder) => radar([folder]));
  expect(shapes.map(({ mentions }) => mentions).sort()).toEqual([['message-id'], ['offline-im', 'message-id']]);
});

test('in a line that the report cites no phrase of a sending may stand, though it is not shown', async () => {
  const guessed = (failure: string) =>
    inFolder({ 'trace.log': traceOf(failure, ['Offline message N-471101 delivered to Exchange']) }, async (folder) => {
      const { shapes } = await radar([folder]);
      return shapes.map(({ count, phrase }) => [count, phrase?.observes]);
    });
  const code = '0x80072EE2(ERROR_WINHTTP_TIMEOUT)';
  expect(await guessed(`Offline message N-471102 delivered to Exchange, result ${code}`)).toEqual([[1, undefined]]);
  expect(await guessed(`Offline message N-471102 posted to Exchange, result ${code}`)).toEqual([[1, 'message-sent']]);
});

test('a failure is guessed beside such a line, as it tells the same', async () => {
  const failure = 'Offline message N-471102 failed: 0x80072EE2(ERROR_WINHTTP_TIMEOUT)';
  const trace = traceOf(failure, ['Offline message N-471101 failed']);
  const { shapes } = await inFolder({ 'trace.log': trace }, (folder) => radar([folder]));
  expect(shapes.map(({ count, phrase }) => [count, phrase?.observes])).toEqual([[1, 'ews-failed']]);
});

test('however many such lines there are and in whatever file, those alone count that the report does not cite', async () => {
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const many = Array.from({ length: 10_001 }, (_, i) =>
    transportFailure(client, later(AT, 3_600_000 + i), 0x3000 + i, `offline message lane ${i % 7} gave up: 0x80072ee2`),
  );
  const broken = traceOf('Offline message N-471102 broke: 0x80072EE2(ERROR_WINHTTP_TIMEOUT)', []);
  for (const known of [undefined, { file: 'known.txt', content: 'to bob@contoso.com 2016-06-23 12:05' }])
    for (const name of ['a.log', 'z.log']) {
      const { lines, gaps } = await inFolder({ [name]: ocsText(many), 'm.log': broken }, (folder) =>
        radar([folder], known === undefined ? {} : { known }),
      );
      expect([lines.unmatched, gaps.filter(({ kind }) => kind === 'capped')]).toEqual([many.length, []]);
    }
});

test('those that cannot wait are not counted, and how many they are is known', () => {
  const miner = new LineMiner();
  for (let i = 0; i < 10_002; i++) miner.add(lineOf('offline message gave up: 0x80072ee2', i, { isFailure: true }));
  miner.tellCited(({ offset }) => offset === 0);
  expect([miner.count, miner.lostFailures]).toEqual([9999, 2]);
  expect(miner.contestingLines()).toEqual([
    { text: 'offline message gave up: x17', component: undefined, function: undefined },
  ]);
});
