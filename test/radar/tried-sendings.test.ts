import { describe, expect, test } from 'vitest';
import type { RadarOptions } from '../../src/radar/index.ts';
import { inFolder } from './temporary-folder.ts';
import { radar } from './valid-radar.ts';

type Line = readonly [number, string];

/** Lines of a trace, each so many seconds behind a quarter past nine. */
function traceOf(lines: readonly Line[]): string {
  return lines
    .map(([seconds, text]) => {
      const at = new Date(Date.UTC(2016, 5, 8, 9, 15, seconds)).toISOString();
      return `[0]1BD4.0D0C::06/08/2016-${at.slice(11, 23)} [Lane]${text}\r\n`;
    })
    .join('');
}

async function kindsOf(lines: readonly Line[], options?: RadarOptions): Promise<readonly (string | undefined)[]> {
  const report = await inFolder({ 'trace.txt': traceOf(lines) }, (folder) => radar([folder], options));
  return report.shapes
    .filter(({ phrase }) => /accepted by Exchange|successfully sent|far shore/.test(phrase?.text ?? ''))
    .map(({ phrase }) => phrase?.observes);
}

const QUEUED: Line = [0, 'Offline message N-4101 for bob@contoso.com was queued'];
const SENT: Line = [2, 'Offline message N-4101 accepted by Exchange'];

const REQUEST =
  'POST /EWS/Exchange.asmx HTTP/1.1\r\nclient-request-id: 11111111-2222-3333-4444-555555555555\r\n\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><s:Body><m:CreateItem MessageDisposition="SaveOnly"><m:SavedItemFolderId><t:DistinguishedFolderId Id="drafts"/></m:SavedItemFolderId><m:Items><t:Message><t:ItemClass>IPM.Note.Microsoft.Missed</t:ItemClass><t:ToRecipients><t:Mailbox><t:EmailAddress>bob@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem></s:Body></s:Envelope>';
const ANSWER =
  'HTTP/1.1 200 OK\r\nclient-request-id: 11111111-2222-3333-4444-555555555555\r\n\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:CreateItemResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:ResponseMessages><m:CreateItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:Message><t:ItemId Id="AAMkAD1" ChangeKey="CQ"/></t:Message></m:Items></m:CreateItemResponseMessage></m:ResponseMessages></m:CreateItemResponse></s:Body></s:Envelope>';

describe('that a message was sent is not guessed where later lines of it tell otherwise', () => {
  test.each<readonly [string, readonly Line[]]>([
    ['by their words', [[3, 'Offline message N-4101 saved in Drafts']]],
    ['a timer', [[124, 'Timer of offline message N-4101 expired']]],
    ['an error', [[3, 'Offline message N-4101 rejected: ErrorAccessDenied']]],
    ['a call', [[3, 'EWS CreateItem for offline message N-4101 failed: ErrorQuotaExceeded']]],
    ['phrases that are shipped', [[3, 'Saved offline message N-4101 to Drafts']]],
    ['in words that nothing is guessed of', [[124, 'Offline message N-4101 is stuck in Drafts']]],
    ['in words that nothing is guessed of', [[124, 'Offline message N-4101 gave up its ghost after two minutes']]],
  ])('%s', async (_, later) => {
    expect(await kindsOf([QUEUED, SENT, ...later])).toEqual([undefined]);
  });

  test('the calls themselves', async () => {
    const lines = [QUEUED, [1, REQUEST] as const, SENT, [3, ANSWER] as const, [300, 'window closed'] as const];
    expect(await kindsOf(lines)).toEqual([undefined]);
  });

  test('of one message among several', async () => {
    const more = [
      [300, 'Offline message N-4102 for bob@contoso.com was queued'],
      [302, 'Offline message N-4102 accepted by Exchange'],
      [303, 'Offline message N-4102 saved in Drafts'],
    ] as const;
    expect(await kindsOf([QUEUED, SENT, ...more])).toEqual([undefined]);
  });

  test('or of its recipient, where lines have no id', async () => {
    const lines = [
      [0, 'Offline message for bob@contoso.com was queued'],
      [2, 'Offline message for bob@contoso.com accepted by Exchange'],
      [3, 'Offline message for bob@contoso.com stored in Drafts'],
    ] as const;
    expect(await kindsOf(lines)).toEqual([undefined]);
  });

  test('by the fates of known messages neither', async () => {
    const known = { file: 'known.txt', content: 'to bob@contoso.com at 09:15, delivered' };
    const far = [2, 'Offline message N-4101 reached the far shore'] as const;
    expect(await kindsOf([QUEUED, far], { known })).toEqual(['message-sent']);
    expect(await kindsOf([QUEUED, far, [124, 'Timer of offline message N-4101 expired']], { known })).toEqual([
      undefined,
    ]);
  });
});

describe('it is where', () => {
  test.each<readonly [string, readonly Line[]]>([
    ['nothing else is told', []],
    ['the draft came first', [[1, 'Offline message N-4101 saved in Drafts']]],
    ['the client tidied up', [[3, 'Spool file of offline message N-4101 removed']]],
    ['another message was kept', [[303, 'Offline message N-4102 saved in Drafts']]],
  ])('%s', async (_, more) => {
    expect(await kindsOf([QUEUED, SENT, ...more].toSorted(([a], [b]) => a - b))).toEqual(['message-sent']);
  });
});

test('input that can be read but once is not tried, so no sending is guessed', async () => {
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(traceOf([QUEUED, SENT]));
  }
  const { shapes } = await radar(['-'], { stdin: stdin() });
  expect(shapes.map(({ phrase }) => phrase?.observes).sort()).toEqual(['message-queued', undefined]);
});

describe('of a trace with thousands of such lines the first ones are tried', () => {
  const OTHERS: readonly Line[] = Array.from({ length: 3000 }, (_, n) => [
    10 + n,
    `Offline message N-${5000 + n} accepted by Exchange`,
  ]);

  test('and a message that was kept among them refutes the guess', async () => {
    expect(await kindsOf([QUEUED, SENT, [3, 'Offline message N-4101 saved in Drafts'], ...OTHERS])).toEqual([
      undefined,
    ]);
  });

  test('and one behind them does not', async () => {
    const late: Line = [3500, 'Offline message N-7999 saved in Drafts'];
    expect(await kindsOf([QUEUED, SENT, ...OTHERS, late])).toEqual(['message-sent']);
  });
});
