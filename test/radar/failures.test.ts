import { expect, test } from 'vitest';
import { radar } from '../../src/radar/index.ts';
import * as cast from '../make/cast.ts';
import { later, moment } from '../make/clock.ts';
import { exchangeOf, transportFailure } from '../make/exchange-session.ts';
import { ocsText } from '../make/ocs-text.ts';
import { inFolder } from './temporary-folder.ts';

const AT = moment('2016-06-23T12:05:00Z');

/** A call for a message that breaks, and lines with the code of a transport error on threads of their own. */
function traceWith(...texts: readonly string[]): Buffer {
  const client = cast.clientProcess('6965.2058', cast.EXCHANGE_2016_CU1);
  const exchange = exchangeOf('radar-failures', client);
  const call = exchange.create({
    at: AT,
    tid: 0x1d00,
    disposition: 'SendAndSaveCopy',
    folder: { distinguished: 'sentitems' },
    mails: [cast.missedMail(['bob@contoso.com'], 'One.')],
  });
  const broken = transportFailure(client, later(AT, 100), 0x1d00, 'EWS send failed: 0x80072EE2(ERROR_WINHTTP_TIMEOUT)');
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
